"""Batches with their places, who was asked to learn what, who is enrolled, and what was completed."""

import uuid
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.tenancy.fences import Counter, Personal, SharedDown
from courses.catalogue.models import begun


class Batch(models.Model):
    """A run of one version: when one may enrol and how many. Each published version gets one that stays open.

    `capacity` null: no limit. `waiting_places`: how many may wait when it is full.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    offering = models.ForeignKey("courses.Offering", on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey("courses.CourseVersion", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    is_national = models.BooleanField(default=False)
    is_default = models.BooleanField(default=False)
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    capacity = models.PositiveIntegerField(null=True, blank=True)
    waiting_places = models.PositiveIntegerField(default=0)

    fence = SharedDown(owner="owner_id", open_when="is_national", also_when=begun("version_id", "versions"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version"], condition=models.Q(is_default=True), name="one_default_batch_per_version"
            )
        ]

    def __str__(self) -> str:
        return f"Batch {self.uuid}"


class BatchPlacesQuerySet(models.QuerySet["BatchPlaces"]):
    def lock(self, batch_id: int) -> "BatchPlaces":
        """The row that everybody who enrols in a limited batch queues for."""
        self.bulk_create([self.model(batch_id=batch_id)], ignore_conflicts=True)
        return self.select_for_update().get(batch_id=batch_id)


class BatchPlaces(models.Model):
    """How many places of a limited batch are taken and how many wait. Learners of all organisations count here."""

    batch = models.OneToOneField(Batch, primary_key=True, on_delete=models.CASCADE, related_name="places")
    taken = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)

    objects = BatchPlacesQuerySet.as_manager()

    fence = Counter()

    def __str__(self) -> str:
        return f"{self.taken} taken, {self.waiting} waiting"


class EnrolmentState(models.TextChoices):
    OPEN = "open", _("Learning")
    WAITING = "waiting", _("On the waiting list")
    COMPLETED = "completed", _("Completed")
    WITHDRAWN = "withdrawn", _("Left the course")
    LAPSED = "lapsed", _("Lapsed")


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    def of(self, person_id: int) -> Self:
        return self.filter(person_id=person_id)

    def current(self) -> Self:
        """Uses the constraint one_current_enrolment. A completed one is kept for ever, but no longer taken."""
        return self.filter(state__in=[EnrolmentState.OPEN, EnrolmentState.WAITING])

    def ended(self) -> Self:
        """Without completion."""
        return self.filter(state__in=[EnrolmentState.WITHDRAWN, EnrolmentState.LAPSED])

    def lock(self, enrolment_id: int) -> "Enrolment":
        """A statement of its own before anything is counted: two last leaves at once must see each other."""
        return self.select_for_update().get(pk=enrolment_id)


class Enrolment(models.Model):
    """One person in one batch, pinned to the batch's version. `progress` is a percentage and never falls.

    `organisation` is where it happened and stays; `home_organisation_id` is where the person is now. The provider
    reads it too. Who left and comes back to the same version finds this row again, with what was done and the attempts
    taken; a newer version is a new row and begins anew. `created_at`: when last enrolled; `opened_at`: the first place.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", db_index=False)
    organisation = models.ForeignKey(
        "institutions.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    home_organisation_id = models.BigIntegerField(db_index=True)
    provider_id = models.BigIntegerField()
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="+")
    offering = models.ForeignKey("courses.Offering", on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey("courses.CourseVersion", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=EnrolmentState, default=EnrolmentState.OPEN)
    progress = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)  # got a place
    completed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal_reason = models.CharField(max_length=20, blank=True)
    lapsed_at = models.DateTimeField(null=True)

    objects = EnrolmentQuerySet.as_manager()

    fence = Personal(
        person="person_id", organisation="organisation_id", home="home_organisation_id", also=("provider_id",)
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "offering"],
                condition=models.Q(state__in=["open", "waiting"]),
                name="one_current_enrolment",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "offering"], name="enrolment_of_person"),  # course page, My iGOT
            models.Index(fields=["organisation", "state"], name="enrolment_in_organisation"),
            # The first who waits: offer_place.
            models.Index(fields=["batch", "created_at"], condition=models.Q(state="waiting"), name="enrolment_waiting"),
        ]

    def __str__(self) -> str:
        return f"Enrolment {self.uuid}"


class Assignment(models.Model):
    """Somebody asked a person to take an offering by a day. Whatever asked (a plan) is named, not pointed to.

    `reason`: {"title", "title_hi", "by", "by_hi"} as it was when asked, shown as "Why do I have this course?".
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", db_index=False)
    organisation = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    home_organisation_id = models.BigIntegerField(db_index=True)
    offering = models.ForeignKey("courses.Offering", on_delete=models.PROTECT, related_name="+")
    due_date = models.DateField(null=True)
    source_kind = models.CharField(max_length=20)  # "plan", "mandate", "supervisor"
    source_uuid = models.UUIDField()
    reason = models.JSONField(default=dict)
    assigned_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    fence = Personal(person="person_id", organisation="organisation_id", home="home_organisation_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source_uuid", "person", "offering"], name="assigned_once_by_a_source"),
        ]
        indexes = [models.Index(fields=["person", "due_date"], name="assignment_due")]

    def __str__(self) -> str:
        return f"Assignment {self.uuid}"


class EvidenceGrade(models.TextChoices):
    """How sure a completion is. A (a proctored or independent test) comes with proctoring."""

    A = "A", _("Independent test")
    B = "B", _("Test marked by the platform")
    C = "C", _("Reading and watching measured by the platform")
    D = "D", _("Own word or imported")


class Completion(models.Model):
    """An enrolment was completed at an instant. A fact of its version: never recalculated, never taken away.

    `evidence`: {"rule", "leaves": [{"resource", "kind", "state", "score"...}]} as it was decided.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="completion")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", db_index=False)
    organisation = models.ForeignKey(
        "institutions.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    home_organisation_id = models.BigIntegerField(db_index=True)
    provider_id = models.BigIntegerField()
    offering = models.ForeignKey("courses.Offering", on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey("courses.CourseVersion", on_delete=models.PROTECT, related_name="+")
    grade = models.CharField(max_length=1, choices=EvidenceGrade)
    score = models.PositiveSmallIntegerField(null=True)  # percent of the last required quiz, if there is one
    minutes = models.PositiveIntegerField()  # learning time credited: the version's minutes
    evidence = models.JSONField()
    completed_at = models.DateTimeField()

    fence = Personal(
        person="person_id", organisation="organisation_id", home="home_organisation_id", also=("provider_id",)
    )

    class Meta:
        indexes = [
            models.Index(fields=["person", "-completed_at"], name="completion_of_person"),
            models.Index(fields=["organisation", "completed_at"], name="completion_in_organisation"),
        ]

    def __str__(self) -> str:
        return f"Completion {self.uuid}"
