"""One's own notes: across courses with a search, changed and deleted one by one, taken away as a file."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.doors import signed_in
from courses.notes import access, actions, queries
from courses.notes.actions import NoteRefused
from courses.notes.files import text_file
from courses.notes.forms import ChangeNoteForm
from institutions.roles.requests import InScope

PAGE_SIZE = 30
MOST_LETTERS = 100  # of a search


@signed_in
@require_safe
def notes(request: InScope) -> HttpResponse:
    person_id, language = request.principal.person_id, get_language() or "en"
    words = request.GET.get("q", "").replace("\x00", "")[:MOST_LETTERS].strip()
    course = request.GET.get("course", "").replace("\x00", "")[:80]
    page = Paginator(queries.notes_of(person_id, words=words, course=course), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    context: dict[str, Any] = {
        "area": "learner",
        "page_obj": page,
        "notes": queries.shown(page.object_list, language, person_id=person_id),
        "words": words,
        "course": course,
        "is_narrowed": bool(words or course),
    }
    return render(request, "courses/notes/notes.html", context)


@signed_in
def note(request: InScope, uuid: UUID) -> HttpResponse:
    """Change it."""
    person_id, language = request.principal.person_id, get_language() or "en"
    kept = access.get_note(person_id, uuid)
    back = _back(request)
    form = ChangeNoteForm.of(kept, request.POST or None)
    status, meanwhile = 200, ""
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                actions.change(note=kept, at=timezone.now(), **form.cleaned_data)
            except NoteRefused as refusal:
                if refusal.reason == "OVERTAKEN":  # saved once more, it is meant
                    said = request.POST.copy()
                    said["seen"] = kept.changed_at.isoformat()
                    form, meanwhile = ChangeNoteForm.of(kept, said), kept.text
                form.add_error("text", str(refusal))
            else:
                messages.success(request, _("Saved."))
                return redirect(back or "courses:notes")
    [shown] = queries.shown([kept], language, person_id=person_id)
    context = {"area": "learner", "form": form, "note": shown, "back": back, "meanwhile": meanwhile}
    return render(request, "courses/notes/note.html", context, status=status)


@signed_in
@require_POST
def removal(request: InScope, uuid: UUID) -> HttpResponse:
    actions.delete(note=access.get_note(request.principal.person_id, uuid))
    messages.success(request, _("The note is deleted."))
    return redirect(_back(request) or "courses:notes")


@signed_in
@require_safe
def file(request: InScope) -> HttpResponse:
    """All of them as a text file."""
    return text_file(queries.as_text(request.principal.person_id, get_language() or "en"))


def _back(request: InScope) -> str:
    """Where the person came from, on this site only."""
    said = request.POST.get("next", "") or request.GET.get("next", "")
    allowed = url_has_allowed_host_and_scheme(
        said, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return said if said.startswith("/") and allowed else ""
