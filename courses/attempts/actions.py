"""Starting an attempt, keeping its answers, marking it. The key is read only here, as the platform role."""

import json
import secrets
from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from core.audit import entries as audit
from core.audit.actor import Actor
from core.display.dates import in_datetime
from core.refusals import Refusal
from core.tenancy.context import everywhere
from courses.accommodations.queries import window_of
from courses.attempts import rules
from courses.attempts.models import Answer, Attempt
from courses.catalogue.models import Resource
from courses.enrolment.models import Enrolment, EnrolmentState
from courses.questions import queries as questions
from courses.questions import rules as marking
from courses.questions.models import Paper
from courses.questions.rules import NotAnAnswer, Said


class AttemptRefused(Refusal):
    SENTENCES = {
        "NOT_ENROLLED": _("Enrol in the course first; then you can take the quiz."),
        "ALREADY_PASSED": _("You have passed this quiz already."),
        "NO_ATTEMPTS_LEFT": _(
            "You have used all your attempts. Write to the provider of the course if you need another."
        ),
        "COOL_DOWN": _("You can try again from %(when)s. Read the parts you missed until then."),
        "TIME_IS_OVER": _("The time was over. The answers saved until then count."),
        "ALREADY_SUBMITTED": _("This attempt was handed in. Its answers can no longer change."),
        "NO_SUCH_QUESTION": _("This question is not in your paper."),
        "NO_SUCH_OPTION": _("This answer is not among those offered."),
        "ONE_ANSWER_ONLY": _("This question takes one answer."),
        "PLACES_EXPECTED": _("This question is answered by the places of the options chosen."),
        "TEXT_EXPECTED": _("This question is answered by a text."),
        "TEXTS_EXPECTED": _("This question is answered by one text for each gap."),
        "PAIRS_EXPECTED": _("This question is answered by pairs of places."),
        "NO_SUCH_GAP": _("The text has fewer gaps than that."),
        "NO_SUCH_PAIR": _("This pair is not among those offered."),
        "ANSWER_TOO_LONG": _("An answer may be at most 500 letters long."),
    }


@transaction.atomic
def start(*, enrolment: Enrolment, resource: Resource, actor: Actor, at: datetime) -> Attempt:
    """Draw a paper and freeze it. One that is under way is given back instead."""
    enrolment = Enrolment.objects.lock(enrolment.pk)  # one start at a time
    paper = Paper.objects.get(resource=resource)
    past = list(Attempt.objects.filter(enrolment=enrolment, resource=resource).order_by("number"))
    if past and past[-1].submitted_at is None:
        return past[-1]
    if enrolment.state not in (EnrolmentState.OPEN, EnrolmentState.COMPLETED):
        raise AttemptRefused("NOT_ENROLLED")
    window = window_of(
        person_id=enrolment.person_id, offering_id=enrolment.offering_id, minutes=paper.time_limit_minutes,
        attempts=paper.attempts_allowed, at=at,
    )  # fmt: skip
    refused = rules.start_refusal(
        [rules.Past(attempt.number, attempt.submitted_at, attempt.is_passed) for attempt in past],
        attempts_allowed=window.attempts,
        cool_down_minutes=paper.cool_down_minutes,
        at=at,
        attempts_given_at=window.attempts_given_at,
    )
    if refused:
        reason, opens = refused
        raise AttemptRefused(reason, when=in_datetime(opens) if opens else "")
    with everywhere(reason="drawing a paper", audited=False):
        pool = questions.pool_of(paper.pk)
    seed = secrets.randbits(62)
    attempt = Attempt.objects.create(
        enrolment=enrolment,
        person_id=enrolment.person_id,
        organisation_id=enrolment.organisation_id,
        home_organisation_id=enrolment.home_organisation_id,
        resource=resource,
        paper=paper,
        number=len(past) + 1,
        seed=seed,
        questions=marking.draw(
            pool,
            pick=paper.pick,
            seed=seed,
            is_shuffled=paper.is_shuffled,
            seen=Counter(question["version"] for attempt in past for question in attempt.questions),
        ),
        pass_percent=paper.pass_percent,
        started_at=at,
        deadline_at=at + timedelta(minutes=window.minutes) if window.minutes else None,
    )
    audit.record(
        actor, "courses.attempt.started", attempt, at, organisation_id=enrolment.organisation_id, number=attempt.number
    )
    return attempt


