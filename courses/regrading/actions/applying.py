"""Putting a correction in force."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from core.audit import entries as audit
from core.audit.actor import Actor
from core.outbox import events as outbox
from courses.events import CorrectionApplied
from courses.formats.questions import QuestionBrought
from courses.questions import queries as questions
from courses.questions import wording
from courses.questions.models import PaperQuestion, QuestionVersion
from courses.regrading import rules
from courses.regrading.actions.proposing import CorrectionRefused, refuse_own
from courses.regrading.models import Correction


@transaction.atomic
def apply(*, correction: Correction, actor: Actor, at: datetime) -> Correction:
    """From now on the question is marked so, in attempts under way too; those handed in before follow by the worker.

    Twice is the same as once. The right key becomes a wording of its own, which drafts go on with.
    """
    asked = QuestionVersion.objects.select_for_update(no_key=True).get(pk=correction.question_version_id)
    correction = Correction.objects.select_for_update().get(pk=correction.pk)
    if correction.applied_at is not None:
        return correction
    if correction.dropped_at is not None:
        raise CorrectionRefused("DROPPED")
    refuse_own(asked, actor)
    if correction.previewed_at is None:
        raise CorrectionRefused("NOT_PREVIEWED")
    questions.wait_for_markers()
    new = _wording(asked, correction)
    correction.was_treated, correction.was_marked_by = asked.treatment, asked.marked_by
    asked.treatment = correction.treatment
    asked.marked_by = rules.keys_in_force(
        correction.treatment, was=asked.marked_by, own=asked.pk, new=new.pk if new else None
    )
    asked.save(update_fields=["treatment", "marked_by"])
    if new is not None:
        PaperQuestion.objects.filter(question_version=asked, paper__is_published=False).update(question_version=new)
    correction.applied_at, correction.applied_by_name = at, actor.name[:200]
    correction.save(update_fields=["applied_at", "applied_by_name", "was_treated", "was_marked_by"])
    audit.record(
        actor, "courses.question.corrected", correction, at, organisation_id=correction.owner_id,
        treatment=correction.treatment, question=str(asked.question.uuid), wording=asked.number,
        right=new.number if new else None, reason=correction.reason, preview=correction.preview,
    )  # fmt: skip
    outbox.publish(CorrectionApplied(at=at, organisation_id=correction.owner_id, correction_id=correction.pk))
    return correction


def _wording(asked: QuestionVersion, correction: Correction) -> QuestionVersion | None:
    if not correction.question:
        return None
    last = QuestionVersion.objects.filter(question_id=asked.question_id).aggregate(last=Max("number"))["last"]
    brought = QuestionBrought.from_json(correction.question)
    return QuestionVersion.objects.create(
        question_id=asked.question_id, owner_id=asked.owner_id, number=last + 1, **wording.columns(brought)
    )
