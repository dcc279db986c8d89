"""A learner's plan in words: groups by when it is due, chips, the bar and what is left."""

from datetime import date
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from competencies.framework.models import Area
from core.display.dates import in_date, in_date_long
from core.display.measures import duration
from core.display.numbers import in_num
from courses.facade import course_address
from policy.plans.queries import STATE_NAMES, Duty, Why

STATES = ("overdue", "soon", "later", "completed")
GROUP_NAMES = {
    **STATE_NAMES,
    "soon": gettext_lazy("Due in the next 30 days"),
    "later": gettext_lazy("Later"),
}
CHIP_KINDS = {"overdue": "bad", "soon": "warn", "later": "info", "completed": "ok"}
SEGMENTS = {"overdue": "late", "completed": "done"}


def order(duty: Duty) -> tuple[int, date, str]:
    """As the groups stand; in each the earliest day first, and of the completed ones the newest."""
    if duty.completed_at is not None:
        return STATES.index(duty.state), date.fromordinal(date.max.toordinal() - duty.completed_at.toordinal()), ""
    return STATES.index(duty.state), duty.due_on or date.max, duty.offering_code


def tabs(duties: list[Duty], state: str, path: str) -> list[dict[str, Any]]:
    counts = {name: sum(duty.state == name for duty in duties) for name in STATES}
    found = [{"url": path, "label": _("All"), "count": len(duties), "is_current": not state}]
    for name in STATES:
        if counts[name] or name == state:
            found.append(
                {"url": f"{path}?state={name}", "label": STATE_NAMES[name], "count": counts[name],
                 "is_current": name == state}
            )  # fmt: skip
    return found


def way(why: Why) -> list[dict[str, str]]:
    """How a course came to somebody and until when it stays, step by step."""
    steps = []
    if why.published_at:
        published = _("Published by %(by)s on %(day)s") % {"by": why.source_by, "day": in_date_long(why.published_at)}
        steps.append({"label": why.source_title, "note": published, "state": "done"})
    assigned = _("Assigned to you on %(day)s") % {"day": in_date_long(why.assigned_at)}
    steps.append({"label": _("You belong to those it is for"), "note": assigned, "state": "done"})
    due = _("Due %(day)s") % {"day": in_date_long(why.due_on)} if why.due_on else _("No date is set")
    steps.append({"label": _("You complete the course"), "note": due, "state": "todo"})
    return steps


def standing(duties: list[Duty]) -> dict[str, Any]:
    """How much of the whole plan is done, overdue and left."""
    open_ones = [duty for duty in duties if duty.state != "completed"]
    left = sum(duty.minutes * (100 - duty.progress) // 100 for duty in open_ones)
    return {
        "all": len(duties),
        "done": len(duties) - len(open_ones),
        "overdue": sum(duty.state == "overdue" for duty in duties),
        "left": duration(left * 60) if left else "",
        "segments": [
            (SEGMENTS.get(duty.state, "part" if duty.progress else "todo"), duty.progress)
            for duty in sorted(duties, key=lambda duty: duty.state != "completed")
        ],
    }


def groups(page: list[Duty], duties: list[Duty], today: date) -> list[dict[str, Any]]:
    """The rows of a page under the heading of their state, which counts all of that state."""
    found = []
    for state, rows in groupby(page, key=lambda duty: duty.state):
        count = sum(duty.state == state for duty in duties)
        found.append(
            {
                "state": state,
                "title": GROUP_NAMES[state],
                "count": ngettext("%(n)s course", "%(n)s courses", count) % {"n": in_num(count)},
                "rows": [_row(duty, today) for duty in rows],
            }
        )
    return found


def _row(duty: Duty, today: date) -> dict[str, Any]:
    is_done = duty.completed_at is not None
    is_started = bool(duty.progress) and not is_done
    url = course_address(duty.offering_code)
    meta = [str(Area(duty.area).label), duration(duty.minutes * 60)]
    if is_started:
        meta.append(_("%(percent)s%% complete") % {"percent": duty.progress})
    return {
        "url": url,
        "title": duty.title,
        "area": duty.area,
        "seed": duty.offering_code,
        "meta": meta,
        "reason": _("Asked for by: %(why)s") % {"why": duty.source_title} if duty.source_title else "",
        "why_url": reverse("policy:why", args=[duty.assignment_uuid]),
        "chip": _chip(duty, today),
        "chip_kind": CHIP_KINDS[duty.state],
        "action_url": url,
        "action_label": _("Open") if is_done else _("Continue") if is_started else _("Start"),
    }


def _chip(duty: Duty, today: date) -> str:
    if duty.completed_at is not None:
        return _("Completed %(date)s") % {"date": in_date(duty.completed_at)}
    if duty.due_on is None:
        return _("No date set")
    if duty.state == "overdue":
        days = (today - duty.due_on).days
        return ngettext("Overdue by %(n)s day", "Overdue by %(n)s days", days) % {"n": in_num(days)}
    return _("Due %(date)s") % {"date": in_date(duty.due_on)}
