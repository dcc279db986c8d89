"""Attempts and answers. What a learner is asked is frozen at the start; the key stays with the questions."""

import uuid
from collections.abc import Container, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

from django.contrib.postgres.fields import ArrayField
from django.db import models

from core.tenancy.fences import Personal
from courses.questions.rules import is_answered
from courses.questions.rules.papers import Marked, Outcome, Terms, outcome

LEARNER = Personal(person="person_id", organisation="organisation_id", home="home_organisation_id")


class Attempt(models.Model):
    """One sitting of a quiz. Holds the paper as it was drawn, without any key.

    `questions`: [{"version", "section", "kind", "stem", "stem_hi", "options", …}] in shown order, see
    courses.questions.rules.drawing; `section` is the place in `sections`, from 0.
    `sections`: [{"title", "title_hi", "count", "marks", "penalty", "cut_off"}], and once it is marked also "points",
    "most", "percent", "correct", "is_reached". Empty in attempts that are older than sections: one, a mark a question.
    `points` of `points_most` are for people, rounded down; `is_passed` was decided exactly, and is never taken back.
    A correction of a key marks it anew (`courses.regrading`).
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enrolment = models.ForeignKey("courses.Enrolment", on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    home_organisation_id = models.BigIntegerField(db_index=True)
    resource = models.ForeignKey("courses.Resource", on_delete=models.PROTECT, related_name="+")
    paper = models.ForeignKey("courses.Paper", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    seed = models.BigIntegerField()
    questions = models.JSONField()
    sections = models.JSONField(default=list)
    is_practice = models.BooleanField(default=False)  # answers are checked one by one, and nothing counts
    paging = models.CharField(max_length=8, default="all")  # as the paper said at the start: questions.models.Paging
    reached = models.PositiveSmallIntegerField(default=1)  # FORWARD: the only question open; after the last, one more
    look_again = ArrayField(models.PositiveSmallIntegerField(), default=list)  # positions its learner marked
    pass_percent = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField()
    deadline_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    correct = models.PositiveSmallIntegerField(null=True)
    score = models.PositiveSmallIntegerField(null=True)  # percent, rounded down
    points = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    points_most = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    is_passed = models.BooleanField(null=True)
    is_pass_kept = models.BooleanField(
        default=False, db_default=False
    )  # given once; by a corrected key it would not be
    is_ended_by_clock = models.BooleanField(default=False)

    fence = LEARNER

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "resource", "number"], name="attempt_number_once"),
            models.UniqueConstraint(
                fields=["enrolment", "resource"],
                condition=models.Q(submitted_at__isnull=True),
                name="one_attempt_under_way",
            ),
        ]
        indexes = [
            # What the worker hands in when its time is over.
            models.Index(
                fields=["deadline_at"],
                condition=models.Q(submitted_at__isnull=True, deadline_at__isnull=False),
                name="attempt_overdue",
            )
        ]

    def __str__(self) -> str:
        return f"Attempt {self.number} of {self.enrolment_id}"

    def terms(self) -> list[Terms]:
        """Of its sections."""
        if not self.sections:
            return [Terms(len(self.questions))]
        return [Terms.of_json(section) for section in self.sections]

    @property
    def total(self) -> int:
        """How many of its questions count: all, but for those that a correction left out once it was marked."""
        return sum(terms.pick for terms in self.terms())

    def come_to(self, answers: Sequence["Answer"], left_out: Container[int]) -> Outcome:
        """What marked answers to every question, in order, add up to. `left_out`: versions of questions."""
        versions = [question["version"] for question in self.questions]
        said = {
            id(answer): Marked(answer.fraction or Fraction(0), is_answered(answer.response), version not in left_out)
            for answer, version in zip(answers, versions, strict=True)
        }
        return outcome(
            [(terms, [said[id(answer)] for answer in part]) for terms, part in self.by_section(answers)],
            pass_percent=self.pass_percent,
        )

    def take(self, result: Outcome) -> list[str]:
        """Set what it came to; whether it is passed is the caller's. Returns the names of the fields."""
        self.correct, self.score = result.total.correct, result.total.percent
        self.points, self.points_most = rounded_down(result.total.points), rounded_down(result.total.most)
        self.sections = [
            replace(terms, pick=one.count).as_json()
            | {
                "points": str(rounded_down(one.points)), "most": str(rounded_down(one.most)), "percent": one.percent,
                "correct": one.correct, "is_reached": one.is_reached,
            }
            for terms, one in zip(self.terms(), result.sections, strict=True)
        ]  # fmt: skip
        return ["correct", "score", "points", "points_most", "sections"]

    def by_section(self, answers: Sequence["Answer"]) -> list[tuple[Terms, list["Answer"]]]:
        """The answers of every question, in order, beside the terms of their section."""
        places = [question.get("section", 0) for question in self.questions]
        return [
            (terms, [answer for answer, at in zip(answers, places, strict=True) if at == place])
            for place, terms in enumerate(self.terms())
        ]

    def unanswered(self, position: int, at: datetime) -> "Answer":
        """An answer that says nothing, not saved yet."""
        return Answer(
            attempt=self,
            person_id=self.person_id,
            organisation_id=self.organisation_id,
            home_organisation_id=self.home_organisation_id,
            position=position,
            saved_at=at,
        )


