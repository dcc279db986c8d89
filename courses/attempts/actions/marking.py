"""Marking an attempt, once: by its learner's hand-in, or by the clock."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from core.audit import entries as audit
from core.audit.actor import Actor
from core.outbox import events as outbox
from core.tenancy.context import everywhere
from courses.attempts import rules
from courses.attempts.actions.answering import SAVE_LATE, keep, open_ones
from courses.attempts.actions.refusals import AttemptRefused
from courses.attempts.models import Answer, Attempt
from courses.events import AttemptMarked
from courses.questions import queries as questions
from courses.questions import rules as marking
from courses.questions.rules import Said
from courses.questions.rules.shapes import LEFT_OUT


@transaction.atomic
def mark(
    *, attempt: Attempt, answers: Mapping[int, Said] | None = None, said_at: Mapping[int, datetime] | None = None,
    actor: Actor, at: datetime,
) -> tuple[Attempt, bool]:  # fmt: skip
    """Hand in and mark, once. Returns the attempt and whether this call was the one that marked it.

    Answers that come with it count unless the time is over; then those saved before count, and the clock ended it.
    """
    attempt = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if attempt.submitted_at is not None:
        return attempt, False
    if attempt.is_practice:
        raise AttemptRefused("PRACTICE")
    is_late = rules.is_late(attempt.deadline_at, at)
    if answers:
        if is_late:
            keep(attempt, answers, at, statement=SAVE_LATE)
        else:
            keep(attempt, open_ones(attempt, answers), at, said_at=said_at)
    marked, left_out = _marked(attempt, at)
    result = attempt.come_to(marked, left_out)
    changed = attempt.take(result)
    attempt.is_passed = result.total.is_reached
    attempt.is_ended_by_clock = is_late
    attempt.submitted_at = attempt.deadline_at if is_late else at
    attempt.save(update_fields=[*changed, "is_passed", "is_ended_by_clock", "submitted_at"])
    audit.record(
        actor, "courses.attempt.submitted", attempt, at, organisation_id=attempt.organisation_id,
        score=attempt.score, is_passed=attempt.is_passed, by_clock=is_late,
    )  # fmt: skip
    outbox.publish(AttemptMarked(at=at, organisation_id=attempt.organisation_id, attempt_id=attempt.pk))
    return attempt, True


def _marked(attempt: Attempt, at: datetime) -> tuple[list[Answer], set[int]]:
    """Every question's answer, in order, with what it earned; and which questions were left out since it began."""
    with everywhere(reason="marking an attempt", audited=False):
        keys = questions.known_for_good([question["version"] for question in attempt.questions])
    saved = {answer.position: answer for answer in Answer.objects.filter(attempt=attempt)}
    marked = []
    for position, question in enumerate(attempt.questions, start=1):
        answer = saved.get(position) or attempt.unanswered(position, at)
        answer.fraction = marking.mark(keys[question["version"]], answer.response, seed=attempt.seed)
        marked.append(answer)
    Answer.objects.bulk_create(
        marked,
        update_conflicts=True,
        unique_fields=["attempt", "position"],
        update_fields=["numerator", "denominator", "is_correct"],
    )
    return marked, {pk for pk, key in keys.items() if key.treatment == LEFT_OUT}
