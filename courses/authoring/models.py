"""What is kept of the making of a course: who touched a version, what changed, what reviewers said and decided."""

import uuid
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.tenancy.fences import AppendOnly, Organisational


class WorkingCopy(models.Model):
    """The draft of a version while it is being made; `revision` counts the changes to its outline.

    A page sends the revision it was made from; another one than this means somebody was faster. `is_returned`: a
    reviewer asked for changes since it was last submitted.
    """

    version = models.OneToOneField(
        "courses.CourseVersion", primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    owner = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField(default=1)
    is_returned = models.BooleanField(default=False)

    fence = Organisational(organisation="owner_id")

    def __str__(self) -> str:
        return f"Version {self.version_id}, revision {self.revision}"


class OutlineChange(models.Model):
    """One change to the outline of a draft, with the outline as it stood after it: what an overtaken page shows.

    `outline`: [{"title", "title_hi", "resources": [title, …]}, …].
    """

    version = models.ForeignKey("courses.CourseVersion", on_delete=models.CASCADE, related_name="+", db_index=False)
    owner = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)  # rules.CHANGES
    title = models.CharField(max_length=200)  # of what was changed
    outline = models.JSONField(default=list)
    person_id = models.BigIntegerField(null=True)
    person_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    fence = Organisational(organisation="owner_id")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "revision"], name="outline_revision_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.title}"


class Contribution(models.Model):
    """A person had a hand in a version. Whoever has, may not publish it; a trigger holds that too. Never deleted."""

    version = models.ForeignKey("courses.CourseVersion", on_delete=models.CASCADE, related_name="+", db_index=False)
    owner = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    fence = AppendOnly(organisation="owner_id", person="person_id")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "person"], name="contribution_once")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.version_id}"


class ReviewComment(models.Model):
    """A remark on a version, or at one of its modules or resources; settled when the author has dealt with it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.ForeignKey("courses.CourseVersion", on_delete=models.CASCADE, related_name="+", db_index=False)
    owner = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    module = models.ForeignKey("courses.Module", null=True, on_delete=models.SET_NULL, related_name="+")
    resource = models.ForeignKey("courses.Resource", null=True, on_delete=models.SET_NULL, related_name="+")
    place = models.CharField(max_length=200, blank=True)  # the title then, so that the remark outlives its place
    body = models.TextField()
    person_id = models.BigIntegerField(null=True)
    person_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by_name = models.CharField(max_length=200, blank=True)

    fence = Organisational(organisation="owner_id")

    class Meta:
        indexes = [models.Index(fields=["version", "at"], name="review_comments_of_version")]

    def __str__(self) -> str:
        return self.body[:80]


class Decision(models.TextChoices):
    SUBMITTED = "submitted", _("Sent for review")
    RETURNED = "returned", _("Returned for changes")
    PUBLISHED = "published", _("Published")


class ReviewDecision(models.Model):
    """One step of a version's way to publication: who, when and, for a return, why. Never changed."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.ForeignKey("courses.CourseVersion", on_delete=models.CASCADE, related_name="+", db_index=False)
    owner = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    decision = models.CharField(max_length=10, choices=Decision)
    reason = models.TextField(blank=True)
    person = models.ForeignKey("accounts.Person", null=True, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    fence = AppendOnly(organisation="owner_id", person="person_id")

    class Meta:
        indexes = [models.Index(fields=["version", "at"], name="review_decisions_of_version")]

    def __str__(self) -> str:
        return f"{self.decision} by {self.person_name}"


class QuestionImport(models.Model):
    """A question file that was read for a paper: shown first, applied by a second step, once.

    `rows`: [{"line", "label", "question": {…} or null, "reason", "facts"}], see courses.formats.questions.RowBrought.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    paper = models.ForeignKey("courses.Paper", on_delete=models.CASCADE, related_name="+")
    owner = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=255)
    rows = models.JSONField()
    person_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)

    fence = Organisational(organisation="owner_id")

    def __str__(self) -> str:
        return self.file_name

    def accepted(self) -> list[dict[str, Any]]:
        return [row for row in self.rows if row["question"]]

    def refused(self) -> list[dict[str, Any]]:
        return [row for row in self.rows if not row["question"]]
