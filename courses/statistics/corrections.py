"""Corrections of a course's keys in words, for its provider."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.display.dates import in_datetime
from core.display.numbers import in_num
from courses.authoring.queries import here
from courses.catalogue.models import Course
from courses.formats.questions import QuestionBrought
from courses.questions import showing, wording
from courses.questions.models import PaperQuestion, QuestionVersion
from courses.questions.queries import keys_shown
from courses.regrading.models import Correction
from courses.regrading.queries import wordings_asked
from courses.regrading.rules import LEFT_OUT, Count

MOST_LISTED = 200


def rows_of(course: Course) -> list[Correction]:
    """Applied and proposed, the newest first; what was given up is in the audit trail."""
    rows = Correction.objects.select_related("question_version").filter(owner_id=course.owner_id, offering_id=course.pk)
    return list(rows.filter(dropped_at=None).order_by("-proposed_at")[:MOST_LISTED])


def state_of(correction: Correction) -> tuple[str, str, str]:
    """Its code, its name, and the kind of its chip."""
    if correction.dropped_at:
        return "dropped", _("Given up"), "plain"
    if correction.finished_at:
        return "done", _("Done"), "ok"
    if correction.applied_at:
        return "running", _("In force; marks follow"), "info"
    if correction.previewed_at:
        return "proposed", _("Proposed"), "warn"
    return "counting", _("Being counted"), "info"


def shown(correction: Correction) -> dict[str, Any]:
    """One of them, whole."""
    code, label, kind = state_of(correction)
    asked, language = correction.question_version, get_language() or "en"
    counted = Count.of_json(correction.result if correction.applied_at else correction.preview)
    done, total = Count.of_json(correction.result).attempts, Count.of_json(correction.preview).attempts
    total = max(done, total)
    return {
        "uuid": correction.uuid,
        "state": code,
        "state_label": label,
        "chip": kind,
        "has_ended": code in ("dropped", "done", "proposed"),
        "stem": here(asked.stem, asked.stem_hi),
        "number": asked.number,
        "treatment": correction.get_treatment_display(),
        "reason": correction.reason,
        "reason_hi": correction.reason_hi,
        "was": key_before(correction, language),
        "now": showing.key_of(QuestionBrought.from_json(correction.question), language) if correction.question else [],
        "proposed": in_datetime(correction.proposed_at),
        "proposed_by": correction.person_name,
        "applied": in_datetime(correction.applied_at) if correction.applied_at else "",
        "applied_by": correction.applied_by_name,
        "finished": in_datetime(correction.finished_at) if correction.finished_at else "",
        "count": counted,
        "percent": 100 if code == "done" or not total else min(99, done * 100 // total),
        "progress": _("%(done)s of %(total)s attempts") % {"done": in_num(done), "total": in_num(total)},
        "is_left_out": correction.treatment == LEFT_OUT,
    }


def key_before(correction: Correction, language: str) -> list[dict[str, Any]]:
    """How the question was marked when it was proposed or applied."""
    asked = correction.question_version
    if not correction.applied_at:
        return key_now(asked, language)
    before = QuestionVersion.objects.in_bulk(correction.was_marked_by)
    keys = [before[pk] for pk in correction.was_marked_by] or [asked]
    return [] if correction.was_treated in ("full", "left_out") else _lines(keys, language)


def key_now(asked: QuestionVersion, language: str) -> list[dict[str, Any]]:
    _known, keys = keys_shown([asked])[asked.pk]
    return _lines(keys, language)


def _lines(keys: list[QuestionVersion], language: str) -> list[dict[str, Any]]:
    """What is right by any of the keys, line by line."""
    found: dict[str, dict[str, Any]] = {}
    for key in keys:
        for line in showing.key_of(wording.brought(key), language):
            is_right = line["is_correct"] or found.get(line["text"], line)["is_correct"]
            found[line["text"]] = line | {"is_correct": is_right}
    return list(found.values())


def other_wordings(asked: QuestionVersion, course: Course) -> list[QuestionVersion]:
    """That people were asked too: a correction is of one wording."""
    return [row for row in wordings_asked(asked.question_id, course.pk) if row.pk != asked.pk]


def wording_in_draft(asked: QuestionVersion, course: Course) -> QuestionVersion | None:
    """Where the draft says the question in words of its own, which its author has to correct."""
    if course.draft_id is None:
        return None
    entry = PaperQuestion.objects.filter(
        question_version__question_id=asked.question_id, paper__resource__version_id=course.draft_id
    )
    found = entry.exclude(question_version_id=asked.pk).select_related("question_version").first()
    return found.question_version if found else None
