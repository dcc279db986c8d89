"""A quiz: its rules, the paper, the result."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.display.dates import in_time
from core.doors import signed_in
from courses.attempts import actions as attempts
from courses.attempts import rules as sittings
from courses.attempts.actions import AttemptRefused
from courses.attempts.models import Attempt
from courses.catalogue.models import ResourceKind
from courses.catalogue.queries import outline
from courses.certificates.queries import newest_of
from courses.enrolment.models import EnrolmentState
from courses.player import access, queries, rules
from courses.player import sittings as words
from courses.player.access import NotInside, Seat
from courses.progress import actions as progress
from courses.questions.models import Paper
from courses.questions.rules import Said, kept
from institutions.roles.requests import InScope


def rules_page(request: InScope, seat: Seat, *, refused: str = "", status: int = 200) -> HttpResponse:
    """What the quiz asks, before it starts."""
    language = get_language() or "en"
    about = outline(seat.enrolment.version_id, language)
    code, current = seat.offering.code, str(seat.resource.uuid)
    inside = queries.contents(about, code=code, enrolment=seat.enrolment, current=current)
    before, after = rules.neighbours(inside["order"], current)
    past = list(Attempt.objects.filter(enrolment=seat.enrolment, resource=seat.resource).order_by("number"))
    quiz = words.quiz_rules(Paper.objects.get(resource=seat.resource), seat.enrolment, past, at=timezone.now())
    if not quiz["is_passed"]:
        refused = refused or quiz["refused"]
    context = {
        "area": "learner", "code": code, "course": about, "contents": inside, "enrolment": seat.enrolment,
        "resource": seat.resource, "title": seat.resource.title_in(language), "quiz": quiz, "refused": refused,
        "previous_url": reverse("courses:learn", args=[code, before]) if before else "",
        "next_url": reverse("courses:learn", args=[code, after]) if after else "",
        "next_title": queries.title_of(about, after),
        "crumbs": _crumbs(code, about["title"]),
    }  # fmt: skip
    return render(request, "courses/player/quiz_rules.html", context, status=status)


@signed_in
@require_POST
def start(request: InScope, code: str, uuid: UUID) -> HttpResponse:
    """Start an attempt, or go on with the one under way."""
    try:
        seat = access.get_seat(request.principal, code, uuid)
    except NotInside:
        return redirect("courses:course", code)
    if seat.resource.kind != ResourceKind.QUIZ:
        return redirect("courses:learn", code, uuid)
    try:
        attempt = progress.start_attempt(
            enrolment=seat.enrolment, resource=seat.resource, actor=request.principal.actor(), at=timezone.now()
        )
    except AttemptRefused as refusal:
        return rules_page(request, seat, refused=str(refusal), status=422)
    return redirect("courses:attempt", attempt.uuid)


@signed_in
@require_safe
def attempt(request: InScope, uuid: UUID) -> HttpResponse:
    """The paper while it is under way, the result once it is handed in. One whose time is over is handed in."""
    sat = access.get_attempt(request.principal, uuid)
    if sat.submitted_at is None and sittings.is_late(sat.deadline_at, timezone.now()):
        sat = progress.submit_attempt(attempt=sat, actor=request.principal.actor(), at=timezone.now())
    return _result(request, sat) if sat.submitted_at else _sheet(request, sat)


@signed_in
@require_POST
def answers(request: InScope, uuid: UUID) -> HttpResponse:
    """Keep what is chosen so far: by itself after each change (asking for JSON), or by the button."""
    sat = access.get_attempt(request.principal, uuid)
    at = timezone.now()
    is_by_itself = request.headers.get("Accept", "").startswith("application/json")
    said, look_again = _said(request, sat), _look_again(request)
    try:
        leaving = None if is_by_itself else _number(request.POST.get("leave", ""))
        saved = attempts.save_answers(
            attempt=sat, answers=said, look_again=look_again, leaving=leaving, said_at=_said_at(request), at=at
        )
    except AttemptRefused as refusal:
        if is_by_itself:
            return JsonResponse({"refused": str(refusal)})
        if sat.submitted_at:
            return redirect("courses:attempt", uuid)
        return _sheet(request, sat, refused=str(refusal), status=422)
    if is_by_itself:
        return JsonResponse(_kept(sat, said, saved, at=at))
    if saved.is_late:
        messages.warning(request, LATE)
        return redirect("courses:attempt", uuid)
    if "check" in request.POST:
        return redirect("courses:answers-check", uuid)
    if go := _number(request.POST.get("go", "")):
        return redirect(f"{reverse('courses:attempt', args=[uuid])}?q={go}")
    if "leave" in request.POST:
        return redirect("courses:attempt", uuid)
    messages.success(request, _("Your answers are saved."))
    return redirect("courses:attempt", uuid)


def _number(text: str) -> int | None:
    """The place of a question, as a form says it."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else None


