"""Filling a resource: a text in both languages, or a file; its minutes; quizzes lead on to their questions."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.doors import permitted
from core.files.links import signed_url
from core.files.queries import described
from core.refusals import Refusal
from courses.authoring import access, queries
from courses.authoring.actions.contents import (
    ContentRefused,
    bring_file,
    first_language,
    remove_file,
    set_terms,
    text_mark,
    write_text,
)
from courses.authoring.actions.linking import set_link
from courses.authoring.actions.quizzes import QuestionRefused, set_paper
from courses.authoring.forms import CaptionsForm, ChaptersForm, FileForm, LinkForm, PaperForm, TermsForm, TextForm
from courses.authoring.pages.frame import WRITE, actor_of, address, course_frame, refused, resource_frame
from courses.authoring.pages.packages import bring, package_page
from courses.catalogue import captions as spoken
from courses.catalogue import renditions
from courses.catalogue.models import Course, CourseVersion, Resource, ResourceKind
from courses.catalogue.rules import TIMED
from courses.films.queries import copies_of
from courses.films.queries import in_words as copies_in_words
from courses.formats import chapters
from courses.formats.chapters import Chapter
from courses.formats.text import safe_html, taken_out
from courses.questions import showing, wording
from courses.questions.rules.shapes import FULL, LEFT_OUT
from institutions.roles.requests import InScope

WITHDRAWN = gettext_lazy("A correction took this question out of the marks. Say it anew, or remove it.")
ACCEPTED_WORDS = {
    ResourceKind.VIDEO: gettext_lazy("MP4 or WebM."),
    ResourceKind.AUDIO: gettext_lazy("MP3, M4A, OGG or WAV."),
    ResourceKind.PDF: gettext_lazy("PDF without a password."),
}


@permitted(WRITE)
def resource(request: InScope, organisation: str, code: str, uuid: Any) -> HttpResponse:
    course = access.get_course_for(request.organisation, code)
    version = access.get_draft_for(request.organisation, code)
    part = access.get_resource_for(version, uuid)
    if part.kind == ResourceKind.TEXT:
        return _text(request, course, part)
    if part.kind == ResourceKind.QUIZ:
        return _quiz(request, course, version, part)
    if part.kind == ResourceKind.LINK:
        return _link(request, course, part)
    if part.kind == ResourceKind.PACKAGE:
        return package_page(request, course, part)
    return file_page(request, course, part)


def _saved(text: str) -> str:
    if out := taken_out(text):
        return _("Saved. A course may not hold these tags; they were taken out: %(tags)s") % {
            "tags": ", ".join(sorted(out))
        }
    return _("Saved.")


def _text(request: InScope, course: Course, part: Resource) -> HttpResponse:
    initial = {
        "body": part.body,
        "body_hi": part.body_hi,
        "minutes": part.minutes if part.body or part.body_hi else None,
        "is_required": part.is_required,
        "seen": text_mark(part),
    }
    form = TextForm(request.POST or None, initial=initial)
    context: dict[str, Any] = {"form": form}
    status = 200
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if "preview" in request.POST:
            context |= {"shown": safe_html(said["body"]), "shown_hi": safe_html(said["body_hi"])}
        else:
            try:
                write_text(
                    resource=part,
                    body=said["body"],
                    body_hi=said["body_hi"],
                    minutes=said["minutes"],
                    is_required=said["is_required"],
                    seen=said["seen"] or None,
                    actor=actor_of(request),
                    at=timezone.now(),
                )
            except ContentRefused as refusal:
                form.add_error(None, str(refusal))
                status = 422
                if refusal.reason == "OVERTAKEN":
                    status = 409
                    context["theirs"] = Resource.objects.get(pk=part.pk)
                    form.data = request.POST.copy()
                    form.data["seen"] = text_mark(context["theirs"])  # type: ignore[index]  # saving again means: mine, knowing theirs
            except Refusal as refusal:
                form.add_error(None, str(refusal))
                status = 409
            else:
                messages.success(request, _saved(said["body"] + said["body_hi"]))
                return redirect(address(request, "resource", course.offering.code, part.uuid))
    elif form.is_bound:
        status = 422
    return render(
        request, "courses/authoring/text.html", resource_frame(request, course, part) | context, status=status
    )


def _link(request: InScope, course: Course, part: Resource) -> HttpResponse:
    names = ("url", "url_hi", "body", "body_hi", "minutes", "is_required")
    form = LinkForm(request.POST or None, initial={name: getattr(part, name) for name in names})
    status = 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                set_link(resource=part, **form.cleaned_data, actor=actor_of(request), at=timezone.now())
            except Refusal as refusal:
                form.add_error("url", str(refusal))
            else:
                messages.success(request, _("Saved."))
                return redirect(address(request, "resource", course.offering.code, part.uuid))
    return render(
        request, "courses/authoring/link.html", resource_frame(request, course, part) | {"form": form}, status=status
    )


def file_page(
    request: InScope, course: Course, part: Resource, form: FileForm | None = None,
    captions_form: CaptionsForm | None = None, chapters_form: ChaptersForm | None = None,
) -> HttpResponse:  # fmt: skip
    """A video, a recording or a document. A form given is one that was sent to its own address and was refused."""
    sent = [one for one in (form, captions_form, chapters_form) if one is not None]
    is_for_terms = request.method == "POST" and not sent
    terms = TermsForm(request.POST if is_for_terms else None, initial=TermsForm.of(part))
    status = 200
    if terms.is_bound:
        if terms.is_valid():
            try:
                set_terms(resource=part, **terms.cleaned_data, actor=actor_of(request), at=timezone.now())
            except Refusal as refusal:
                terms.add_error(None, str(refusal))
                status = 409
            else:
                messages.success(request, _("Saved."))
                return redirect(address(request, "resource", course.offering.code, part.uuid))
        else:
            status = 422
    there = renditions.of(part)
    faces = described([one.file_uuid for one in there])
    copies = copies_of(faces)
    context = resource_frame(request, course, part) | {
        "form": form or FileForm(initial={"language": first_language(part)}),
        "terms": terms,
        "upload_url": address(request, "resource-file", course.offering.code, part.uuid),
        "files": [
            {
                "rendition": one,
                "label": renditions.LABELS[one.language],
                "face": face,
                "url": signed_url(face, request.principal.person_id),
                "copies": copies_in_words(copies.get(one.file_uuid)) if part.kind in TIMED else "",
                "removal_url": address(request, "resource-file-removal", course.offering.code, part.uuid, one.language),
            }
            for one in there
            if (face := faces.get(one.file_uuid))
        ],
        "is_played": part.kind in TIMED,
        "accepted": ACCEPTED_WORDS[ResourceKind(part.kind)],
        "chapters_form": chapters_form or ChaptersForm(initial=_chapter_lines(part)),
        "chapters_url": address(request, "chapters", course.offering.code, part.uuid),
        "captions_form": captions_form or CaptionsForm(),
        "captions_url": address(request, "captions", course.offering.code, part.uuid),
        "captions": [
            {
                "label": spoken.LABELS[one.language],
                "language": one.language,
                "name": one.file_name,
                "count": len(one.cues),
                "removal_url": address(request, "captions-removal", course.offering.code, part.uuid, one.language),
            }
            for one in part.captions.order_by("language")
        ],
    }
    status = 422 if any(one.errors for one in sent) else status
    return render(request, "courses/authoring/file.html", context, status=status)


def _chapter_lines(part: Resource) -> dict[str, str]:
    return {
        f"lines_{one.language}": chapters.lines([Chapter(start, title) for start, title in one.marks])
        for one in part.chapters.all()
    } | {"language": first_language(part)}


@permitted(WRITE)
@require_POST
def file(request: InScope, organisation: str, code: str, uuid: Any) -> HttpResponse:
    """Bring a file; sent by the browser or in the background with a progress bar."""
    course = access.get_course_for(request.organisation, code)
    part = access.get_resource_for(access.get_draft_for(request.organisation, code), uuid)
    if part.kind == ResourceKind.PACKAGE:
        return bring(request, course, part)
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            bring_file(
                resource=part,
                upload=form.cleaned_data["file"],
                language=form.cleaned_data["language"],
                actor=actor_of(request),
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error("file", str(refusal))
            part.refresh_from_db()
        else:
            messages.success(request, _("The file is here."))
            return redirect(address(request, "resource", code, uuid))
    return file_page(request, course, part, form)


@permitted(WRITE)
@require_POST
def file_removal(request: InScope, organisation: str, code: str, uuid: Any, language: str) -> HttpResponse:
    """Take the file of a language away."""
    course = access.get_course_for(request.organisation, code)
    part = access.get_resource_for(access.get_draft_for(request.organisation, code), uuid)
    back = address(request, "resource", code, uuid)
    try:
        remove_file(resource=part, language=language, actor=actor_of(request), at=timezone.now())
    except Refusal as refusal:
        return refused(request, refusal, course_frame(request, course, "outline"), back)
    messages.success(request, _("The file is removed."))
    return redirect(back)


def _quiz(request: InScope, course: Course, version: CourseVersion, part: Resource) -> HttpResponse:
    code = course.offering.code
    paper = access.get_paper_for(version, part.uuid)
    form = PaperForm(request.POST or None, paper=paper)
    terms = TermsForm(request.POST or None, initial=TermsForm.of(part))
    status = 200
    if request.method == "POST":
        if form.is_valid() and terms.is_valid():
            now, actor = timezone.now(), actor_of(request)
            try:
                set_paper(paper=paper, rules=form.rules, actor=actor, at=now)
                set_terms(resource=part, **terms.cleaned_data, actor=actor, at=now)
            except QuestionRefused as refusal:
                form.add_error(None, str(refusal))
            except Refusal as refusal:
                return refused(request, refusal, course_frame(request, course, "outline"), request.path)
            else:
                messages.success(request, _("Saved."))
                return redirect(request.path)
        status = 422
    context = resource_frame(request, course, part) | {
        "form": form,
        "terms": terms,
        "entries": [
            {
                "kind_label": entry.question_version.get_kind_display(),
                "stem": queries.here(entry.question_version.stem, entry.question_version.stem_hi),
                "category": entry.question_version.question.category,
                "note": WITHDRAWN if entry.question_version.treatment in (FULL, LEFT_OUT) else "",
                "key": showing.key_of(wording.brought(entry.question_version), get_language() or "en"),
                "url": address(request, "question", code, part.uuid, entry.question_version.question.uuid),
                "removal_url": address(
                    request, "question-removal", code, part.uuid, entry.question_version.question.uuid
                ),
            }
            for entry in queries.pool(paper)
        ],
        "new_url": address(request, "question-new", code, part.uuid),
        "sections_url": address(request, "sections", code, part.uuid),
        "import_url": address(request, "import", code, part.uuid),
        "export_url": address(request, "questions-file", code, part.uuid),
    }
    return render(request, "courses/authoring/quiz.html", context, status=status)
