"""Keeping answers while an attempt is under way. What comes after its time is kept too, apart: it does not count."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from courses.attempts import rules
from courses.attempts.actions.refusals import AttemptRefused
from courses.attempts.models import Attempt
from courses.questions import rules as marking
from courses.questions.rules import NotAnAnswer, Said

COLUMNS = "attempt_id, person_id, organisation_id, home_organisation_id, position, response"
ROWS = """
SELECT %(attempt)s, %(person)s, %(organisation)s, %(home)s, x.position, x.response::jsonb, x.at
FROM unnest(%(positions)s::int[], %(responses)s::text[], %(times)s::timestamptz[]) AS x(position, response, at)
ORDER BY x.position
"""
SAVE = f"""
INSERT INTO courses_answer AS a ({COLUMNS}, saved_at, reasons)
SELECT *, '{{}}'::jsonb FROM ({ROWS}) AS x
ON CONFLICT (attempt_id, position) DO UPDATE SET response = excluded.response, saved_at = excluded.saved_at
WHERE a.saved_at <= excluded.saved_at RETURNING a.position
"""  # noqa: S608 (constants)
SAVE_LATE = f"""
INSERT INTO courses_lateanswer AS a ({COLUMNS}, received_at) {ROWS}
ON CONFLICT (attempt_id, position) DO UPDATE SET response = excluded.response, received_at = excluded.received_at
RETURNING a.position
"""


@dataclass(frozen=True, slots=True)
class Saved:
    """`is_late`: the time was over; the answers were noted and do not count.

    `outrun`: questions to which the learner said something else since, on another page or device; that stands.
    """

    attempt: Attempt
    is_late: bool = False
    outrun: frozenset[int] = frozenset()


@transaction.atomic
def save_answers(
    *, attempt: Attempt, answers: Mapping[int, Said], look_again: Mapping[int, bool] | None = None,
    leaving: int | None = None, said_at: Mapping[int, datetime] | None = None, at: datetime,
) -> Saved:  # fmt: skip
    """Keep what was said so far. `answers`: position of the question, from 1 -> what was said to it.

    `said_at`: when, for those that waited on a device; the others are said now.
    `look_again`: which questions the learner marked, or marks no longer, to come back to. `leaving`: the question that
    is left behind for good, of a quiz without a way back; said twice it is left once.
    """
    attempt = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if is_too_late(attempt, at):
        keep(attempt, answers, at, statement=SAVE_LATE)
        return Saved(attempt, is_late=True)
    if attempt.submitted_at is not None:
        raise AttemptRefused("ALREADY_SUBMITTED")
    if attempt.is_practice:
        answers = {position: said for position, said in answers.items() if position not in tried(attempt)}
    outrun = keep(attempt, open_ones(attempt, answers), at, said_at=said_at)
    if leaving is not None:
        _leave(attempt, leaving)
    if look_again:
        _mark_to_look_again(attempt, {position: on for position, on in look_again.items() if position not in outrun})
    return Saved(attempt, outrun=outrun)


def open_ones(attempt: Attempt, answers: Mapping[int, Said]) -> dict[int, Said]:
    """Those to questions that are open now. One behind may be sent again as it was saved, and not otherwise."""
    if attempt.paging != rules.FORWARD:
        return dict(answers)
    kept_before = dict(attempt.answers.values_list("position", "response"))
    found = {}
    for position, said in answers.items():
        refusal = rules.place_refusal(attempt.paging, reached=attempt.reached, position=position)
        if refusal is None:
            found[position] = said
        elif refusal == "QUESTION_AHEAD" or _response(attempt, position, said) != kept_before.get(position, {}):
            raise AttemptRefused(refusal)
    return found


def _leave(attempt: Attempt, position: int) -> None:
    if attempt.paging != rules.FORWARD or position < attempt.reached:
        return
    if position > attempt.reached:
        raise AttemptRefused("QUESTION_AHEAD")
    if position <= len(attempt.questions):
        attempt.reached += 1
        attempt.save(update_fields=["reached"])


def is_too_late(attempt: Attempt, at: datetime) -> bool:
    """The clock has ended the attempt, or will; what comes now, within a day, is noted."""
    if attempt.submitted_at is not None and not attempt.is_ended_by_clock:
        return False
    if not rules.is_late(attempt.deadline_at, at) or attempt.deadline_at is None:
        return False
    return at <= attempt.deadline_at + rules.LATE_KEPT


def tried(attempt: Attempt) -> set[int]:
    """Of a practice: the questions whose answer was checked; they change no more."""
    checked = attempt.answers.filter(numerator__isnull=False)
    return set(checked.values_list("position", flat=True))


def keep(
    attempt: Attempt, answers: Mapping[int, Said], at: datetime, *, said_at: Mapping[int, datetime] | None = None,
    statement: str = SAVE,
) -> frozenset[int]:  # fmt: skip
    """Returns those that are not kept: an answer said later is there."""
    responses = {position: _response(attempt, position, said) for position, said in answers.items()}
    if not responses:
        return frozenset()
    claimed = said_at or {}
    times = [
        rules.said_when(claimed.get(position), started_at=attempt.started_at, at=at) for position in responses
    ] if statement == SAVE else [at] * len(responses)  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            statement,
            {
                "attempt": attempt.pk,
                "person": attempt.person_id,
                "organisation": attempt.organisation_id,
                "home": attempt.home_organisation_id,
                "positions": list(responses),
                "responses": [json.dumps(response) for response in responses.values()],
                "times": times,
            },
        )
        return frozenset(responses) - {position for (position,) in cursor.fetchall()}


def _response(attempt: Attempt, position: int, said: Said) -> dict[str, Any]:
    if not 1 <= position <= len(attempt.questions):
        raise AttemptRefused("NO_SUCH_QUESTION")
    try:
        return marking.kept(attempt.questions[position - 1], said)
    except NotAnAnswer as refused:
        raise AttemptRefused(refused.reason) from refused


def _mark_to_look_again(attempt: Attempt, look_again: Mapping[int, bool]) -> None:
    known = range(1, len(attempt.questions) + 1)
    marked: Iterable[int] = (set(attempt.look_again) | {n for n, on in look_again.items() if on}) - {
        n for n, on in look_again.items() if not on
    }
    attempt.look_again = sorted(n for n in marked if n in known)
    attempt.save(update_fields=["look_again"])