LATE = gettext_lazy("The time was over. These answers are kept and do not count.")


def _kept(sat: Attempt, said: dict[int, Said], saved: attempts.Saved, *, at: datetime) -> dict[str, Any]:
    """What the page needs after an answer was kept by itself: when, how long is left, and how answers stand now.

    `outrun`: what was answered later elsewhere; the page brings that.
    """
    kept_now = {position: one for position, one in said.items() if position not in saved.outrun}
    return {
        "saved": _("Saved at %(time)s") % {"time": in_time(at)},
        "late": str(LATE) if saved.is_late else "",
        "left": seconds_left(sat, at),
        "now": rules.millis(at),
        "was": {position: rules.print_of(kept(sat.questions[position - 1], one)) for position, one in kept_now.items()},
        "outrun": sorted(saved.outrun),
    }


def seconds_left(sat: Attempt, at: datetime) -> int | None:
    """By the server's clock; None without a limit."""
    return max(0, int((sat.deadline_at - at).total_seconds())) if sat.deadline_at else None


def _said(request: InScope, sat: Attempt) -> dict[int, Said]:
    fields = dict(request.POST.lists())
    said = rules.answers_of(fields, [question["kind"] for question in sat.questions])
    return rules.changed(said, fields, sat.questions)


def _said_at(request: InScope) -> dict[int, datetime]:
    return rules.said_at(dict(request.POST.lists()))


def _look_again(request: InScope) -> dict[int, bool]:
    marked = request.POST.getlist("again")
    return {int(n): n in marked for n in request.POST.getlist("asked") if n.isascii() and n.isdecimal() and len(n) < 4}


@signed_in
@require_POST
def checks(request: InScope, uuid: UUID) -> HttpResponse:
    """Of a practice: check the answer to one question; its reasons stand below it at once."""
    sat = access.get_attempt(request.principal, uuid)
    said = _said(request, sat)
    position = _number(request.POST.get("check", "")) or 0
    actor, at = request.principal.actor(), timezone.now()
    try:
        if sat.submitted_at is None:
            attempts.save_answers(attempt=sat, answers=said, said_at=_said_at(request), at=at)
        progress.check_answer(attempt=sat, position=position, said=None, actor=actor, at=at)
    except AttemptRefused as refusal:
        return _sheet(request, sat, refused=str(refusal), status=422)
    return redirect(f"{reverse('courses:attempt', args=[uuid])}#q{position}")


@signed_in
@require_safe
def check(request: InScope, uuid: UUID) -> HttpResponse:
    """What was answered so far and what was not, before the hand-in."""
    sat = access.get_attempt(request.principal, uuid)
    if sat.submitted_at is not None or sittings.is_late(sat.deadline_at, timezone.now()):
        return redirect("courses:attempt", uuid)
    if sat.paging == sittings.FORWARD and sat.reached <= len(sat.questions):
        return redirect("courses:attempt", uuid)
    language = get_language() or "en"
    about = outline(sat.enrolment.version_id, language)
    context = {
        "area": "learner", "attempt": sat, "course": about, "title": sat.resource.title_in(language),
        "is_paged": sat.paging == sittings.FREE, "has_way_back": sat.paging != sittings.FORWARD,
        "check": queries.check(sat, language), "left": seconds_left(sat, timezone.now()),
        "deadline": in_time(sat.deadline_at) if sat.deadline_at else "",
        "quiz_url": _quiz_url(sat),
    }  # fmt: skip
    return render(request, "courses/player/check.html", context)