@transaction.atomic
def give_more_time(*, person_id: int, at: datetime) -> int:
    """Move the end of the person's timed attempts under way to what holds for them now; never to an earlier time."""
    moved = 0
    open_now = Attempt.objects.select_for_update(of=("self",)).filter(
        person_id=person_id, submitted_at=None, deadline_at__isnull=False
    )
    for attempt in open_now.select_related("enrolment", "paper").order_by("pk"):
        minutes = window_of(
            person_id=person_id, offering_id=attempt.enrolment.offering_id, minutes=attempt.paper.time_limit_minutes,
            attempts=0, at=at,
        ).minutes  # fmt: skip
        ends = attempt.started_at + timedelta(minutes=minutes or 0)
        if attempt.deadline_at is not None and ends > attempt.deadline_at:
            attempt.deadline_at = ends
            attempt.save(update_fields=["deadline_at"])
            moved += 1
    return moved


SAVE = """
INSERT INTO courses_answer AS a (attempt_id, person_id, organisation_id, home_organisation_id, position, response,
                                 saved_at, reasons)
SELECT %(attempt)s, %(person)s, %(organisation)s, %(home)s, x.position, x.response::jsonb, %(at)s, '{}'
FROM unnest(%(positions)s::int[], %(responses)s::text[]) AS x(position, response) ORDER BY x.position
ON CONFLICT (attempt_id, position) DO UPDATE SET response = excluded.response, saved_at = excluded.saved_at
"""


@transaction.atomic
def save_answers(*, attempt: Attempt, answers: Mapping[int, Said], at: datetime) -> Attempt:
    """Keep what was said so far. `answers`: position of the question, from 1 -> what was said to it."""
    attempt = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if attempt.submitted_at is not None:
        raise AttemptRefused("ALREADY_SUBMITTED")
    if rules.is_late(attempt.deadline_at, at):
        raise AttemptRefused("TIME_IS_OVER")
    _keep(attempt, answers, at)
    return attempt


def _keep(attempt: Attempt, answers: Mapping[int, Said], at: datetime) -> None:
    responses = {position: _response(attempt, position, said) for position, said in answers.items()}
    if not responses:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            SAVE,
            {
                "attempt": attempt.pk,
                "person": attempt.person_id,
                "organisation": attempt.organisation_id,
                "home": attempt.home_organisation_id,
                "positions": list(responses),
                "responses": [json.dumps(response) for response in responses.values()],
                "at": at,
            },
        )


def _response(attempt: Attempt, position: int, said: Said) -> dict[str, Any]:
    if not 1 <= position <= len(attempt.questions):
        raise AttemptRefused("NO_SUCH_QUESTION")
    try:
        return marking.kept(attempt.questions[position - 1], said)
    except NotAnAnswer as refused:
        raise AttemptRefused(refused.reason) from refused


@transaction.atomic
def mark(
    *, attempt: Attempt, answers: Mapping[int, Said] | None = None, actor: Actor, at: datetime
) -> tuple[Attempt, bool]:
    """Hand in and mark, once. Returns the attempt and whether this call was the one that marked it.

    Answers that come with it count unless the time is over; then those saved before count.
    """
    attempt = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if attempt.submitted_at is not None:
        return attempt, False
    if answers and not rules.is_late(attempt.deadline_at, at):
        _keep(attempt, answers, at)
    with everywhere(reason="marking an attempt", audited=False):
        keys = questions.known([question["version"] for question in attempt.questions])
    reveal = Paper.objects.values_list("reveal", flat=True).get(pk=attempt.paper_id)
    saved = {answer.position: answer for answer in Answer.objects.filter(attempt=attempt)}
    earned = Fraction(0)
    marked = []
    for position, question in enumerate(attempt.questions, start=1):
        key = keys[question["version"]]
        answer = saved.get(position) or Answer(
            attempt=attempt,
            person_id=attempt.person_id,
            organisation_id=attempt.organisation_id,
            home_organisation_id=attempt.home_organisation_id,
            position=position,
            saved_at=at,
        )
        answer.fraction = part = marking.mark(key, answer.response, seed=attempt.seed)
        answer.reasons = marking.reasons(key, answer.response, seed=attempt.seed, reveal=reveal)
        earned += part
        marked.append(answer)
    Answer.objects.bulk_create(
        marked,
        update_conflicts=True,
        unique_fields=["attempt", "position"],
        update_fields=["numerator", "denominator", "is_correct", "reasons"],
    )
    attempt.correct = sum(bool(answer.is_correct) for answer in marked)
    attempt.score = marking.score(earned, len(attempt.questions))
    attempt.is_passed = earned * 100 >= len(attempt.questions) * attempt.pass_percent
    attempt.submitted_at = at
    attempt.save(update_fields=["correct", "score", "is_passed", "submitted_at"])
    audit.record(
        actor, "courses.attempt.submitted", attempt, at, organisation_id=attempt.organisation_id,
        score=attempt.score, is_passed=attempt.is_passed,
    )  # fmt: skip
    return attempt, True
