"""Discarding a draft: asked for on a page of its own, which says what goes and what stays."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from core.doors import permitted
from core.refusals import Refusal
from courses.authoring import access, queries
from courses.authoring.actions.discarding import discard
from courses.authoring.actions.drafts import DraftRefused
from courses.authoring.pages.frame import WRITE, actor_of, address, course_frame, refused
from courses.catalogue.models import CourseVersion
from institutions.roles.requests import InScope


@permitted(WRITE)
def discarding(request: InScope, organisation: str, code: str, number: int) -> HttpResponse:
    version = access.get_version_for(request.organisation, code, number)
    if request.method != "POST":
        return _asked(request, code, version)
    try:
        discard(version=version, seen=request.POST.get("seen"), actor=actor_of(request), at=timezone.now())
    except DraftRefused as refusal:
        if refusal.reason == "OVERTAKEN":
            return _asked(request, code, version, sentence=str(refusal), status=409)
        return _refused(request, code, refusal)
    messages.success(request, _("The draft is discarded."))
    is_published = version.offering.published_version_id is not None
    return redirect(address(request, "outline", code) if is_published else address(request, "courses"))


def _asked(request: InScope, code: str, version: CourseVersion, sentence: str = "", status: int = 200) -> HttpResponse:
    course = access.get_course_for(request.organisation, code)
    if course.draft_id != version.pk:
        raise Http404
    frame = course_frame(request, course, "outline")
    if not frame["is_editable"]:
        return _refused(request, code, DraftRefused("IN_REVIEW"))
    modules = queries.outline(version)
    context = frame | {
        "sentence": sentence,
        "mark": queries.draft_mark(CourseVersion.objects.get(pk=version.pk)),
        "modules": len(modules),
        "resources": sum(len(module.resources) for module in modules),
        "published": course.offering.published_version,
    }
    return render(request, "courses/authoring/discarding.html", context, status=status)


def _refused(request: InScope, code: str, refusal: Refusal) -> HttpResponse:
    frame = course_frame(request, access.get_course_for(request.organisation, code), "outline")
    return refused(request, refusal, frame, address(request, "outline", code))