CENT = Decimal("0.01")


def rounded_down(points: Fraction) -> Decimal:
    """For people; what passes was decided on the exact fraction."""
    return (Decimal(points.numerator) / Decimal(points.denominator)).quantize(CENT, rounding=ROUND_DOWN)


class Answer(models.Model):
    """What was said to the question at `position` (from 1). Marked, with reasons, when the attempt is submitted.

    `response`: as `courses.questions.rules.responses` keeps it. `numerator` of `denominator`: the part of the
    question's marks that it earned, exactly; `is_correct`: all of them.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="answers", db_index=False)
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    home_organisation_id = models.BigIntegerField(db_index=True)
    position = models.PositiveSmallIntegerField()
    response = models.JSONField(default=dict)
    saved_at = models.DateTimeField()
    numerator = models.BigIntegerField(null=True)
    denominator = models.BigIntegerField(null=True)
    is_correct = models.BooleanField(null=True)
    reasons = models.JSONField(default=dict)  # of older attempts; today they are read from the key when they may be

    fence = LEARNER

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attempt", "position"], name="answer_once"),
            models.CheckConstraint(
                condition=models.Q(numerator__isnull=True, denominator__isnull=True)
                | models.Q(numerator__gte=0, denominator__gte=1, numerator__lte=models.F("denominator")),
                name="answer_earns_a_part",
            ),
        ]

    def __str__(self) -> str:
        return f"Answer {self.position} of {self.attempt_id}"

    @property
    def fraction(self) -> Fraction | None:
        """The part of the question's marks that the answer earned; None until it is marked."""
        if self.numerator is None or self.denominator is None:
            return None
        return Fraction(self.numerator, self.denominator)

    @fraction.setter
    def fraction(self, earned: Fraction) -> None:
        self.numerator, self.denominator = earned.numerator, earned.denominator
        self.is_correct = earned == 1


class LateAnswer(models.Model):
    """What arrived for a question after the attempt's time was over: kept for whoever asks about it; never counts."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="late_answers", db_index=False)
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    home_organisation_id = models.BigIntegerField(db_index=True)
    position = models.PositiveSmallIntegerField()
    response = models.JSONField(default=dict)  # as Answer's
    received_at = models.DateTimeField()

    fence = LEARNER

    class Meta:
        constraints = [models.UniqueConstraint(fields=["attempt", "position"], name="late_answer_once")]

    def __str__(self) -> str:
        return f"Late answer {self.position} of {self.attempt_id}"
