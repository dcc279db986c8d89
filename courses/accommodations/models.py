"""Accommodations. One row is one decision about one person; it is ended, never rewritten."""

import uuid
from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.display.dates import local_date
from core.tenancy.fences import Personal


class Category(models.TextChoices):
    DISABILITY = "disability", _("Disability")
    HEALTH = "health", _("Health")
    LANGUAGE = "language", _("Language of the test")
    FAILURE = "failure", _("Power, network or device failed")
    OTHER = "other", _("Another reason")


class AccommodationQuerySet(models.QuerySet["Accommodation"]):
    def running(self, at: datetime) -> Self:
        """Those that hold on the day in India. Uses accommodation_of_person when a person is named."""
        day = local_date(at)
        return self.filter(ended_at=None, active_from__lte=day).filter(
            models.Q(active_to=None) | models.Q(active_to__gt=day)
        )

    def for_quiz(self, person_id: int, offering_id: int) -> Self:
        return self.filter(models.Q(offering_id=offering_id) | models.Q(offering_id=None), person_id=person_id)


class Accommodation(models.Model):
    """A person gets more time, or more attempts, in every quiz (`offering` null) or in one course.

    `organisation` is who decided: the person's own, or the provider for one of its courses. The person reads it and
    cannot write it; a provider never reads what the person's organisation decided, which may name a disability.
    `person_name`: as who decided knows the person. `active_to` is the first day on which it no longer holds.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=254)
    organisation = models.ForeignKey(
        "institutions.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    home_organisation_id = models.BigIntegerField(db_index=True)
    offering = models.ForeignKey("courses.Offering", null=True, on_delete=models.PROTECT, related_name="+")
    extra_time_percent = models.PositiveSmallIntegerField(default=0)
    extra_attempts = models.PositiveSmallIntegerField(default=0)
    category = models.CharField(max_length=12, choices=Category)
    note = models.CharField(max_length=300, blank=True)  # the order or letter it rests on
    active_from = models.DateField()
    active_to = models.DateField(null=True)
    granted_by_name = models.CharField(max_length=200)
    granted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by_name = models.CharField(max_length=200, blank=True)

    objects = AccommodationQuerySet.as_manager()

    fence = Personal(
        person="person_id", organisation="organisation_id", home="home_organisation_id", person_writes=False
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(extra_time_percent__gt=0) | models.Q(extra_attempts__gt=0),
                name="accommodation_gives_something",
            ),
            models.CheckConstraint(
                condition=models.Q(extra_time_percent__lte=300, extra_attempts__lte=20), name="accommodation_in_bounds"
            ),
            models.CheckConstraint(
                condition=models.Q(active_to=None) | models.Q(active_to__gt=models.F("active_from")),
                name="accommodation_ends_after_start",
            ),
        ]
        indexes = [
            models.Index(fields=["person"], condition=models.Q(ended_at=None), name="accommodation_of_person"),
            models.Index(fields=["organisation", "-id"], name="accommodation_given_by"),  # the list of who decides
        ]

    def __str__(self) -> str:
        return f"Accommodation {self.uuid}"
