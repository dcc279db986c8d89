"""The course page: for somebody who looks, and for somebody who learns."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from competencies.facade import held_levels
from core.display.dates import in_date_long
from core.doors import public, signed_in
from courses.catalogue.access import Shown, get_offering, get_shown
from courses.catalogue.models import Offering, OfferingState
from courses.catalogue.queries import outline
from courses.enrolment import access, actions
from courses.enrolment.actions import EnrolmentRefused
from courses.enrolment.models import Batch, BatchPlaces, Enrolment, EnrolmentState
from courses.notes import queries as noted
from courses.player import queries
from courses.ratings import queries as ratings
from institutions.roles.requests import InScope


@public
def course(request: InScope, code: str) -> HttpResponse:
    """What the course is about; with an enrolment also what is done, what is next and what is missing."""
    return _page(request, get_shown(code))


@signed_in
@require_POST
def enrolment(request: InScope, code: str) -> HttpResponse:
    """Enrol in the batch that is open. A refusal is said on the course page."""
    principal = request.principal
    offering = get_offering(code)
    try:
        enrolled = actions.enrol(
            learner=access.learner(principal),
            batch=access.open_batch(offering.published_version_id),
            actor=principal.actor(),
            at=timezone.now(),
        )
    except EnrolmentRefused as refusal:
        return _page(request, offering, refused=str(refusal), status=422)
    if enrolled.state == EnrolmentState.WAITING:
        messages.info(request, _("All places are taken. You are on the waiting list and will get a message."))
    else:
        messages.success(request, _("You are enrolled. Start whenever you like."))
    return redirect("courses:course", code)


def _page(request: InScope, offering: Offering | Shown, *, refused: str = "", status: int = 200) -> HttpResponse:
    language = get_language() or "en"
    principal = request.principal
    mine, rule = access.enrolment_with_rule(principal.person_id, offering.pk) if principal else (None, {})
    version_id = mine.version_id if mine else offering.published_version_id
    about = outline(version_id, language)
    is_inside = mine is not None and mine.state != EnrolmentState.WAITING
    inside = queries.contents(about, code=offering.code, enrolment=mine if is_inside else None)
    context: dict[str, Any] = {
        "area": "learner",
        "code": offering.code,
        "course": about,
        "contents": inside,
        "enrolment": mine,
        "is_inside": is_inside,
        "is_completed": mine is not None and mine.state == EnrolmentState.COMPLETED,
        "is_waiting": mine is not None and mine.state == EnrolmentState.WAITING,
        "is_retired": offering.state == OfferingState.RETIRED,
        "why": queries.why(principal.person_id, offering.pk, language) if principal else None,
        "refused": refused,
        "crumbs": [(reverse("courses:catalogue"), _("Courses"))],
        "published": in_date_long(about["published_at"]),
        "facts": _facts(about),
        "builds": _builds(about, principal.person_id if principal else None),
        "ratings": ratings.shown(offering.pk),
    }
    if is_inside and mine is not None:
        context["missing"] = queries.missing(about, rule, inside["states"], mine.pk)
        context["completed_on"] = queries.completed_on(mine)
        if context["is_completed"] and principal:
            context["mine_rated"] = ratings.own(principal.person_id, offering.pk)
        context["notes"] = _notes(mine.person_id, offering.pk, language)
        context["focal"] = _focal(about, inside, mine)
    else:
        context["promises"] = _promises(about)
        if mine is None:
            context["places"] = _places(offering)
    return render(request, "courses/player/course.html", context, status=status)


def _builds(about: dict[str, Any], person_id: int | None) -> list[dict[str, Any]]:
    """The competencies of the course; for somebody signed in with the level they hold already."""
    ids = [one["id"] for one in about["competencies"]]
    held = held_levels(person_id, among=ids) if person_id and ids else {}
    return [one | _beside(one["level"], held.get(one["id"], 0), person_id) for one in about["competencies"]]


def _beside(level: int, has: int, person_id: int | None) -> dict[str, Any]:
    if person_id is None:
        says = _("Level %(level)s of 5 after completing")
    elif has >= level:
        says = _("You hold level %(has)s already")
    elif has:
        says = _("You hold level %(has)s; level %(level)s after completing")
    else:
        says = _("You hold no level yet; level %(level)s after completing")
    return {"held": has, "says": says % {"level": level, "has": has}}


NOTES_SHOWN = 5


def _notes(person_id: int, offering_id: int, language: str) -> list[dict[str, Any]]:
    """One's newest notes in this course."""
    return noted.shown(noted.newest_in(person_id, offering_id, NOTES_SHOWN), language, person_id=person_id)


def _facts(about: dict[str, Any]) -> list[dict[str, str]]:
    facts = [
        {"icon": "clock", "text": about["parts_note"]},
        {"icon": "translate", "text": about["languages"]},
        {"icon": "award", "text": _("Certificate when you complete it")},
    ]
    return [fact for fact in facts if fact["text"]]


def _promises(about: dict[str, Any]) -> list[dict[str, str]]:
    """Beside the button: what enrolling means."""
    return [
        {"icon": "clock", "text": about["parts_note"]},
        {"icon": "award", "text": _("Certificate and competencies in your passbook when you complete it")},
        {"icon": "phone", "text": _("Works on a phone. Your place is kept on every device.")},
    ]


def _focal(about: dict[str, Any], inside: dict[str, Any], mine: Enrolment) -> dict[str, Any] | None:
    if inside["next"] is None or mine.state == EnrolmentState.COMPLETED:
        return None
    return {
        "eyebrow": _("Next"),
        "title": inside["next"]["title"],
        "text": inside["next"]["text"],
        "percent": mine.progress,
        "percent_label": _("%(percent)s%% complete") % {"percent": mine.progress},
        "action_url": inside["next"]["url"],
        "action_label": _("Resume") if mine.progress or inside["done"] else _("Start learning"),
        "action_icon": "play-fill",
        "heading": "h2",
        "area": about["area"],
    }


def _places(offering: Offering | Shown) -> str:
    """How many places are left, when the batch is limited."""
    batch = Batch.objects.filter(version_id=offering.published_version_id, is_default=True).first()
    if batch is None or batch.capacity is None:
        return ""
    taken = BatchPlaces.objects.filter(batch=batch).values_list("taken", flat=True).first() or 0
    free = max(0, batch.capacity - taken)
    return _("%(free)s of %(all)s places free") % {"free": free, "all": batch.capacity}
