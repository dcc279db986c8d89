"""Chapters of a video or recording, below its captions: both languages as lines, or a file for one of them."""

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
from courses.authoring.actions.chaptering import brought, write_chapters, written
from courses.authoring.forms import ChaptersForm
from courses.authoring.pages.frame import WRITE, actor_of, address
from courses.authoring.pages.resources import file_page
from institutions.roles.requests import InScope


@permitted(WRITE)
@require_POST
def chapters(request: InScope, organisation: str, code: str, uuid: Any) -> HttpResponse:
    """Keep both languages; a file takes the place of what is typed in its language. Empty lines take chapters away."""
    course = access.get_course_for(request.organisation, code)
    part = access.get_resource_for(access.get_draft_for(request.organisation, code), uuid)
    form = ChaptersForm(request.POST, request.FILES)
    if form.is_valid():
        said = dict(form.cleaned_data)  # an error takes its field out of the form's own
        for language in ("en", "hi"):
            field = "file" if said["file"] and said["language"] == language else f"lines_{language}"
            try:
                marks = brought(said["file"]) if field == "file" else written(said[field])
                write_chapters(
                    resource=part, language=language, marks=marks, actor=actor_of(request), at=timezone.now()
                )
            except Refusal as refusal:
                form.add_error(field, str(refusal))
        if form.is_valid():
            messages.success(request, _("The chapters are kept."))
            return redirect(address(request, "resource", code, uuid))
    return file_page(request, course, part, chapters_form=form)
