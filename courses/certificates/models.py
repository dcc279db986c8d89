"""Certificates and their public faces."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.tenancy.fences import National, Personal
from courses.certificates.rules import printed


class CertificateState(models.TextChoices):
    ISSUED = "issued", _("Valid")
    REVOKED = "revoked", _("Revoked")


class RevocationReason(models.TextChoices):
    """What a stranger reads, in every language. The note behind it stays with the provider."""

    EVIDENCE = "evidence", _("The learning evidence was found not genuine after review")
    PERSON = "person", _("It was issued to the wrong person")
    CONTENT = "content", _("It states something that is wrong")
    ERROR = "error", _("It was issued by mistake")


class Certificate(models.Model):
    """The verifiable document of one completion: a frozen copy of what it says, for ever the person's.

    `content` (see `rules.Content`) never changes, and the database refuses it: a person who is renamed, a course that
    is retitled and a provider that merges leave it as it is. `number` is what people read and type, stored without
    hyphens. The PDF can be drawn again from `content` at any time; `document_key` says where it lies, "" until drawn.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(max_length=12, unique=True)
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    organisation_id = models.BigIntegerField()  # where it happened
    home_organisation_id = models.BigIntegerField()  # where the person is now
    provider_id = models.BigIntegerField()  # who issued it and may revoke it
    offering = models.ForeignKey("courses.Offering", on_delete=models.PROTECT, related_name="+")
    completion_uuid = models.UUIDField(unique=True)  # one certificate for a completion, whatever runs twice
    content = models.JSONField()
    state = models.CharField(max_length=10, choices=CertificateState, default=CertificateState.ISSUED)
    completed_at = models.DateTimeField()
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey("accounts.Person", null=True, on_delete=models.PROTECT, related_name="+")
    revocation_reason = models.CharField(max_length=12, choices=RevocationReason, blank=True)
    revocation_note = models.TextField(blank=True)
    document_key = models.CharField(max_length=100, blank=True)
    document_sha256 = models.CharField(max_length=64, blank=True)
    document_size = models.PositiveIntegerField(default=0)  # bytes

    fence = Personal(
        person="person_id", organisation="organisation_id", home="home_organisation_id", also=("provider_id",)
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="issued", revoked_at=None, revocation_reason="")
                | (models.Q(state="revoked", revoked_at__isnull=False) & ~models.Q(revocation_reason="")),
                name="certificate_revoked_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-issued_at"], name="certificate_of_person"),
            models.Index(fields=["provider_id", "-issued_at"], name="certificate_of_provider"),
        ]

    def __str__(self) -> str:
        return printed(self.number)


class CertificateFace(models.Model):
    """What anybody who has the number may read of a certificate; written by the same actions as the certificate.

    A second table, because the certificate itself is fenced as personal and a stranger has no scope that opens it.
    Once revoked, `content` keeps only course and provider: the holder's name is nobody's business any more.
    """

    number = models.CharField(max_length=12, primary_key=True)
    provider_id = models.BigIntegerField()
    content = models.JSONField()
    state = models.CharField(max_length=10, choices=CertificateState, default=CertificateState.ISSUED)
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revocation_reason = models.CharField(max_length=12, choices=RevocationReason, blank=True)

    fence = National(owner="provider_id")

    def __str__(self) -> str:
        return printed(self.number)
