"""Exchange, its rows, and the file they came from."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
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


# Why a row is refused, in words for whoever corrects the file. %(text)s is what the file says.
REASONS: dict[str, Promise] = {
    "CODE_MISSING": _("The employee code is missing."),
    "BAD_CODE": _("“%(text)s” is not an employee code: use letters, digits, / . _ and -, at most 40."),
    "NAME_MISSING": _("The name is missing."),
    "BAD_NAME": _("“%(text)s” is not a name: a name has letters only."),
    "DESIGNATION_MISSING": _("The designation is missing."),
    "UNKNOWN_DESIGNATION": _("“%(text)s” is not a designation we know. Use its name or its code from the list."),
    "UNKNOWN_ORGANISATION": _("“%(text)s” is not an office of your organisation. Use its name or its code."),
    "BAD_EMAIL": _("“%(text)s” is not an e-mail address."),
    "BAD_MOBILE": _("“%(text)s” is not an Indian mobile number of ten digits."),
    "BAD_YEAR": _("“%(text)s” is not a batch year. Write four digits, such as 2014."),
    "BAD_GROUP": _("“%(text)s” is not a group. Write A, B or C."),
    "BAD_DATE": _("“%(text)s” is not a date. Write 31/12/2024 or 2024-12-31."),
    "DATE_IN_FUTURE": _("The day %(text)s has not come yet."),
    "POSTED_BEFORE_JOINING": _("The posting begins before the date of joining."),
    "OWN_SUPERVISOR": _("The official is named as their own supervisor."),
    "UNKNOWN_SUPERVISOR": _("No official has the code “%(text)s” of the supervisor, here or in the file."),
    "DUPLICATE_CODE": _("Line %(text)s of this file has the same employee code."),
    "SERVES_ELSEWHERE": _(
        "The code “%(text)s” belongs to an official who serves in another organisation. Ask that organisation for a"
        " transfer."
    ),
    "NEW_POST_TOO_EARLY": _("The present posting began on %(text)s. The new one must begin later."),
    "TOO_LONG": _("The text is too long: “%(text)s…”."),
}


class Exchange(models.Model):
    """One dated import of officials from a file. Nothing of it counts before somebody has seen and applied it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        "institutions.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
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

    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="rows", db_index=False)
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

    def sentences(self) -> list[str]:
        """Every reason of the refusal, in the reader's language."""
        return [str(REASONS[reason]) % {"text": text} for reason, _column, text in self.reasons]
