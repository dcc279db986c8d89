"""Attempts and answers. What a learner is asked is frozen at the start; the key stays with the questions."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from core.tenancy.fences import Personal

LEARNER = Personal(person="person_id", organisation="organisation_id", home="home_organisation_id")


class Attempt(models.Model):
    """One sitting of a quiz. Holds the paper as it was drawn, without any key.

    `questions`: [{"version", "kind", "stem", "stem_hi", "options": [{"id", "text", "text_hi"}]}] in shown order.
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
    """What was chosen for the question at `position` (from 1). Marked, with reasons, when the attempt is submitted."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="answers")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    home_organisation_id = models.BigIntegerField(db_index=True)
    position = models.PositiveSmallIntegerField()
    chosen = ArrayField(models.CharField(max_length=20), default=list)  # ids of options
    saved_at = models.DateTimeField()
    is_correct = models.BooleanField(null=True)
    reasons = models.JSONField(default=dict)  # {"en": [...], "hi": [...]}: what the paper lets the learner read

    fence = LEARNER

    class Meta:
        constraints = [models.UniqueConstraint(fields=["attempt", "position"], name="answer_once")]

    def __str__(self) -> str:
        return f"Answer {self.position} of {self.attempt_id}"
