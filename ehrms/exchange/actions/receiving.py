"""Taking a file in: only one that can be read as a table of officials is kept."""

import hashlib
from datetime import datetime
from typing import ClassVar

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.audit import entries
from core.audit.actor import Actor
from core.jobs import actions as jobs
from core.refusals import Refusal
from ehrms.exchange.models import Exchange, ExchangeSource
from ehrms.exchange.rules.columns import columns_of
from ehrms.exchange.rules.reading import Unreadable, form_of, rows_of


class ExchangeRefused(Refusal):
    SENTENCES: ClassVar[dict[str, str | Promise]] = {
        "EMPTY": _("The file is empty. Choose the file with the officials."),
        "TOO_LARGE": _("The file is larger than 10 MB. Divide it and upload the parts one by one."),
        "SPREADSHEET_OR_ZIP": _(
            "This is an Excel workbook or a ZIP archive, whatever its name says. In Excel choose “Save as”,"
            " “CSV UTF-8”, and upload that file."
        ),
        "OLD_SPREADSHEET": _(
            "This is an old Excel workbook, whatever its name says. In Excel choose “Save as”, “CSV UTF-8”, and upload"
            " that file."
        ),
        "PDF": _("This is a PDF, whatever its name says. Upload the officials as a CSV file."),
        "ARCHIVE": _("This is an archive, whatever its name says. Unpack it and upload the CSV file."),
        "PICTURE": _("This is a picture, whatever its name says. Upload the officials as a CSV file."),
        "WEB_PAGE": _("This is a web page, whatever its name says. Upload the officials as a CSV file."),
        "PROGRAM": _("This is a program, whatever its name says. Upload the officials as a CSV file."),
        "NOT_TEXT": _(
            "The letters of this file cannot be read. In Excel choose “Save as”, “CSV UTF-8”, and try again."
        ),
        "NUL_BYTES": _("This file is damaged: it has zero bytes between its letters. Export it again and try again."),
        "BROKEN_QUOTES": _("The quotation marks of this file do not match. Export it again and try again."),
        "COLUMNS_MISSING": _("The first line of the file must name these columns too: %(columns)s."),
        "COLUMNS_TWICE": _("These columns stand in the file more than once: %(columns)s. Remove one of each."),
        "NO_ROWS": _("The file has headings but no officials under them."),
    }


COLUMN_NAMES: dict[str, Promise | str] = {
    "employee_code": _("Employee code"),
    "full_name": _("Name"),
    "full_name_hi": _("Name in Hindi"),
    "designation": _("Designation"),
    "organisation": _("Office"),
    "email": _("E-mail"),
    "mobile": _("Mobile number"),
    "service": _("Service"),
    "cadre": _("Cadre"),
    "batch_year": _("Batch year"),
    "group": _("Group"),
    "date_of_joining": _("Date of joining"),
    "posted_from": _("Posted from"),
    "supervisor_code": _("Supervisor code"),
}


@transaction.atomic
def receive(*, organisation_id: int, file_name: str, content: bytes, actor: Actor, at: datetime) -> Exchange:
    """Keep a file and start the job that checks it. So far only its columns are known, not its rows."""
    try:
        form = form_of(content)
        rows = rows_of(content, form)
        header = next(rows, (0, []))[1]
        _columns, missing, twice = columns_of(header)
        has_rows = next(rows, None) is not None
    except Unreadable as unreadable:
        raise ExchangeRefused(unreadable.reason) from None
    for reason, fields in (("COLUMNS_MISSING", missing), ("COLUMNS_TWICE", twice)):
        if fields:
            raise ExchangeRefused(reason, columns=", ".join(str(COLUMN_NAMES[field]) for field in fields))
    if not has_rows:
        raise ExchangeRefused("NO_ROWS")
    exchange = Exchange.objects.create(
        organisation_id=organisation_id,
        file_name=file_name.replace("\x00", "")[:200] or "officials.csv",
        file_bytes=len(content),
        file_sha256=hashlib.sha256(content).hexdigest(),
        encoding=form.encoding,
        delimiter=form.delimiter,
        uploaded_by_id=actor.person_id,
        uploaded_at=at,
    )
    ExchangeSource.objects.create(exchange=exchange, organisation_id=organisation_id, content=content)
    entries.record(
        actor, "ehrms.exchange.received", exchange, at,
        organisation_id=organisation_id, bytes=len(content), sha256=exchange.file_sha256,
    )  # fmt: skip
    job = jobs.start(
        kind="ehrms.exchange.check",
        title=gettext("Checking officials: %(file)s") % {"file": exchange.file_name},
        params={"exchange": str(exchange.uuid)},
        steps=[gettext("Check every row")],
        actor=actor,
        at=at,
    )
    Exchange.objects.filter(pk=exchange.pk).update(check_job_uuid=job.uuid)
    exchange.check_job_uuid = job.uuid
    return exchange
