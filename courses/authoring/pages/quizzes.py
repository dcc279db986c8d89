"""The questions of a quiz: one by one, and many from a file in two steps."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.doors import permitted
from core.refusals import Refusal
from courses.authoring import access, queries
from courses.authoring.actions import quizzes as actions
from courses.authoring.forms import FileForm
from courses.authoring.models import QuestionImport
from courses.authoring.pages.frame import WRITE, actor_of, address, course_frame, refused
from courses.authoring.question_forms import FORMS
from courses.catalogue.models import Course
from courses.formats.questions import SINGLE, QuestionBrought
from courses.questions import showing, wording
from courses.questions.models import Paper, PaperQuestion, QuestionKind
from institutions.roles.requests import InScope


def _quiz(request: InScope, code: str, uuid: Any) -> tuple[Course, Paper, dict[str, Any]]:
    """The course, the quiz's paper, and the frame of its pages."""
    course = access.get_course_for(request.organisation, code)
    paper = access.get_paper_for(access.get_draft_for(request.organisation, code), uuid)
    frame = course_frame(request, course, "outline")
    quiz_url = address(request, "resource", code, uuid)
    title = paper.resource.title_in(get_language() or "en")
    frame["crumbs"] = [*frame["crumbs"], (frame["outline_url"], frame["title"]), (quiz_url, title)]
    return course, paper, frame | {"part": paper.resource, "quiz_url": quiz_url}


@permitted(WRITE)
def new_question(request: InScope, organisation: str, code: str, uuid: Any) -> HttpResponse:
    _course, paper, frame = _quiz(request, code, uuid)
    return _question(request, paper, None, frame)


@permitted(WRITE)
def question(request: InScope, organisation: str, code: str, uuid: Any, question_uuid: Any) -> HttpResponse:
    _course, paper, frame = _quiz(request, code, uuid)
    return _question(request, paper, access.get_pool_question_for(paper, question_uuid), frame)


def _question(request: InScope, paper: Paper, entry: PaperQuestion | None, frame: dict[str, Any]) -> HttpResponse:
    """One question's form. Another kind is another form: what was written under the first is not carried over."""
    known = wording.brought(entry.question_version) if entry else None
    kind = request.POST.get("kind") or request.GET.get("kind") or (known.kind if known else SINGLE)
    make = FORMS.get(kind, FORMS[SINGLE])
    form = make(request.POST or None, brought=known if known and known.kind == make.kind else None)
    if "more" in request.POST:
        form = form.with_more
    elif request.method == "POST" and form.is_valid():
        common: dict[str, Any] = {"question": form.question, "actor": actor_of(request), "at": timezone.now()}
        try:
            if entry is None:
                actions.add_question(paper=paper, **common)
            else:
                actions.reword_question(entry=entry, **common)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The question is saved."))
            return redirect(frame["quiz_url"])
    kinds = [
        {"url": f"?kind={kind.value}", "label": kind.label, "is_current": kind.value == make.kind}
        for kind in QuestionKind
    ]
    seen = showing.preview(entry.question_version, get_language() or "en") if entry else None
    context = frame | {"form": form, "is_new": entry is None, "kinds": kinds, "question": seen}
    return render(request, "courses/authoring/question.html", context, status=422 if form.errors else 200)


@permitted(WRITE)
@require_POST
def removal(request: InScope, organisation: str, code: str, uuid: Any, question_uuid: Any) -> HttpResponse:
    _course, paper, frame = _quiz(request, code, uuid)
    try:
        actions.remove_question(
            entry=access.get_pool_question_for(paper, question_uuid), actor=actor_of(request), at=timezone.now()
        )
    except Refusal as refusal:
        return refused(request, refusal, frame, frame["quiz_url"])
    messages.success(request, _("The question is out of this quiz. It stays in the question bank."))
    return redirect(frame["quiz_url"])


@permitted(WRITE)
@require_safe
def questions_file(request: InScope, organisation: str, code: str, uuid: Any) -> HttpResponse:
    """The questions of the quiz with their keys, as a GIFT file in the reader's language."""
    _course, paper, _frame = _quiz(request, code, uuid)
    text = queries.as_gift(paper, get_language() or "en")
    headers = {"Content-Disposition": f'attachment; filename="{code}.gift"', "Cache-Control": "no-store"}
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=headers)


@permitted(WRITE)
def bring(request: InScope, organisation: str, code: str, uuid: Any) -> HttpResponse:
    """Read a question file and show what was found."""
    _course, paper, frame = _quiz(request, code, uuid)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            brought = actions.read_file(
                paper=paper, name=upload.name, data=upload.read(actions.MOST_READ + 1), actor=actor_of(request),
                at=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect(address(request, "import-report", code, uuid, brought.uuid))
    return render(request, "courses/authoring/import.html", frame | {"form": form}, status=422 if form.errors else 200)


@permitted(WRITE)
def report(request: InScope, organisation: str, code: str, uuid: Any, import_uuid: Any) -> HttpResponse:
    """What was found in a question file, row by row, before it is applied and after."""
    _course, paper, frame = _quiz(request, code, uuid)
    brought = access.get_import_for(paper, import_uuid)
    context = frame | {
        "brought": brought,
        "rows": report_rows(brought),
        "accepted": len(brought.accepted()),
        "refused": len(brought.refused()),
        "application_url": address(request, "import-application", code, uuid, brought.uuid),
        "import_url": address(request, "import", code, uuid),
    }
    return render(request, "courses/authoring/import_report.html", context)


def report_rows(brought: QuestionImport) -> list[dict[str, Any]]:
    return [
        {
            "line": row["line"],
            "label": row["label"],
            "is_accepted": row["question"] is not None,
            "reason": actions.sentence(row["reason"], row["facts"]) if row["reason"] else "",
            "answers": QuestionBrought.from_json(row["question"]).parts() if row["question"] else None,
        }
        for row in brought.rows
    ]


@permitted(WRITE)
@require_POST
def application(request: InScope, organisation: str, code: str, uuid: Any, import_uuid: Any) -> HttpResponse:
    """Take the accepted questions into the quiz."""
    _course, paper, frame = _quiz(request, code, uuid)
    brought = access.get_import_for(paper, import_uuid)
    try:
        actions.apply_import(brought=brought, actor=actor_of(request), at=timezone.now())
    except Refusal as refusal:
        return refused(request, refusal, frame, frame["quiz_url"])
    count = len(brought.accepted())
    messages.success(
        request,
        ngettext("%(count)s question is in the quiz.", "%(count)s questions are in the quiz.", count)
        % {"count": count},
    )
    return redirect(frame["quiz_url"])
