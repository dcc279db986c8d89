"""An H5P package: what it is told when it begins, and what it said last."""

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from courses.h5p import queries
from courses.player.access import Seat


def shown(seat: Seat) -> dict[str, Any]:
    states, revision = queries.states_of(seat.enrolment.pk, seat.resource.pk)
    score = queries.last_score(seat.enrolment, seat.resource.pk)
    return {
        "h5p": {
            "begin": queries.beginning(seat.resource.title_in(get_language() or "en"), states, revision),
            "url": reverse("courses:api-h5p-states", args=[seat.enrolment.uuid, seat.resource.uuid]),
            "score": _("%(score)g of %(most)g") % {"score": score[0], "most": score[1]} if score else "",
        }
    }
