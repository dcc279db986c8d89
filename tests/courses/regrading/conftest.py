"""A quiz with a wrong key, sat by Asha, Indu and Bilal before anybody noticed."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from core.outbox.relay import relay
from core.tenancy.context import acting_in, everywhere
from courses.attempts.models import Attempt
from courses.enrolment.models import Enrolment
from courses.progress import actions as progress
from courses.questions import wording
from courses.questions.models import PaperQuestion, QuestionVersion
from courses.regrading.actions import apply, propose
from courses.regrading.models import Correction
from courses.regrading.tasks import carry_on_corrections
from karmayogi.reactions import SUBSCRIPTIONS
from tests.courses.making import LATER, NOW, Made, actor_of, enrol, published, read_all, right_answers

REASON = "The rule was amended in 2024: the second answer is right."
REASON_HI = "नियम 2024 में संशोधित हुआ: दूसरा उत्तर सही है।"


@dataclass
class Exam:
    """`wrong`: the wording whose key is wrong: "Right 1" is marked as right, and "Wrong 1" is."""

    cast: Any
    made: Made
    wrong: QuestionVersion

    def provider(self):
        return acting_in(self.cast.organisation_scope("istm", "hari"))

    def key(self, *right: str):
        """The question with other right answers."""
        with everywhere(reason="test", audited=False):
            was = wording.brought(QuestionVersion.objects.select_related("question").get(pk=self.wrong.pk))
        return replace(was, options=tuple(replace(one, is_correct=one.text in right) for one in was.options))

    def propose(self, treatment: str = "new_key", *, key: Any = None, at=LATER) -> Correction:
        question = (key or self.key("Wrong 1")) if treatment in ("new_key", "both") else None
        with self.provider():
            return propose(
                asked=self.wrong, offering=self.made.offering, treatment=treatment, question=question, reason=REASON,
                reason_hi=REASON_HI, actor=actor_of(self.cast, "hari"), at=at,
            )  # fmt: skip

    def apply(self, correction: Correction, at=LATER) -> Correction:
        with self.provider():
            return apply(correction=correction, actor=actor_of(self.cast, "hari"), at=at)

    def correct(self, treatment: str = "new_key", **how: Any) -> Correction:
        """Proposed, applied and carried out."""
        correction = self.apply(self.propose(treatment, **how), at=how.get("at", LATER))
        carry_on_corrections()
        correction = self.stored(correction)
        assert correction.finished_at is not None
        return correction

    def stored(self, correction: Correction) -> Correction:
        with everywhere(reason="test", audited=False):
            return Correction.objects.get(pk=correction.pk)

    def sit(self, name: str, chosen: dict[str, str], at=NOW) -> Attempt:
        """`chosen`: "Right" or "Wrong" by stem; what is not named is answered by the key as it is."""
        with acting_in(self.cast.learner_scope(name)):
            enrolled = Enrolment.objects.filter(person=self.cast.people[name]).first() or enrol(
                self.cast, self.made, name, at
            )
            read_all(self.cast, self.made, enrolled, name, at)
            actor = actor_of(self.cast, name)
            attempt = progress.start_attempt(enrolment=enrolled, resource=self.made.quiz, actor=actor, at=at)
            said = right_answers(attempt)
            for place, question in enumerate(attempt.questions, start=1):
                if word := chosen.get(question["stem"]):
                    said[place] = [n for n, one in enumerate(question["options"], 1) if one["text"].startswith(word)]
            return progress.submit_attempt(attempt=attempt, answers=said, actor=actor, at=at)

    def marks(self, attempt: Attempt) -> tuple[Any, ...]:
        with everywhere(reason="test", audited=False):
            row = Attempt.objects.get(pk=attempt.pk)
            return row.correct, row.total, row.score, row.is_passed


@pytest.fixture
def exam(cast):
    """Four questions, three of them pass."""
    return make_exam(cast)


def make_exam(cast, **how):
    made = published(cast, **{"texts": 1, "pool": 4, "pick": 4, "pass_percent": 75, "attempts_allowed": 3, **how})
    with everywhere(reason="test", audited=False):
        wrong = QuestionVersion.objects.select_related("question").get(
            pk__in=PaperQuestion.objects.filter(paper__resource=made.quiz, position=1).values("question_version_id")
        )
    return Exam(cast, made, wrong)


def relayed():
    while relay(SUBSCRIPTIONS):
        pass
