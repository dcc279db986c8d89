"""What a package gets back when it is opened, and what it has said."""

from typing import Any

from django.utils.translation import gettext as _

from courses.enrolment.models import Enrolment
from courses.h5p import rules
from courses.h5p.models import H5PState, H5PStatement


def states_of(enrolment_id: int, resource_id: int) -> tuple[dict[str, Any], int]:
    """What was kept, and its revision; revision 0 when nothing was."""
    found = H5PState.objects.filter(enrolment_id=enrolment_id, resource_id=resource_id).first()
    return (found.states, found.revision) if found else ({}, 0)


def last_score(enrolment: Enrolment, resource_id: int) -> tuple[float, float] | None:
    """The last result that the package gave for its whole: score and the most there is."""
    last = (
        H5PStatement.objects.filter(
            enrolment=enrolment, resource_id=resource_id, part="", score__isnull=False, most__gt=0
        )
        .order_by("-received_at", "-pk")
        .values_list("score", "most")
        .first()
    )
    return (last[0], last[1]) if last and last[0] is not None and last[1] is not None else None


def beginning(title: str, states: dict[str, Any], revision: int) -> dict[str, Any]:
    """What a package is told when it is opened. `words` stand for the player's own English ones, where they are seen."""
    return {
        "title": title,
        "states": states,
        "revision": revision,
        "verbs": rules.VERBS,
        "words": {
            "fullscreen": _("Full screen"),
            "copyrights": _("Rights of use"),
            "copyrightsDescription": _("See the rights of use of this content."),
            "copyrightInformation": _("Rights of use"),
            "close": _("Close"),
            "title": _("Title"),
            "author": _("Author"),
            "year": _("Year"),
            "source": _("Source"),
            "license": _("Licence"),
        },
    }
