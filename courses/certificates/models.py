"""Certificates and their public faces."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.tenancy.fences import National, Personal
from courses.certificates.rules import printed


class CertificateState(models.TextChoices):
    ISSUED = "issued", _("Valid")
    REVOKED = "revoked", _("Revoked")
    SUPERSEDED = "superseded", _("Replaced by a corrected one")


class RevocationReason(models.TextChoices):
    """What a stranger reads, in every language. The note behind it stays with the provider."""

    EVIDENCE = "evidence", _("The learning evidence was found not genuine after review")
    PERSON = "person", _("It was issued to the wrong person")
    CONTENT = "content", _("It states something that is wrong")
    ERROR = "error", _("It was issued by mistake")


class CorrectionReason(models.TextChoices):
    """What a certificate says wrongly. It also decides what a re-issue reads anew: `rules.corrected`."""

    NAME = "name", _("The name was corrected")
    POST = "post", _("The designation or office was wrong")
    LANGUAGE = "language", _("The words in one language were missing or wrong")
    ERROR = "error", _("Something else was recorded wrongly")


class Certificate(models.Model):
    """The verifiable document of one completion: a frozen copy of what it says, for ever the person's.

    `content` (see `rules.Content`) never changes, and the database refuses it: a person who is renamed, a course that
    is retitled and a provider that merges leave it as it is. `number` is what people read and type, stored without
    hyphens. The PDF can be drawn again from `content` at any time; `document_key` says where it lies, "" until drawn.
    What says something wrong is superseded by another certificate of the same completion, never changed: of the
    certificates of a completion, one was the first, and at most one is valid.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(max_length=12, unique=True)
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", db_index=False)
    organisation_id = models.BigIntegerField()  # where it happened
    home_organisation_id = models.BigIntegerField()  # where the person is now
    provider_id = models.BigIntegerField()  # who issued it and may revoke it
    offering = models.ForeignKey("courses.Offering", on_delete=models.PROTECT, related_name="+")
    completion_uuid = models.UUIDField()
    content = models.JSONField()
    content_sha256 = models.CharField(
        max_length=64, blank=True, db_default=""
    )  # of what it says; "" if issued before it was kept
    state = models.CharField(max_length=10, choices=CertificateState, default=CertificateState.ISSUED)
    completed_at = models.DateTimeField()
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey("accounts.Person", null=True, on_delete=models.PROTECT, related_name="+")
    revocation_reason = models.CharField(max_length=12, choices=RevocationReason, blank=True)
    revocation_note = models.TextField(blank=True)
    superseded_at = models.DateTimeField(null=True)
    # Of one that supersedes another: which, why, what the provider noted, and who decided it.
    supersedes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="successor")
    reissue_reason = models.CharField(max_length=12, choices=CorrectionReason, blank=True, db_default="")
    reissue_note = models.TextField(blank=True, db_default="")
    issued_by = models.ForeignKey("accounts.Person", null=True, on_delete=models.PROTECT, related_name="+")
    document_key = models.CharField(max_length=100, blank=True)
    document_sha256 = models.CharField(max_length=64, blank=True)
    document_size = models.PositiveIntegerField(default=0)  # bytes

    fence = Personal(
        person="person_id", organisation="organisation_id", home="home_organisation_id", also=("provider_id",)
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="issued", revoked_at=None, revocation_reason="", superseded_at=None)
                | models.Q(state="superseded", revoked_at=None, revocation_reason="", superseded_at__isnull=False)
                | (
                    models.Q(state="revoked", revoked_at__isnull=False, superseded_at=None)
                    & ~models.Q(revocation_reason="")
                ),
                name="certificate_state_says_why",
            ),
            models.CheckConstraint(
                condition=models.Q(supersedes=None, reissue_reason="")
                | (models.Q(supersedes__isnull=False) & ~models.Q(reissue_reason="")),
                name="certificate_reissue_says_why",
            ),
            # Issued once for a completion, whatever runs twice, and also after a revocation.
            models.UniqueConstraint(
                fields=["completion_uuid"], condition=models.Q(supersedes=None), name="first_certificate_of_completion"
            ),
            models.UniqueConstraint(
                fields=["completion_uuid"], condition=models.Q(state="issued"), name="valid_certificate_of_completion"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-issued_at"], name="certificate_of_person"),
            models.Index(fields=["provider_id", "-issued_at"], name="certificate_of_provider"),
            models.Index(fields=["completion_uuid"], name="certificates_of_completion"),  # its history
        ]

    def __str__(self) -> str:
        return printed(self.number)


class CertificateFace(models.Model):
    """What anybody who has the number may read of a certificate; written by the same actions as the certificate.

    A second table, because the certificate itself is fenced as personal and a stranger has no scope that opens it.
    Once revoked or superseded, `content` keeps only course and provider: the holder's name is nobody's business any
    more. `successor_number` leads to the certificate that took its place.
    """

    number = models.CharField(max_length=12, primary_key=True)
    provider_id = models.BigIntegerField()
    content = models.JSONField()
    state = models.CharField(max_length=10, choices=CertificateState, default=CertificateState.ISSUED)
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revocation_reason = models.CharField(max_length=12, choices=RevocationReason, blank=True)
    superseded_at = models.DateTimeField(null=True)
    successor_number = models.CharField(max_length=12, blank=True, db_default="")

    fence = National(owner="provider_id")

    def __str__(self) -> str:
        return printed(self.number)


class CorrectionState(models.TextChoices):
    OPEN = "open", _("Waiting for a decision")
    APPROVED = "approved", _("Approved")
    DECLINED = "declined", _("Declined")


class CertificateCorrection(models.Model):
    """A holder says that a certificate states something wrongly, and what the provider decided.

    `note` is the holder's, `answer` the provider's; each reads the other's. Approved, it led to the certificate that
    supersedes this one.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="corrections")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    organisation_id = models.BigIntegerField()  # of the certificate, as the two below: the same eyes see both
    home_organisation_id = models.BigIntegerField()
    provider_id = models.BigIntegerField()
    reason = models.CharField(max_length=12, choices=CorrectionReason)
    note = models.TextField()
    state = models.CharField(max_length=10, choices=CorrectionState, default=CorrectionState.OPEN)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("accounts.Person", null=True, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)

    fence = Personal(
        person="person_id", organisation="organisation_id", home="home_organisation_id", also=("provider_id",)
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="open", decided_at=None)
                | (models.Q(decided_at__isnull=False) & ~models.Q(state="open")),
                name="correction_decided_has_a_time",
            ),
            models.UniqueConstraint(
                fields=["certificate"], condition=models.Q(state="open"), name="one_open_correction_of_certificate"
            ),
        ]
        indexes = [
            models.Index(fields=["provider_id", "asked_at"], condition=models.Q(state="open"), name="corrections_open"),
        ]

    def __str__(self) -> str:
        return f"correction of {self.certificate_id}"
