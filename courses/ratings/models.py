"""Ratings of offerings, their sums, and reports of what should not be read."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.tenancy.fences import Counter, Personal


class Signed(models.TextChoices):
    """Who reads the words, and under which name. Without a name they are for the provider alone."""

    PROVIDER = "provider", _("Only the provider reads my words, without my name")
    INITIALS = "initials", _("Everybody reads my words, with my initials")
    NAME = "name", _("Everybody reads my words, with my name")


class HidingReason(models.TextChoices):
    """Why words are hidden; the writer and whoever reported them are told."""

    ABUSE = "abuse", _("It insults or threatens somebody")
    PERSONAL = "personal", _("It tells personal things of somebody")
    ADVERTISING = "advertising", _("It is advertising or has nothing to do with the course")


class Rating(models.Model):
    """What one person says of an offering they completed; one for an offering, changed and withdrawn, never doubled.

    `version` is the one they completed. Withdrawn, it counts nowhere and its words are gone. Hidden, only its words are
    not shown; the rating counts, or hiding would be a way to a better average.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    offering = models.ForeignKey("courses.Offering", on_delete=models.PROTECT, related_name="+", db_index=False)
    version = models.ForeignKey("courses.CourseVersion", on_delete=models.PROTECT, related_name="+")
    provider_id = models.BigIntegerField()
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    organisation_id = models.BigIntegerField()  # where it was completed
    home_organisation_id = models.BigIntegerField()
    stars = models.PositiveSmallIntegerField()
    words = models.TextField(blank=True)
    signed = models.CharField(max_length=10, choices=Signed, default=Signed.PROVIDER)
    byline = models.CharField(max_length=200, blank=True)  # as the person was called then
    rated_at = models.DateTimeField()  # first, or first again after a withdrawal
    changed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    reply = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True)
    replied_by = models.ForeignKey("accounts.Person", null=True, on_delete=models.PROTECT, related_name="+")
    hidden_at = models.DateTimeField(null=True)
    hidden_by = models.ForeignKey("accounts.Person", null=True, on_delete=models.PROTECT, related_name="+")
    hiding_reason = models.CharField(max_length=12, choices=HidingReason, blank=True)

    fence = Personal(person="person_id", organisation="organisation_id", home="home_organisation_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["offering", "person"], name="rated_once_by_a_person"),
            models.CheckConstraint(condition=models.Q(stars__gte=1, stars__lte=5), name="rating_from_1_to_5"),
            models.CheckConstraint(
                condition=models.Q(hidden_at=None, hiding_reason="")
                | (models.Q(hidden_at__isnull=False) & ~models.Q(hiding_reason="")),
                name="rating_hidden_says_why",
            ),
        ]
        indexes = [
            # The texts of a course page and of the provider's page.
            models.Index(
                fields=["offering", "-changed_at"], condition=models.Q(withdrawn_at=None), name="ratings_of_offering"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stars} of 5"


class RatingSummary(models.Model):
    """How many ratings of each value an offering has; moved by the difference, in the rating's own transaction."""

    offering = models.OneToOneField("courses.Offering", primary_key=True, on_delete=models.CASCADE, related_name="+")
    ones = models.IntegerField(default=0)
    twos = models.IntegerField(default=0)
    threes = models.IntegerField(default=0)
    fours = models.IntegerField(default=0)
    fives = models.IntegerField(default=0)

    fence = Counter()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ones__gte=0, twos__gte=0, threes__gte=0, fours__gte=0, fives__gte=0),
                name="rating_sums_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"ratings of {self.offering_id}"


class RatingReport(models.Model):
    """Somebody says that the words of a rating should not be read. Once by a person; settled by a moderator."""

    rating = models.ForeignKey(Rating, on_delete=models.CASCADE, related_name="reports", db_index=False)
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=12, choices=HidingReason)
    reported_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    fence = Personal(person="person_id")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rating", "person"], name="reported_once_by_a_person")]
        indexes = [
            models.Index(fields=["reported_at"], condition=models.Q(settled_at=None), name="reports_open"),
        ]

    def __str__(self) -> str:
        return f"report of {self.rating_id}"
