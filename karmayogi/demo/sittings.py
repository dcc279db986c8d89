"""Quizzes as they were sat: the papers and answers behind the newest results, and behind all of the cast's.

Drawn and marked by the platform's own rules, so that each result is the one its completion states. Older sittings are
left out: nobody opens them, and loading has thirty seconds.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db.models import Q

from core.tenancy.context import everywhere
from courses.attempts.models import Answer, Attempt
from courses.attempts.rules import needed_correct
from courses.catalogue.models import ResourceKind
from courses.enrolment.models import Completion
from courses.questions import queries
from courses.questions import rules as marking
from courses.questions.models import Paper
from courses.questions.rules import PoolQuestion
from courses.questions.rules.papers import Drawable, draw_paper
from courses.statistics.actions import fold
from karmayogi.demo.cast import CAST, EMAIL_DOMAIN

NEWEST = timedelta(days=21)
FAILED_BEFORE = 0.2  # of those who passed
MINUTES, RETURN = timedelta(minutes=4), timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Quiz:
    paper: Paper
    sections: list[Drawable]

    @property
    def pool(self) -> list[PoolQuestion]:
        return [question for section in self.sections for question in section.pool]


def load_sittings(*, at: datetime) -> int:
    """Attempts with their answers; returns how many. Called once, after the history was derived."""
    cast = [f"{person.key}@{EMAIL_DOMAIN}" for person in CAST]
    with everywhere(reason="demo history", audited=False):
        quizzes = {
            paper.resource.version_id: Quiz(paper, queries.sections_of(paper.pk))
            for paper in Paper.objects.filter(is_published=True, resource__kind=ResourceKind.QUIZ).select_related(
                "resource"
            )
        }
        wanted = Completion.objects.filter(
            Q(completed_at__gte=at - NEWEST) | Q(person__users__email__in=cast), version_id__in=quizzes
        )
        sat = [
            one
            for completion in wanted.select_related("enrolment").order_by("pk")
            for one in _sat(completion, quizzes[completion.version_id])
        ]
        Attempt.objects.bulk_create((attempt for attempt, _answers in sat), batch_size=500)
        Answer.objects.bulk_create((answer for _attempt, answers in sat for answer in answers), batch_size=2000)
        fold(attempt_ids=[attempt.pk for attempt, _answers in sat])
        return len(sat)


def _sat(completion: Completion, quiz: Quiz) -> Iterator[tuple[Attempt, list[Answer]]]:
    chance = Random(f"sitting {completion.enrolment_id}")  # noqa: S311 (made-up answers)
    total = sum(min(section.terms.pick, len(section.pool)) for section in quiz.sections)
    right = round((completion.score or 0) * total / 100)
    opened_at = completion.enrolment.opened_at
    had_time = opened_at is not None and completion.completed_at - opened_at > 2 * RETURN
    has_failed = had_time and chance.random() < FAILED_BEFORE
    if has_failed:
        yield _sitting(completion, quiz, chance, 1, completion.completed_at - RETURN, min(2, total))
    yield _sitting(completion, quiz, chance, 1 + has_failed, completion.completed_at, right)


def _sitting(
    completion: Completion, quiz: Quiz, chance: Random, number: int, at: datetime, right: int
) -> tuple[Attempt, list[Answer]]:
    where = {
        "person_id": completion.person_id,
        "organisation_id": completion.organisation_id,
        "home_organisation_id": completion.home_organisation_id,
    }
    seed = chance.getrandbits(62)
    asked, terms = draw_paper(quiz.sections, seed=seed, is_shuffled=quiz.paper.is_shuffled)
    attempt = Attempt(
        enrolment_id=completion.enrolment_id, resource_id=quiz.paper.resource_id, paper=quiz.paper, number=number, seed=seed,
        questions=asked, sections=[one.as_json() for one in terms], pass_percent=quiz.paper.pass_percent,
        started_at=at - MINUTES, submitted_at=at, correct=right,
        score=marking.score(right, len(asked)), is_passed=right >= needed_correct(len(asked), quiz.paper.pass_percent),
        **where,
    )  # fmt: skip
    keys = {question.id: question for question in quiz.pool}
    known = set(sorted(range(len(asked)), key=lambda place: _hardness(asked[place]) + chance.random())[:right])
    answers = []
    for place, question in enumerate(asked):
        key = keys[question["version"]]
        response = marking.solve(key, seed=seed) if place in known else _wrong(key, chance)
        answer = Answer(
            attempt=attempt, position=place + 1, response=response, saved_at=at - MINUTES / 2,
            reasons=marking.reasons(key, response, seed=seed, reveal=quiz.paper.reveal), **where,
        )  # fmt: skip
        answer.fraction = marking.mark(key, response, seed=seed)
        answers.append(answer)
    return attempt, answers


def _hardness(question: dict[str, Any]) -> float:
    """The same for everybody, so that the statistics find questions that tell who knows the subject."""
    return 2 * Random(f"hard {question['version']}").random()  # noqa: S311 (made-up questions' hardness)


def _wrong(key: PoolQuestion, chance: Random) -> dict[str, Any]:
    """A wrong option; of the other kinds nothing, or words that no question accepts."""
    wrong = [option["id"] for option in key.options if not option["is_correct"]]
    if wrong:
        return {"chosen": [chance.choice(wrong)]}
    return {"text": "?"} if key.kind in ("numeric", "short_text") and chance.random() < 0.5 else {}
