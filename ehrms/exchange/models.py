"""Exchange, its rows, and the file they came from."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.tenancy.fences import Organisational


class Stage(models.TextChoices):
    CHECKING = "checking", _("Being checked")
    CHECKED = "checked", _("Ready to apply")
    APPLYING = "applying", _("Being applied")
    APPLIED = "applied", _("Applied")


class Verdict(models.TextChoices):
    NEW = "new", _("New")
    CHANGED = "changed", _("Changed")
    UNCHANGED = "unchanged", _("Unchanged")
    REFUSED = "refused", _("Refused")


class Exchange(models.Model):
    """One dated import of officials from a file. Nothing of it counts before somebody has seen and applied it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    file_bytes = models.PositiveIntegerField()
    file_sha256 = models.CharField(max_length=64)
    encoding = models.CharField(max_length=12)
    delimiter = models.CharField(max_length=1)
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.CHECKING)
    uploaded_by = models.ForeignKey("accounts.Person", null=True, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)
    apply_asked_at = models.DateTimeField(null=True)
    applied_by = models.ForeignKey("accounts.Person", null=True, on_delete=models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(null=True)
    check_job_uuid = models.UUIDField(null=True)  # the core job that stages and checks the rows
    apply_job_uuid = models.UUIDField(null=True)

    fence = Organisational(organisation="organisation_id")

    class Meta:
        indexes = [models.Index(fields=["organisation", "-uploaded_at"], name="exchanges_of_organisation")]

    def __str__(self) -> str:
        return self.file_name


class ExchangeSource(models.Model):
    """The bytes of an exchange's file, in the transaction of its upload. Deleted once the exchange has been applied."""

    exchange = models.OneToOneField(Exchange, on_delete=models.CASCADE, primary_key=True, related_name="+")
    organisation_id = models.BigIntegerField()
    content = models.BinaryField()

    fence = Organisational(organisation="organisation_id")

    def __str__(self) -> str:
        return f"source of {self.exchange_id}"


class ExchangeRow(models.Model):
    """One line of the file: what it says, what would happen, and why not.

    `cells` are the line's texts by column; `reasons` are [reason code, column, text] triples; `changes` names the
    columns that differ from what stands. `applied_at` is set in the transaction that made the row count.
    """

    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="rows")
    organisation_id = models.BigIntegerField()  # the exchange's, for the fence
    line = models.PositiveIntegerField()  # as an editor counts, the header being line 1
    employee_code = models.CharField(max_length=200, blank=True)
    cells = models.JSONField()
    verdict = models.CharField(max_length=10, choices=Verdict)
    reasons = models.JSONField(default=list)
    changes = models.JSONField(default=list)
    applied_at = models.DateTimeField(null=True)

    fence = Organisational(organisation="organisation_id")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["exchange", "line"], name="exchange_line_once")]
        indexes = [
            models.Index(fields=["exchange", "employee_code"], name="exchange_codes"),  # duplicates within the file
            models.Index(fields=["exchange", "verdict", "line"], name="exchange_verdicts"),  # the preview's tabs
            models.Index(
                fields=["exchange", "line"],
                condition=Q(applied_at__isnull=True, verdict__in=["new", "changed"]),
                name="exchange_to_apply",
            ),
        ]

    def __str__(self) -> str:
        return f"line {self.line}"
