"""Accommodations: for the quiz they change, for who gave them, and for the person, in words."""

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from core.display.dates import in_date, local_date
from core.requests.numbers import whole
from courses.accommodations.models import Accommodation, Category
from courses.accommodations.rules import Given, Window, effective_window
from courses.catalogue.models import Offering

PAGE = 50
MOST_COURSES = 500  # that a form offers by name


def window_of(*, person_id: int, offering_id: int, minutes: int | None, attempts: int, at: datetime) -> Window:
    """The one resolver: the quiz's own rules, and what was given to the person. One query."""
    rows = Accommodation.objects.for_quiz(person_id, offering_id).running(at).select_related("organisation")
    return effective_window(
        minutes=minutes,
        attempts=attempts,
        given=[
            Given(
                extra_time_percent=row.extra_time_percent,
                extra_attempts=row.extra_attempts,
                category=row.category,
                by=row.organisation.name,
                by_hi=row.organisation.name_hi or row.organisation.name,
                given_at=row.granted_at,
                active_to=row.active_to,
                is_for_course=row.offering_id is not None,
            )
            for row in rows
        ],
    )


def trace_in_words(window: Window) -> list[dict[str, str]]:
    """Why one has this time and these attempts, line by line. Empty when only the quiz's own rules hold."""
    if len(window.trace) == 1:
        return []
    is_hindi = get_language() == "hi"
    lines = [
        {"title": _("The quiz for everybody"), "note": _amounts(window.trace[0].minutes, window.trace[0].attempts)}
    ]
    for step in window.trace[1:]:
        one = step.given
        assert one is not None  # only the first step is the quiz's own
        said = _("%(what)s, given by %(organisation)s on %(date)s (%(reason)s)") % {
            "what": what(one.extra_time_percent, one.extra_attempts),
            "organisation": one.by_hi if is_hindi else one.by,
            "date": in_date(one.given_at),
            "reason": Category(one.category).label,
        }
        note = _amounts(step.minutes, step.attempts) if step.is_used else _("changes nothing here")
        lines.append({"title": said, "note": note})
    return lines


def what(percent: int, attempts: int) -> str:
    """ "50% more time and 1 more attempt" """
    time = _("%(percent)s%% more time") % {"percent": percent} if percent else ""
    more = (
        ngettext("%(count)s more attempt", "%(count)s more attempts", attempts) % {"count": attempts}
        if attempts
        else ""
    )
    return _("%(time)s and %(attempts)s") % {"time": time, "attempts": more} if time and more else time or more


def _amounts(minutes: int | None, attempts: int) -> str:
    time = (
        ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
        if minutes
        else _("no time limit")
    )
    tries = (
        ngettext("%(count)s attempt", "%(count)s attempts", attempts) % {"count": attempts}
        if attempts
        else _("as many attempts as you like")
    )
    return f"{time} · {tries}"


def listed(row: Accommodation, at: datetime) -> dict[str, Any]:
    """One accommodation as lists show it."""
    language = get_language() or "en"
    state, chip = _state(row, at)
    return {
        "uuid": row.uuid,
        "person": row.person_name,
        "what": what(row.extra_time_percent, row.extra_attempts),
        "course": row.offering.title_in(language) if row.offering else _("every quiz"),
        "reason": Category(row.category).label,
        "note": row.note,
        "since": in_date(row.active_from),
        "until": in_date(row.active_to - timedelta(days=1)) if row.active_to else _("until it is ended"),
        "by": row.organisation.name_in(language),
        "by_person": row.granted_by_name,
        "ended_by": row.ended_by_name if row.ended_at else "",
        "state": state,
        "chip": chip,
        "may_end": row.ended_at is None,
    }


def _state(row: Accommodation, at: datetime) -> tuple[str, str]:
    if row.ended_at is not None:
        return _("Ended on %(date)s") % {"date": in_date(row.ended_at)}, "plain"
    day = in_date(row.active_from)
    if row.active_from > local_date(at):
        return _("From %(date)s") % {"date": day}, "info"
    if row.active_to is not None and row.active_to <= local_date(at):
        return _("Over"), "plain"
    return _("In force"), "ok"


def page_of(*, organisation_ids: list[int], offering_id: int | None, after: str) -> tuple[list[Accommodation], str]:
    """What these organisations gave, the newest first; the key of the next page, empty when there is none."""
    rows = Accommodation.objects.filter(organisation_id__in=organisation_ids).select_related("organisation", "offering")
    if offering_id is not None:
        rows = rows.filter(offering_id=offering_id)
    if (last := whole(after)) is not None:
        rows = rows.filter(pk__lt=last)
    found = list(rows.order_by("-pk")[: PAGE + 1])
    return found[:PAGE], str(found[PAGE - 1].pk) if len(found) > PAGE else ""


def mine(person_id: int) -> list[Accommodation]:
    rows = Accommodation.objects.filter(person_id=person_id).select_related("organisation", "offering")
    return list(rows.order_by("-pk")[:100])


def course_choices() -> list[tuple[str, str]]:
    """Courses that may be named in a form: those the scope sees in the catalogue, by title."""
    language = get_language() or "en"
    rows = Offering.objects.filter(published_version__isnull=False).order_by("title")[:MOST_COURSES]
    return [(row.code, row.title_in(language)) for row in rows]


def told(uuid: str) -> dict[str, Any] | None:
    """What a message about an accommodation says, in both languages."""
    row = Accommodation.objects.select_related("organisation", "offering").filter(uuid=uuid).first()
    if row is None:
        return None
    by = row.organisation
    return {
        "person_id": row.person_id,
        "percent": row.extra_time_percent,
        "attempts": row.extra_attempts,
        "organisation": {"en": by.name, "hi": by.name_hi or by.name},
        "course": {"en": row.offering.title, "hi": row.offering.title_hi or row.offering.title}
        if row.offering
        else None,
        "link": reverse("courses:course", args=[row.offering.code])
        if row.offering
        else reverse("courses:my-accommodations"),
    }
