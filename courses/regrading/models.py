"""Corrections of keys, and what each did to an attempt."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from core.tenancy.fences import Organisational, Personal
from courses.questions.models import Treatment


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def to_preview(self) -> "CorrectionQuerySet":
        return self.filter(previewed_at=None, applied_at=None, dropped_at=None)

    def to_carry_out(self) -> "CorrectionQuerySet":
        return self.filter(applied_at__isnull=False, finished_at=None)


class Correction(models.Model):
    """One decision about the key of one wording of a question, from the proposal to the last attempt marked anew.

    Proposed, it is counted what it would do (`preview`, complete from `previewed_at` on). Applied, it is in force at once
    (`QuestionVersion.treatment`), and the attempts marked before follow one enrolment after the other up to `cursor`
    (`result`, complete from `finished_at` on). Both are counts as in `courses.regrading.rules.Count`.
    `question`: with its right key, as courses.formats.questions.QuestionBrought; empty where the treatment has none.
    `was_marked_by`, `was_treated`: what was in force before it.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    question_version = models.ForeignKey("courses.QuestionVersion", on_delete=models.PROTECT, related_name="+")
    offering = models.ForeignKey("courses.Offering", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False)
    treatment = models.CharField(max_length=10, choices=Treatment)
    question = models.JSONField(default=dict)
    reason = models.TextField()
    reason_hi = models.TextField(blank=True)
    person_name = models.CharField(max_length=200)  # who proposed it
    proposed_at = models.DateTimeField()
    preview = models.JSONField(default=dict)
    preview_cursor = models.BigIntegerField(default=0)
    previewed_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    applied_at = models.DateTimeField(null=True)
    applied_by_name = models.CharField(max_length=200, blank=True)
    was_treated = models.CharField(max_length=10, blank=True)
    was_marked_by = ArrayField(models.BigIntegerField(), default=list)
    result = models.JSONField(default=dict)
    cursor = models.BigIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)

    objects = CorrectionQuerySet.as_manager()

    fence = Organisational(organisation="owner_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["question_version"], condition=Q(finished_at=None, dropped_at=None), name="one_correction_open"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="correction_says_why"),
            models.CheckConstraint(
                condition=Q(treatment__in=["full", "left_out"], question={})
                | Q(treatment__in=["new_key", "both"]) & ~Q(question={}),
                name="correction_has_a_key",
            ),
            models.CheckConstraint(
                condition=Q(applied_at=None) | Q(previewed_at__isnull=False, dropped_at=None),
                name="correction_was_previewed",
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(applied_at__lte=F("finished_at")), name="correction_ends_after_begin"
            ),
        ]
        indexes = [models.Index(fields=["owner", "offering", "-proposed_at"], name="corrections_of_course")]

    def __str__(self) -> str:
        return f"{self.treatment} for {self.question_version_id}"

    @property
    def is_open(self) -> bool:
        return self.applied_at is None and self.dropped_at is None


class Regrade(models.Model):
    """What a correction changed in the marks of one attempt: what they were, and what they are. Kept for ever.

    `before`, `after`: {"score", "correct", "total", "points", "points_most", "is_passed"}. An attempt whose marks stay
    has none.
    """

    correction = models.ForeignKey(Correction, on_delete=models.PROTECT, related_name="regrades", db_index=False)
    attempt = models.ForeignKey("courses.Attempt", on_delete=models.PROTECT, related_name="+")
    enrolment = models.ForeignKey("courses.Enrolment", on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    home_organisation_id = models.BigIntegerField(db_index=True)
    before = models.JSONField()
    after = models.JSONField()
    at = models.DateTimeField()

    fence = Personal(
        person="person_id", organisation="organisation_id", home="home_organisation_id", person_writes=False
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["correction", "attempt"], name="regraded_once")]
        indexes = [models.Index(fields=["correction", "enrolment"], name="regrades_of_enrolment")]

    def __str__(self) -> str:
        return f"Attempt {self.attempt_id} by {self.correction_id}"
