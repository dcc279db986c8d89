"""Practice: each answer is checked at once, with its reasons. Nothing counts; what matters is that all were tried."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from core.audit import entries as audit
from core.audit.actor import Actor
from core.tenancy.context import everywhere
from courses.attempts.actions.answering import keep, tried
from courses.attempts.actions.refusals import AttemptRefused
from courses.attempts.models import Answer, Attempt
from courses.questions import queries as questions
from courses.questions import rules as marking
from courses.questions.rules import Said


@dataclass(frozen=True, slots=True)
class Checked:
    """`is_finished_now`: this was the last question that had not been tried."""

    attempt: Attempt
    answer: Answer
    is_finished_now: bool


@transaction.atomic
def check(*, attempt: Attempt, position: int, said: Said | None, actor: Actor, at: datetime) -> Checked:
    """Mark one question of a practice for good. Asked twice it is answered as at first."""
    attempt = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if not attempt.is_practice:
        raise AttemptRefused("NOT_A_PRACTICE")
    if not 1 <= position <= len(attempt.questions):
        raise AttemptRefused("NO_SUCH_QUESTION")
    before = tried(attempt)
    if position in before:
        return Checked(attempt, Answer.objects.get(attempt=attempt, position=position), False)
    if said is not None:
        keep(attempt, {position: said}, at)
    answer = Answer.objects.filter(attempt=attempt, position=position).first()
    if answer is None or not marking.is_answered(answer.response):
        raise AttemptRefused("ANSWER_FIRST")
    version = attempt.questions[position - 1]["version"]
    with everywhere(reason="checking a practice answer", audited=False):
        key = questions.known([version])[version]
    answer.fraction = marking.mark(key, answer.response, seed=attempt.seed)
    answer.save(update_fields=["numerator", "denominator", "is_correct"])
    is_last = len(before) + 1 == len(attempt.questions)
    if is_last:
        attempt.submitted_at = at
        attempt.correct = attempt.answers.filter(is_correct=True).count()
        attempt.save(update_fields=["submitted_at", "correct"])
        audit.record(
            actor, "courses.attempt.practised", attempt, at, organisation_id=attempt.organisation_id,
            number=attempt.number,
        )  # fmt: skip
    return Checked(attempt, answer, is_last)
