"""Attainments: the passbook's lines."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.tenancy.fences import Personal


class EvidenceKind(models.TextChoices):
    COURSE = "course", _("Course completed")
    ASSESSMENT = "assessment", _("Assessment passed")
    SUPERVISOR = "supervisor", _("Confirmed by a supervisor")
    SELF = "self", _("Own statement")


class Attainment(models.Model):
    """Evidence that a person reached a level of a competency, once for each source. Added to, never overwritten.

    The evidence's label is frozen: the passbook says the same when the course is renamed or withdrawn.
    `organisation_id` is where it happened and stays; `home_organisation_id` is where the person is now.
    Deliberately absent: a "current level". It is the highest level whose evidence counts (`rules.held`).
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", db_index=False)
    competency = models.ForeignKey("competencies.Competency", on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=EvidenceKind)
    evidence = models.CharField(max_length=300)  # "Noting and Drafting on e-Office"
    evidence_hi = models.CharField(max_length=300, blank=True)
    source = models.UUIDField()  # what gave it: a completion, an attempt, a statement
    organisation_id = models.BigIntegerField(null=True)
    home_organisation_id = models.BigIntegerField(null=True)
    attained_at = models.DateTimeField()

    fence = Personal(person="person_id", organisation="organisation_id", home="home_organisation_id")

    class Meta:
        constraints = [
            # A repeated call is one row. Its index also serves "the passbook of a person".
            models.UniqueConstraint(fields=["person", "competency", "level", "source"], name="attainment_once"),
            models.CheckConstraint(condition=models.Q(level__range=(1, 5)), name="attainment_level_1_to_5"),
        ]
        indexes = [
            # A transfer moves all lines of a person; reports count by where it happened.
            models.Index(fields=["organisation_id", "attained_at"], name="attainment_where"),
        ]

    def __str__(self) -> str:
        return f"{self.competency_id} at level {self.level}"

    def evidence_in(self, language: str) -> str:
        return (language == "hi" and self.evidence_hi) or self.evidence
