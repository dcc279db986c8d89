"""The sections of a quiz: what each asks and gives, and which questions stand in it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.doors import permitted
from core.refusals import Refusal
from courses.authoring import access, queries
from courses.authoring.actions import sections as actions
from courses.authoring.actions.sections import SectionRefused
from courses.authoring.forms import PlaceForm, SectionForm
from courses.authoring.pages.frame import WRITE, actor_of, address, course_frame, refused
from courses.questions.models import Paper, PaperSection
from institutions.roles.requests import InScope


def _quiz(request: InScope, code: str, uuid: Any) -> tuple[Paper, dict[str, Any]]:
    course = access.get_course_for(request.organisation, code)
    paper = access.get_paper_for(access.get_draft_for(request.organisation, code), uuid)
    frame = course_frame(request, course, "outline")
    quiz_url, sections_url = address(request, "resource", code, uuid), address(request, "sections", code, uuid)
    title = paper.resource.title_in(get_language() or "en")
    frame["crumbs"] = [*frame["crumbs"], (frame["outline_url"], frame["title"]), (quiz_url, title)]
    return paper, frame | {"part": paper.resource, "part_title": title, "sections_url": sections_url}


@permitted(WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def sections(request: InScope, organisation: str, code: str, uuid: Any) -> HttpResponse:
    """All sections with their questions; the form adds one more."""
    paper, frame = _quiz(request, code, uuid)
    form = SectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_section(paper=paper, terms=form.cleaned_data, actor=actor_of(request), at=timezone.now())
        except SectionRefused as refusal:
            form.add_error(None, str(refusal))
        except Refusal as refusal:
            return refused(request, refusal, frame, frame["sections_url"])
        else:
            messages.success(request, _("The section is there. Move questions into it."))
            return redirect(frame["sections_url"])
    listed = queries.sections(paper)
    context = frame | {"form": form, "sections": [_shown(request, code, uuid, row) for row in listed]}
    return render(request, "courses/authoring/sections.html", context, status=422 if form.errors else 200)


def _shown(request: InScope, code: str, uuid: Any, row: queries.SectionRow) -> dict[str, Any]:
    section = row.section
    return {
        "uuid": section.uuid,
        "title": row.title,
        "terms": row.terms,
        "pool": len(row.entries),
        "pick": section.pick,
        "is_short": len(row.entries) < section.pick,
        "url": address(request, "section", code, uuid, section.uuid),
        "removal_url": address(request, "section-removal", code, uuid, section.uuid),
        "questions": [
            {
                "stem": queries.here(entry.question_version.stem, entry.question_version.stem_hi),
                "is_pinned": entry.is_pinned,
                "place_url": address(request, "question-place", code, uuid, entry.question_version.question.uuid),
            }
            for entry in row.entries
        ],
    }


@permitted(WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: InScope, organisation: str, code: str, uuid: Any, section_uuid: Any) -> HttpResponse:
    """One section's terms."""
    paper, frame = _quiz(request, code, uuid)
    one = access.get_section_for(paper, section_uuid)
    form = SectionForm(request.POST or None, initial=SectionForm.of(one))
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_section(section=one, terms=form.cleaned_data, actor=actor_of(request), at=timezone.now())
        except SectionRefused as refusal:
            form.add_error(None, str(refusal))
        except Refusal as refusal:
            return refused(request, refusal, frame, frame["sections_url"])
        else:
            messages.success(request, _("Saved."))
            return redirect(frame["sections_url"])
    frame["crumbs"] = [*frame["crumbs"], (frame["sections_url"], _("Sections and marks"))]
    context = frame | {"form": form, "section_title": queries.section_title(one)}
    return render(request, "courses/authoring/section.html", context, status=422 if form.errors else 200)


@permitted(WRITE)
@require_POST
def removal(request: InScope, organisation: str, code: str, uuid: Any, section_uuid: Any) -> HttpResponse:
    paper, frame = _quiz(request, code, uuid)
    one: PaperSection = access.get_section_for(paper, section_uuid)
    try:
        actions.delete_section(section=one, actor=actor_of(request), at=timezone.now())
    except Refusal as refusal:
        return refused(request, refusal, frame, frame["sections_url"])
    messages.success(request, _("The section is gone. Its questions stand in the one beside it."))
    return redirect(frame["sections_url"])


@permitted(WRITE)
@require_POST
def place(request: InScope, organisation: str, code: str, uuid: Any, question_uuid: Any) -> HttpResponse:
    """Move a question to a section, and say whether every attempt asks it."""
    paper, frame = _quiz(request, code, uuid)
    entry = access.get_pool_question_for(paper, question_uuid)
    form = PlaceForm(request.POST)
    if form.is_valid():
        try:
            actions.place_question(
                entry=entry, section=access.get_section_for(paper, form.cleaned_data["section"]),
                is_pinned=form.cleaned_data["is_pinned"], actor=actor_of(request), at=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            return refused(request, refusal, frame, frame["sections_url"])
        messages.success(request, _("Saved."))
    return redirect(frame["sections_url"])