@signed_in
@require_POST
def submission(request: InScope, uuid: UUID) -> HttpResponse:
    """Hand in. A second time shows the same result."""
    sat = access.get_attempt(request.principal, uuid)
    try:
        progress.submit_attempt(
            attempt=sat,
            answers=_said(request, sat),
            said_at=_said_at(request),
            actor=request.principal.actor(),
            at=timezone.now(),
        )
    except AttemptRefused as refusal:
        return _sheet(request, sat, refused=str(refusal), status=422)
    return redirect("courses:attempt", uuid)


def _sheet(request: InScope, sat: Attempt, *, refused: str = "", status: int = 200) -> HttpResponse:
    own = next(iter(request.POST.getlist("asked")), "")  # after it come questions that waited on the device
    asked, total = _number(request.GET.get("q") or own) or 1, len(sat.questions)
    alone = sittings.shown_place(sat.paging, reached=sat.reached, asked=asked, total=total)
    if alone is not None and alone > total:
        if refused:
            messages.error(request, refused)
        return redirect("courses:answers-check", sat.uuid)
    language = get_language() or "en"
    questions = words.sheet(sat, language)
    shown = questions if alone is None else words.alone(questions, alone)
    about = outline(sat.enrolment.version_id, language)
    context = {
        "area": "learner", "attempt": sat, "course": about, "title": sat.resource.title_in(language),
        "questions": questions, "refused": refused, "alone": alone, "has_way_back": sat.paging != sittings.FORWARD,
        "shown": shown, "left": seconds_left(sat, timezone.now()), "now": rules.millis(timezone.now()),
        "grace_minutes": int(sittings.GRACE.total_seconds() // 60),
        "deadline": in_time(sat.deadline_at) if sat.deadline_at else "",
        "quiz_url": _quiz_url(sat),
    }  # fmt: skip
    return render(request, "courses/player/attempt.html", context, status=status)


def _result(request: InScope, sat: Attempt) -> HttpResponse:
    language = get_language() or "en"
    about = outline(sat.enrolment.version_id, language)
    code = sat.enrolment.offering.code
    inside = queries.contents(about, code=code, enrolment=sat.enrolment)
    is_completed = sat.enrolment.state == EnrolmentState.COMPLETED
    context = {
        "area": "learner", "attempt": sat, "course": about, "code": code, "title": sat.resource.title_in(language),
        "result": queries.result(sat, language, at=timezone.now()), "headline": words.headline(sat), "next": inside["next"],
        "again": words.try_again(sat, at=timezone.now()) if not (sat.is_passed or sat.is_practice) else "",
        "is_completed": is_completed,
        "certificate": newest_of(sat.enrolment.person_id, sat.enrolment.offering_id) if is_completed else None,
        "competencies": about["competencies"],
        "quiz_url": _quiz_url(sat),
        "crumbs": _crumbs_to(sat, about["title"], language),
    }  # fmt: skip
    return render(request, "courses/player/result.html", context)


def _crumbs(code: str, title: str) -> list[tuple[str, str]]:
    return [(reverse("courses:catalogue"), _("Courses")), (reverse("courses:course", args=[code]), title)]


def _crumbs_to(sat: Attempt, title: str, language: str) -> list[tuple[str, str]]:
    return [*_crumbs(sat.enrolment.offering.code, title), (_quiz_url(sat), sat.resource.title_in(language))]


def _quiz_url(sat: Attempt) -> str:
    return reverse("courses:learn", args=[sat.enrolment.offering.code, sat.resource.uuid])
