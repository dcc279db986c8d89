"""Official and Posting: the employment of a person, and the posts held over time."""

import uuid
from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from core.tenancy.fences import Personal


class Group(models.TextChoices):
    A = "A", _("Group A")
    B = "B", _("Group B")
    C = "C", _("Group C")
    NONE = "", _("Not stated")


class OfficialQuerySet(models.QuerySet["Official"]):
    def within(self, organisation_ids: list[int]) -> Self:
        """Officials whose home is one of these organisations."""
        return self.filter(home_organisation_id__in=organisation_ids)

    def with_address(self, email: str) -> Self:
        """Listed with this e-mail address, however either side writes it."""
        return self.alias(address=Lower("email")).exclude(email="").filter(address=email.strip().lower())

    def serving_on(self, day: date) -> Self:
        """With the posting held on a day as `post` (all its columns null when there is none)."""
        return self.annotate(
            post=models.FilteredRelation("postings", condition=held_on(day, "postings__")),
        )


class Official(models.Model):
    """A person as an employee of the government: one row for each person, for the whole service.

    `employer` is the ministry, state or institute under which the employee code is unique; it never changes. Where the
    person serves now is `home_organisation_id`, moved by a transfer together with the person's. A leaver keeps the row
    and has no posting. What the person may do on the platform is deliberately absent: that is a membership.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.OneToOneField("accounts.Person", on_delete=models.PROTECT, related_name="+")
    employer = models.ForeignKey(
        "institutions.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    home_organisation_id = models.BigIntegerField(db_index=True)
    employee_code = models.CharField(max_length=40)
    service = models.CharField(max_length=80, blank=True)  # "Indian Revenue Service"
    cadre = models.CharField(max_length=80, blank=True)
    batch_year = models.PositiveSmallIntegerField(null=True, blank=True)
    group = models.CharField(max_length=1, choices=Group, blank=True)
    date_of_joining = models.DateField(null=True, blank=True)
    email = models.EmailField(blank=True)  # as the HR system gives them; a login has its own, verified address
    mobile = models.CharField(max_length=16, blank=True)
    created_at = models.DateTimeField()

    objects = OfficialQuerySet.as_manager()

    fence = Personal(person="person_id", organisation="employer_id", home="home_organisation_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["employer", "employee_code"], name="employee_code_once"),
        ]
        indexes = [
            # A sign-up asks, before anybody is known, whom an HR system listed with the address.
            models.Index(Lower("email"), name="official_by_address"),
        ]

    def __str__(self) -> str:
        return self.employee_code

    def masked_mobile(self) -> str:
        return f"{self.mobile[:3]}••••••{self.mobile[-4:]}" if self.mobile else ""


class PostingQuerySet(models.QuerySet["Posting"]):
    def held_on(self, day: date) -> Self:
        return self.filter(held_on(day))

    def lock_of(self, official_ids: list[int]) -> list["Posting"]:
        """Lock the postings of officials, in the order of their keys so that two transfers cannot wait in a circle."""
        return list(self.select_for_update().filter(official_id__in=official_ids).order_by("pk"))


class Posting(models.Model):
    """An official holds a post from one day until another (exclusive), or until further notice.

    No two postings of one official overlap; the database holds that. `position` names the sanctioned post where the
    organisation has described its posts; the designation stands either way.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    official = models.ForeignKey(Official, on_delete=models.PROTECT, related_name="postings")
    person_id = models.BigIntegerField()  # the official's, for the fence
    home_organisation_id = models.BigIntegerField()  # where the person is now; moved by a transfer
    organisation = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    designation = models.ForeignKey("institutions.Designation", on_delete=models.PROTECT, related_name="+")
    position = models.ForeignKey(
        "institutions.Position", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    supervisor = models.ForeignKey("accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    active_from = models.DateField()
    active_to = models.DateField(null=True, blank=True)

    objects = PostingQuerySet.as_manager()

    fence = Personal(person="person_id", organisation="organisation_id", home="home_organisation_id")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(active_to__isnull=True) | Q(active_to__gt=F("active_from")), name="posting_ends_after_start"
            ),
            ExclusionConstraint(
                name="one_posting_at_a_time",
                expressions=[
                    ("official", RangeOperators.EQUAL),
                    (
                        Func(
                            "active_from",
                            "active_to",
                            Value("[)"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]
        indexes = [
            # An audience reads an office's present holders of some designations, by person.
            models.Index(
                fields=["organisation", "designation", "person_id"],
                condition=Q(active_to__isnull=True),
                name="present_holders",
            ),
            models.Index(fields=["person_id", "-active_from"], name="postings_of_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} from {self.active_from}"


def held_on(day: date, prefix: str = "") -> Q:
    return Q(**{f"{prefix}active_from__lte": day}) & (
        Q(**{f"{prefix}active_to__isnull": True}) | Q(**{f"{prefix}active_to__gt": day})
    )
