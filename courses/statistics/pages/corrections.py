"""Correcting a key: what is to happen, what it would do, and how far it is."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.display.dates import in_date
from core.doors import permitted
from core.refusals import Refusal
from courses.authoring.access import get_course_for
from courses.authoring.pages.frame import PUBLISH, VIEW, actor_of, address, course_frame, may, refused
from courses.catalogue.models import Course
from courses.questions import showing, wording
from courses.questions.models import QuestionVersion
from courses.questions.queries import keys_shown
from courses.regrading.actions import apply, drop, propose
from courses.regrading.rules import WITH_A_KEY
from courses.statistics import access, corrections
from courses.statistics.forms import DecisionForm, key_form, key_said, sides
from institutions.roles.requests import InScope


@permitted(PUBLISH)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: InScope, organisation: str, code: str, question: UUID, number: int) -> HttpResponse:
    """How the question is to be marked, and why."""
    course = get_course_for(request.organisation, code)
    asked = access.get_wording_for(course, question, number)
    was = wording.brought(asked)
    _known, shown = keys_shown([asked])[asked.pk]
    newest = wording.brought(shown[-1]) if shown else was
    form = DecisionForm(request.POST or None)
    key = sides(key_form(request.POST or None, newest), newest)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        has_key = said["treatment"] in WITH_A_KEY
        if not has_key or key.is_valid():
            try:
                correction = propose(
                    asked=asked, offering=course.offering, treatment=said["treatment"],
                    question=key_said(key, was) if has_key else None, reason=said["why"], reason_hi=said["why_hi"],
                    actor=actor_of(request), at=timezone.now(),
                )  # fmt: skip
            except Refusal as refusal:
                form.add_error(None, str(refusal))
            else:
                return redirect(address(request, "correction", code, correction.uuid))
    status = 422 if request.method == "POST" else 200
    return render(
        request, "courses/statistics/correction_new.html", _form(request, course, asked, form, key), status=status
    )


def _form(request: InScope, course: Course, asked: QuestionVersion, form: DecisionForm, key: Any) -> dict[str, Any]:
    language = get_language() or "en"
    others = corrections.other_wordings(asked, course)
    code = course.offering.code
    draft = corrections.wording_in_draft(asked, course)
    return _frame(request, course) | {
        "form": form,
        "key": key,
        "has_rows": bool(key.COLUMNS),
        "rows": [
            {name: [one for one in fields if not one.field.disabled] for name, fields in row.items()}
            for row in key.row_fields
        ],
        "question": showing.preview(asked, language),
        "marked_now": corrections.key_now(asked, language),
        "others": [
            {"number": one.number, "url": address(request, "correction-new", code, one.question.uuid, one.number)}
            for one in others
        ],
        "draft_number": draft.number if draft else None,
        "cancel_url": address(request, "statistics", code),
    }  # fmt: skip


@permitted(VIEW)
@require_safe
def listed(request: InScope, organisation: str, code: str) -> HttpResponse:
    """Every correction of the course's keys, for whoever asks later."""
    course = get_course_for(request.organisation, code)
    rows = []
    for row in corrections.rows_of(course):
        _code, label, chip = corrections.state_of(row)
        rows.append({
            "url": address(request, "correction", code, row.uuid),
            "stem": corrections.here(row.question_version.stem, row.question_version.stem_hi),
            "treatment": row.get_treatment_display(),
            "when": in_date(row.applied_at or row.proposed_at),
            "by": row.applied_by_name or row.person_name,
            "label": label,
            "chip": chip,
        })  # fmt: skip
    return render(request, "courses/statistics/corrections.html", _frame(request, course) | {"rows": rows})


@permitted(VIEW)
@require_safe
def one(request: InScope, organisation: str, code: str, uuid: UUID) -> HttpResponse:
    """What it would do, or how far it is, or what it did."""
    course = get_course_for(request.organisation, code)
    correction = access.get_correction_for(course, uuid)
    draft = corrections.wording_in_draft(correction.question_version, course)
    is_other = draft is not None and draft.pk not in correction.question_version.marked_by
    context = _frame(request, course) | {
        "one": corrections.shown(correction),
        "draft_number": draft.number if draft and is_other else None,
        "page_url": request.path,
        "application_url": address(request, "correction-application", code, uuid) if may(request, PUBLISH) else "",
        "removal_url": address(request, "correction-removal", code, uuid),
        "again_url": address(
            request, "correction-new", code, correction.question_version.question.uuid,
            correction.question_version.number,
        ),
    }  # fmt: skip
    part = request.GET.get("part") == "progress"
    name = "_correction_progress" if part else "correction"
    return render(request, f"courses/statistics/{name}.html", context)


@permitted(PUBLISH)
@require_POST
def application(request: InScope, organisation: str, code: str, uuid: UUID) -> HttpResponse:
    course = get_course_for(request.organisation, code)
    correction = access.get_correction_for(course, uuid)
    back = address(request, "correction", code, uuid)
    try:
        apply(correction=correction, actor=actor_of(request), at=timezone.now())
    except Refusal as refusal:
        return refused(request, refusal, _frame(request, course), back)
    messages.success(request, _("The question is marked so from now on. Marks given before follow."))
    return redirect(back)


@permitted(PUBLISH)
@require_POST
def removal(request: InScope, organisation: str, code: str, uuid: UUID) -> HttpResponse:
    course = get_course_for(request.organisation, code)
    correction = access.get_correction_for(course, uuid)
    try:
        drop(correction=correction, actor=actor_of(request), at=timezone.now())
    except Refusal as refusal:
        return refused(request, refusal, _frame(request, course), address(request, "correction", code, uuid))
    messages.success(request, _("Nothing was changed."))
    return redirect(address(request, "statistics", code))


def _frame(request: InScope, course: Course) -> dict[str, Any]:
    code = course.offering.code
    frame = course_frame(request, course, "statistics")
    frame["crumbs"] = [
        *frame["crumbs"], (frame["outline_url"], frame["title"]), (address(request, "statistics", code), _("Statistics")),
    ]  # fmt: skip
    return frame | {"corrections_url": address(request, "corrections", code)}
