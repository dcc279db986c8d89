"""The sign-in service of an organisation, whose logins it opens, how it was tried, and which domains were asked for."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.tenancy.fences import National, Organisational, Unfenced


class ServiceState(models.TextChoices):
    DRAFT = "draft", _("Not tried yet")
    TESTED = "tested", _("Tried, not on yet")
    ON = "on", _("On")
    OFF = "off", _("Off")


class SignOnService(models.Model):
    """The OpenID Connect service by which people of one organisation, and of those below it, may sign in.

    `revision` grows with every change of issuer, client or secret; such a change makes it a draft again, and a sign-in
    that began before it is refused. `secret` is sealed (core.sealing) and shown to nobody. Everybody may read a row, for
    it is read before anybody has signed in; what is in it, but for the sealed secret, every browser on its way sees.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.OneToOneField("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)  # on the button: "Finance Ministry sign-in"
    name_hi = models.CharField(max_length=120, blank=True)
    issuer = models.CharField(max_length=300)
    client_id = models.CharField(max_length=255)
    secret = models.TextField()
    revision = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, choices=ServiceState, default=ServiceState.DRAFT)
    tested_at = models.DateTimeField(null=True)  # the last time that these settings were tried and worked
    changed_at = models.DateTimeField()

    fence = National(owner="organisation_id")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="draft") | models.Q(tested_at__isnull=False),
                name="sign_on_tried_before_it_is_on",
            ),
            models.CheckConstraint(condition=models.Q(secret__startswith="sealed:"), name="sign_on_secret_is_sealed"),  # noqa: S106
        ]

    def __str__(self) -> str:
        return self.name

    def name_in(self, language: str) -> str:
        return (language == "hi" and self.name_hi) or self.name


class LinkedBy(models.TextChoices):
    PERSON = "person", _("linked by you")
    ADDRESS = "address", _("linked by your confirmed address")
    RECORD = "record", _("opened for the official in the HR records")


class SignOnLink(models.Model):
    """A login opens to who is `subject` at a service. The subject is the key: an address may be given to another.

    `email`: what the service said when it was linked, for the person to know it again; nothing is decided by it later.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    service = models.ForeignKey(SignOnService, on_delete=models.CASCADE, related_name="links", db_index=False)
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    subject = models.CharField(max_length=255)
    email = models.EmailField(blank=True)
    linked_by = models.CharField(max_length=10, choices=LinkedBy)
    linked_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)

    fence = Unfenced(because="a sign-in looks up whose login it opens before anybody's scope can be known")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "subject"], name="sign_on_subject_once"),
            models.UniqueConstraint(fields=["service", "user"], name="sign_on_user_once"),
        ]

    def __str__(self) -> str:
        return f"{self.service_id}: {self.user_id}"


class SignOnTrial(models.Model):
    """The last trial of a service by one of its admins: what came back, and what would have followed."""

    service = models.OneToOneField(SignOnService, on_delete=models.CASCADE, related_name="trial")
    organisation_id = models.BigIntegerField()  # the service's, for the fence
    revision = models.PositiveIntegerField()
    at = models.DateTimeField()
    by_name = models.CharField(max_length=200)
    refusal = models.CharField(max_length=40, blank=True)  # why it did not work; empty: it did
    detail = models.CharField(max_length=300, blank=True)
    claims = models.JSONField(default=dict)
    would = models.CharField(max_length=40, blank=True)  # what a sign-in would have come to: a verdict of the rules

    fence = Organisational("organisation_id")

    def __str__(self) -> str:
        return self.refusal or "worked"


class SpentState(models.Model):
    """A way to a service and back that was used. It is never used again; after an hour it is too old anyway."""

    digest = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(db_index=True)

    fence = Unfenced(because="whoever comes back from a service is not signed in yet; it names nobody")

    def __str__(self) -> str:
        return self.digest


class RequestState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    CONFIRMED = "confirmed", _("Confirmed")
    DECLINED = "declined", _("Declined")


class DomainRequest(models.Model):
    """An organisation asks that an e-mail domain be confirmed as its own. The platform's operators decide."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    domain = models.CharField(max_length=253)
    note = models.CharField(max_length=500)
    asked_by_id = models.BigIntegerField(null=True)  # a person, to be told
    asked_by_name = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=RequestState, default=RequestState.WAITING)
    decided_by_name = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=500, blank=True)

    fence = Organisational("organisation_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "domain"], condition=models.Q(state="waiting"), name="domain_asked_for_once"
            ),
            models.CheckConstraint(
                condition=models.Q(state="waiting", decided_at__isnull=True)
                | (~models.Q(state="waiting") & models.Q(decided_at__isnull=False)),
                name="domain_decided_with_a_when",
            ),
        ]
        indexes = [models.Index(fields=["state", "asked_at"], name="domains_waiting")]

    def __str__(self) -> str:
        return self.domain
