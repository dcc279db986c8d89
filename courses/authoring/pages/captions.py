"""Captions of a video, below its file: brought, replaced and removed, one language at a time."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.doors import permitted
from core.refusals import Refusal
from courses.authoring import access
from courses.authoring.actions.captioning import bring_captions, remove_captions
from courses.authoring.forms import CaptionsForm
from courses.authoring.pages.frame import WRITE, actor_of, address, course_frame, refused
from courses.authoring.pages.resources import file_page
from institutions.roles.requests import InScope


@permitted(WRITE)
@require_POST
def captions(request: InScope, organisation: str, code: str, uuid: Any) -> HttpResponse:
    """Bring captions in a language; those there in it are replaced."""
    course = access.get_course_for(request.organisation, code)
    part = access.get_resource_for(access.get_draft_for(request.organisation, code), uuid)
    form = CaptionsForm(request.POST, request.FILES)
    if form.is_valid():
        said = form.cleaned_data
        try:
            bring_captions(
                resource=part, language=said["language"], upload=said["file"], actor=actor_of(request),
                at=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, _("The captions are here."))
            return redirect(address(request, "resource", code, uuid))
    return file_page(request, course, part, captions_form=form)


@permitted(WRITE)
@require_POST
def removal(request: InScope, organisation: str, code: str, uuid: Any, language: str) -> HttpResponse:
    course = access.get_course_for(request.organisation, code)
    part = access.get_resource_for(access.get_draft_for(request.organisation, code), uuid)
    back = address(request, "resource", code, uuid)
    try:
        remove_captions(resource=part, language=language, actor=actor_of(request), at=timezone.now())
    except Refusal as refusal:
        return refused(request, refusal, course_frame(request, course, "outline"), back)
    messages.success(request, _("The captions are removed."))
    return redirect(back)
