"""Plan, its items, and the runs by which it reached people."""

import uuid
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.tenancy.fences import Organisational, SharedDown


class PlanState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    CLOSED = "closed", _("Closed")


class PlanQuerySet(models.QuerySet["CapacityBuildingPlan"]):
    def lock(self, plan_id: int) -> "CapacityBuildingPlan":
        """Whoever edits, publishes or closes a plan queues here, so that two admins cannot undo each other."""
        return self.select_for_update().get(pk=plan_id)

    def published(self) -> Self:
        return self.filter(state=PlanState.PUBLISHED)


class CapacityBuildingPlan(models.Model):
    """An organisation's plan for one financial year, for an audience within that organisation.

    The audience: officials who serve at or below `audience_organisation` and hold one of `designation_ids` (none: all).
    Who has been given it is absent here: that is an assignment of each official.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        "institutions.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    title = models.CharField(max_length=70)
    title_hi = models.CharField(max_length=70, blank=True)
    financial_year = models.CharField(max_length=7)  # "2026-27"
    state = models.CharField(max_length=10, choices=PlanState, default=PlanState.DRAFT)
    audience_organisation = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    designation_ids = ArrayField(models.BigIntegerField(), default=list, blank=True)
    created_by = models.ForeignKey("accounts.Person", null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    published_by = models.ForeignKey("accounts.Person", null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = PlanQuerySet.as_manager()

    fence = SharedDown(owner="organisation_id", shared_when="state <> 'draft'")

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "-financial_year"], name="plans_of_organisation"),
            # A joiner is compared with the plans published for the offices above.
            models.Index(fields=["audience_organisation"], condition=Q(state="published"), name="plans_by_audience"),
        ]

    def __str__(self) -> str:
        return self.title

    def title_in(self, language: str) -> str:
        return (language == "hi" and self.title_hi) or self.title


class PlanItem(models.Model):
    """One offering of a plan and the day by which it is due. Added to a published plan, it waits for publication."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(CapacityBuildingPlan, on_delete=models.CASCADE, related_name="items", db_index=False)
    organisation_id = models.BigIntegerField()  # the plan's, for the fence
    offering = models.ForeignKey("courses.Offering", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    published_at = models.DateTimeField(null=True)

    fence = SharedDown(owner="organisation_id", shared_when="published_at IS NOT NULL")

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "offering"], name="plan_offering_once")]

    def __str__(self) -> str:
        return f"{self.offering_id} by {self.due_on}"


class Publication(models.Model):
    """One run that brought a plan's items to its audience: who asked, and how far the run has come.

    `reached_person_id` is the cursor. It moves in the transaction of the chunk, so a killed worker repeats nothing.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(CapacityBuildingPlan, on_delete=models.CASCADE, related_name="publications")
    organisation_id = models.BigIntegerField()  # the plan's, for the fence
    asked_by = models.ForeignKey("accounts.Person", null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    job_uuid = models.UUIDField(null=True)
    reached_person_id = models.BigIntegerField(default=0)
    people = models.PositiveIntegerField(default=0)  # looked at
    assigned = models.PositiveIntegerField(default=0)  # assignments that are new
    enrolled = models.PositiveIntegerField(default=0)  # enrolments that are new
    finished_at = models.DateTimeField(null=True)

    fence = Organisational(organisation="organisation_id")

    class Meta:
        constraints = [
            # Two clicks on "Publish" find the same run.
            models.UniqueConstraint(fields=["plan"], condition=Q(finished_at=None), name="one_publication_under_way"),
        ]

    def __str__(self) -> str:
        return f"publication {self.uuid}"


class DueDateChange(models.Model):
    """The day of a published item was changed, why, and how far the learners know. The latest one counts.

    `reached_person_id` is the cursor of the run that tells them, as in Publication.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    item = models.ForeignKey(PlanItem, on_delete=models.CASCADE, related_name="due_date_changes", db_index=False)
    organisation_id = models.BigIntegerField()  # the plan's, for the fence
    was = models.DateField()
    due_on = models.DateField()
    reason = models.CharField(max_length=300)
    person_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    job_uuid = models.UUIDField(null=True)
    reached_person_id = models.BigIntegerField(default=0)
    people = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)

    fence = Organisational(organisation="organisation_id")

    class Meta:
        indexes = [models.Index(fields=["item", "-at"], name="due_date_changes_of_item")]

    def __str__(self) -> str:
        return f"{self.was} to {self.due_on}"
