"""Attempts and answers. What a learner is asked is frozen at the start; the key stays with the questions."""

import uuid
from fractions import Fraction

from django.db import models

from core.tenancy.fences import Personal

LEARNER = Personal(person="person_id", organisation="organisation_id", home="home_organisation_id")


class Attempt(models.Model):
    """One sitting of a quiz. Holds the paper as it was drawn, without any key.

    `questions`: [{"version", "kind", "stem", "stem_hi", "is_partial", "options": [{"id", "text", "text_hi"}]}] in shown
    order; further for match "lefts" and "rights", for order "items" (each [{"text", "text_hi"}], shuffled by the seed),
    for fill_in "gaps" (how many), for numeric "units" and "is_unit_needed".
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enrolment = models.ForeignKey("courses.Enrolment", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    home_organisation_id = models.BigIntegerField(db_index=True)
    resource = models.ForeignKey("courses.Resource", on_delete=models.PROTECT, related_name="+")
    paper = models.ForeignKey("courses.Paper", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    seed = models.BigIntegerField()
    questions = models.JSONField()
    pass_percent = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField()
    deadline_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    correct = models.PositiveSmallIntegerField(null=True)
    score = models.PositiveSmallIntegerField(null=True)  # percent
    is_passed = models.BooleanField(null=True)

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

    def __str__(self) -> str:
        return f"Attempt {self.number} of {self.enrolment_id}"


class Answer(models.Model):
    """What was said to the question at `position` (from 1). Marked, with reasons, when the attempt is submitted.

    `response`: as `courses.questions.rules.responses` keeps it. `numerator` of `denominator`: the part of the
    question's marks that it earned, exactly; `is_correct`: all of them.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="answers")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    home_organisation_id = models.BigIntegerField(db_index=True)
    position = models.PositiveSmallIntegerField()
    response = models.JSONField(default=dict)
    saved_at = models.DateTimeField()
    numerator = models.BigIntegerField(null=True)
    denominator = models.BigIntegerField(null=True)
    is_correct = models.BooleanField(null=True)
    reasons = models.JSONField(default=dict)  # {"en": [...], "hi": [...]}: what the paper lets the learner read

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
