"""What a resource has been credited so far, what is still missing of it, and what did not count and why, in words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.display.measures import clock, duration
from courses.catalogue.rules import FILED
from courses.progress.rules import gaps, in_rendition

MOST_GAPS = 8  # named one by one; the rest would be a list nobody reads


def evidence(state: dict[str, Any], kind: str, own: int) -> dict[str, Any] | None:
    """For a file that is not done: what was seen, the gaps, what did not count. None when there is nothing.

    `own`: how long the rendition is that the learner takes, in whose seconds or pages everything is said.
    """
    leaf, whole = state["leaf"], state["length"]
    if leaf.is_complete or kind not in FILED or not whole or not (state["ranges"] or state["uncounted"]):
        return None
    told = state | {
        "ranges": [tuple(in_rendition(edge, own, whole) for edge in piece) for piece in state["ranges"]],
        "length": own,
    }
    missing = gaps(told["ranges"], own)
    return {
        "seen": seen(told, kind),
        "gaps": [{"start": start, "label": _piece(start, end, kind)} for start, end in missing[:MOST_GAPS]],
        "more": max(0, len(missing) - MOST_GAPS),
        "uncounted": amount(state["uncounted"], kind) if state["uncounted"] else "",
    }


def seen(state: dict[str, Any], kind: str) -> str:
    """ "12 min of 20 min seen"; "3 of 8 pages seen"."""
    total = sum(end - start for start, end in state["ranges"])
    if kind == "pdf":
        return _("%(seen)s of %(all)s pages seen") % {"seen": total, "all": state["length"]}
    return _("%(seen)s of %(all)s seen") % {"seen": clock(total), "all": clock(state["length"])}


def amount(count: int, kind: str) -> str:
    if kind == "pdf":
        return ngettext("%(n)s page", "%(n)s pages", count) % {"n": count}
    return duration(count)


def elsewhere(last: str, device: str, position: int) -> dict[str, str] | None:
    """Where the learner stopped, when that was on a device of another kind: going on there is offered, not done."""
    if not position or not last or last == device:
        return None
    sentences = {
        "phone": _("You stopped at %(place)s on your phone."),
        "tablet": _("You stopped at %(place)s on your tablet."),
        "computer": _("You stopped at %(place)s on your computer."),
    }
    place = clock(position)
    return {"sentence": sentences[last] % {"place": place}, "place": place}


def _piece(start: int, end: int, kind: str) -> str:
    if kind == "pdf":
        return (
            _("page %(page)s") % {"page": end}
            if end - start == 1
            else _("pages %(first)s to %(last)s") % {"first": start + 1, "last": end}
        )
    return f"{clock(start)}–{clock(end)}"
