"""Answering a request for an export: the file at once when it is small, a job when it is not."""

from datetime import datetime

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _

from core.audit import entries
from core.audit.actor import Actor
from core.exports.kinds import Arguments, ExportKind
from core.exports.writer import CONTENT_TYPES, CSV, Table, written
from core.jobs.actions import start

PAGE_CAP = 5000  # rows that are written while the person waits


def answer(
    kind: ExportKind, *, arguments: Arguments, file_format: str = CSV, actor: Actor, at: datetime
) -> HttpResponseBase:
    """Call from a page whose scope may read the rows; the job gets the same scope."""
    file_format = file_format if file_format in CONTENT_TYPES else CSV
    rows, after = kind.page(arguments, None, PAGE_CAP)
    title = str(kind.title(arguments))
    if after is not None:
        job = start(
            kind="core.exports.write",
            title=title,
            params={"export": kind.name, "arguments": arguments, "format": file_format},
            actor=actor,
            at=at,
            steps=[_("Collect the rows"), _("Write the file")],
        )
        return HttpResponseRedirect(reverse("jobs:job", args=[job.uuid]))
    entries.record(actor, "core.export.made", None, at, export=kind.name, arguments=arguments, rows=len(rows))
    return attachment(Table(title, kind.columns(arguments), rows, actor.name, at), file_format)


def attachment(table: Table, file_format: str = CSV) -> HttpResponse:
    """A table as a download."""
    name = f"{slugify(table.title, allow_unicode=True) or 'export'}.{file_format}"
    response = HttpResponse(written(table, file_format), content_type=CONTENT_TYPES[file_format])
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["Cache-Control"] = "no-store"
    return response
