"""Marking anew whoever was marked before a correction. Called as the platform role."""

from datetime import datetime

from django.db import transaction

from core.audit import entries as audit
from core.audit.actor import Actor
from core.outbox import events as outbox
from courses.attempts.models import Answer, Attempt
from courses.events import CorrectionFinished, MarksCorrected
from courses.progress import actions as progress
from courses.questions import queries as questions
from courses.questions.models import QuestionVersion
from courses.regrading import queries
from courses.regrading.models import Correction, Regrade
from courses.regrading.queries import Judged, Sat
from courses.regrading.rules import Count

AT_ONCE = 50  # enrolments; their rows are locked for so long


@transaction.atomic
def carry_on(*, correction_id: int, actor: Actor, at: datetime) -> bool:
    """One step; returns whether there is more. A worker that dies loses one step, which the next takes up; two at once
    pass each other by. What was marked by the correction already comes to the same again, and nothing is written."""
    waiting = Correction.objects.to_carry_out().select_for_update(skip_locked=True)
    if (correction := waiting.filter(pk=correction_id).first()) is None:
        return False
    version_id = correction.question_version_id
    found = queries.enrolments_after(version_id, correction.cursor, AT_ONCE)
    if not found:
        _finish(correction, actor, at)
        return False
    corrected = questions.in_force(QuestionVersion.objects.filter(pk=version_id))[version_id]
    attempts = Attempt.objects.select_for_update().filter(
        paper_id__in=queries.papers_with(version_id), enrolment_id__in=found, submitted_at__isnull=False
    )
    sat = queries.sat_by(list(attempts.order_by("enrolment_id", "pk")), corrected)
    changed = [enrolment for one in sat if (enrolment := _mark_anew(one, correction, actor, at))]
    correction.result = sum((one.count() for one in sat), Count.of_json(correction.result)).as_json()
    correction.cursor = found[-1]
    correction.save(update_fields=["result", "cursor"])
    if changed:
        outbox.publish(
            MarksCorrected(
                at=at, organisation_id=correction.owner_id, correction_id=correction.pk, enrolment_ids=changed
            )
        )
    return True


def _mark_anew(sat: Sat, correction: Correction, actor: Actor, at: datetime) -> int | None:
    """The marks of one enrolment in one quiz, and what follows from them. Returns the enrolment when marks changed."""
    changed = [one for one in sat.judged if one.is_other]
    if not changed:
        return None
    Answer.objects.bulk_create(
        [answer for one in changed for answer in one.answers],
        update_conflicts=True,
        unique_fields=["attempt", "position"],
        update_fields=["numerator", "denominator", "is_correct"],
    )
    Regrade.objects.bulk_create([_take(one, correction, at) for one in changed])
    if sat.passed_before is not None and sat.passed_by_key is None:  # by an average, perhaps, and by no attempt alone
        newest = max((one.attempt for one in sat.judged), key=lambda attempt: attempt.number)
        Attempt.objects.filter(pk=newest.pk).update(is_pass_kept=True)
    attempt = changed[0].attempt
    progress.follow_correction(
        enrolment_id=attempt.enrolment_id, resource_id=attempt.resource_id, paper=sat.paper, actor=actor, at=at
    )
    return attempt.enrolment_id


def _take(one: Judged, correction: Correction, at: datetime) -> Regrade:
    attempt = one.attempt
    before = queries.marks_of(attempt)
    fields = attempt.take(one.outcome)
    attempt.is_pass_kept = one.before.is_passed and not one.after.is_passed
    attempt.is_passed = one.before.is_passed or one.after.is_passed
    attempt.save(update_fields=[*fields, "is_passed", "is_pass_kept"])
    return Regrade(
        correction=correction,
        attempt=attempt,
        enrolment_id=attempt.enrolment_id,
        person_id=attempt.person_id,
        organisation_id=attempt.organisation_id,
        home_organisation_id=attempt.home_organisation_id,
        before=before,
        after=queries.marks_of(attempt),
        at=at,
    )


def _finish(correction: Correction, actor: Actor, at: datetime) -> None:
    correction.finished_at = at
    correction.save(update_fields=["finished_at"])
    audit.record(
        actor, "courses.correction.finished", correction, at, organisation_id=correction.owner_id, **correction.result
    )
    outbox.publish(
        CorrectionFinished(
            at=at, organisation_id=correction.owner_id, correction_id=correction.pk,
            question_version_id=correction.question_version_id,
        )
    )  # fmt: skip
