"""Reading and watching: one resource at a time."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.doors import signed_in
from courses.catalogue import captions as spoken
from courses.catalogue import chapters as parts
from courses.catalogue.models import ResourceKind
from courses.catalogue.queries import outline
from courses.catalogue.rules import TIMED
from courses.enrolment.models import EnrolmentState
from courses.formats.link import site_of
from courses.notes.forms import NewNoteForm
from courses.packages.links import framing
from courses.player import access, evidence, queries, rules
from courses.player.access import NotInside, Seat
from courses.player.pages import document, media, noting, package, tabs
from courses.player.pages.quiz import rules_page
from courses.progress import actions
from courses.progress.actions import ProgressRefused
from institutions.roles.requests import InScope

SPEEDS = ("0.75", "1", "1.25", "1.5", "1.75", "2")  # faster than twice does not count (courses.progress)


@signed_in
@require_safe
def learn(request: InScope, code: str, uuid: UUID) -> HttpResponse:
    """A text, a video, a document, a package, or the rules of a quiz."""
    try:
        seat = access.get_seat(request.principal, code, uuid)
    except NotInside:
        messages.info(request, _("Enrol in the course first."))
        return redirect("courses:course", code)
    if seat.resource.kind == ResourceKind.QUIZ:
        return rules_page(request, seat)
    at = timezone.now()
    actions.open_resource(enrolment=seat.enrolment, resource=seat.resource, at=at)
    got = media.taken(request, seat, get_language() or "en")
    return _page(request, seat, got, turned=document.turn(request, seat, got))


@signed_in
@require_POST
def read(request: InScope, code: str, uuid: UUID) -> HttpResponse:
    """ "Mark as done": believed when the server's clock allows; then on to the next part."""
    try:
        seat = access.get_seat(request.principal, code, uuid)
    except NotInside:
        return redirect("courses:course", code)
    was_completed = seat.enrolment.state == EnrolmentState.COMPLETED
    got = media.taken(request, seat, get_language() or "en")
    turned = document.turn(request, seat, got)
    try:
        enrolment = actions.read(
            enrolment=seat.enrolment, resource=seat.resource, actor=request.principal.actor(), at=timezone.now()
        )
    except ProgressRefused as refusal:
        return _page(request, seat, got, turned=turned, refused=str(refusal), status=422)
    if enrolment.state == EnrolmentState.COMPLETED and not was_completed:
        messages.success(request, _("You have completed the course. Your certificate is being made."))
        return redirect("courses:course", code)
    inside = queries.contents(outline(enrolment.version_id, get_language() or "en"), code=code, enrolment=enrolment)
    done = {uuid for uuid, row in inside["states"].items() if row["leaf"].is_complete}
    following = rules.next_uuid(inside["order"], done, after=str(uuid))
    return redirect("courses:learn", code, following) if following else redirect("courses:course", code)


def _page(
    request: InScope,
    seat: Seat,
    got: media.Taken,
    *,
    turned: document.Turned | None = None,
    note: NewNoteForm | None = None,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    language = get_language() or "en"
    code, resource = seat.offering.code, seat.resource
    about = outline(seat.enrolment.version_id, language)
    inside = queries.contents(about, code=code, enrolment=seat.enrolment, current=str(resource.uuid))
    state = inside["states"][str(resource.uuid)]
    before, after = rules.neighbours(inside["order"], str(resource.uuid))
    context: dict[str, Any] = {
        "area": "learner",
        "code": code,
        "course": about,
        "contents": inside,
        "enrolment": seat.enrolment,
        "resource": resource,
        "title": resource.title_in(language),
        "body": resource.body_in(language),
        "body_language": "hi" if language == "hi" and resource.body_hi else "en",
        "is_done": state["leaf"].is_complete,
        "position": state["position"],
        "evidence": evidence.evidence(state, resource.kind, got.length(seat)),
        "seen": sum(end - start for start, end in state["ranges"]),
        "elsewhere": None,
        "speeds": SPEEDS,
        "is_played": resource.kind in TIMED,
        "previous_url": reverse("courses:learn", args=[code, before]) if before else "",
        "next_url": reverse("courses:learn", args=[code, after]) if after else "",
        "next_title": queries.title_of(about, after),
        "seconds_left": 0
        if state["leaf"].is_complete
        else actions.standing(enrolment=seat.enrolment, resource=resource, at=timezone.now()).seconds_left,
        "session": uuid4(),
        "refused": refused,
        "crumbs": [
            (reverse("courses:catalogue"), _("Courses")),
            (reverse("courses:course", args=[code]), about["title"]),
        ],
    }
    context |= media.shown(request, seat, got, state, language)
    if resource.kind == ResourceKind.PACKAGE:
        context |= package.shown(request, seat)
    if resource.kind == ResourceKind.LINK:
        url = resource.url_in(language)
        is_other = language == "hi" and not resource.url_hi
        context["link"] = {"url": url, "site": site_of(url), "is_other_language": is_other}
    if resource.kind == ResourceKind.TEXT:
        context["share"] = rules.share_of(state["position"])
    if turned:
        context["sheet"] = document.shown(request, seat, got, turned, state["position"])
    context["notes"] = noting.shown(request, seat, context, note)
    if "track" in context:
        context["tabs"] = tabs.below(context, is_note_refused=note is not None)
    page = render(request, f"courses/player/{resource.kind}.html", context, status=status)
    return framing(page) if resource.kind == ResourceKind.PACKAGE else page


@signed_in
@require_POST
def note(request: InScope, code: str, uuid: UUID) -> HttpResponse:
    """Keep a note at the place that was in front; then on at that place."""
    try:
        seat = access.get_seat(request.principal, code, uuid)
    except NotInside:
        return redirect("courses:course", code)
    got = media.taken(request, seat, get_language() or "en")
    form = NewNoteForm(request.POST)
    if (kept := noting.kept(request, seat, got, form)) is None:
        turned = document.Turned(uuid4(), noting.page_in(form)) if seat.resource.kind == ResourceKind.PDF else None
        return _page(request, seat, got, turned=turned, note=form, status=422)
    return redirect(kept)


@signed_in
@require_safe
def chapters(request: InScope, code: str, uuid: UUID, language: str) -> HttpResponse:
    """Where the parts of a video or recording begin, as WebVTT."""
    try:
        seat = access.get_seat(request.principal, code, uuid)
    except NotInside:
        raise Http404 from None
    if (file := parts.file(seat.resource, language, request.GET.get("of", ""))) is None:
        raise Http404
    return HttpResponse(file, content_type="text/vtt; charset=utf-8", headers={"Cache-Control": "private, no-cache"})


@signed_in
@require_safe
def captions(request: InScope, code: str, uuid: UUID, language: str) -> HttpResponse:
    """What is said in a video, as WebVTT. From the site: a browser takes a track only from the page's own origin."""
    try:
        seat = access.get_seat(request.principal, code, uuid)
    except NotInside:
        raise Http404 from None
    if (file := spoken.file(seat.resource, language, request.GET.get("of", ""))) is None:
        raise Http404
    return HttpResponse(file, content_type="text/vtt; charset=utf-8", headers={"Cache-Control": "private, no-cache"})
