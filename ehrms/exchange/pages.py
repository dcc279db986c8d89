"""Pages of an exchange: bring a file, see what it would change, apply it, fetch the rows that are refused."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.doors import permitted
from core.exports.pages import answer
from core.requests.numbers import whole
from ehrms.exchange import actions, queries
from ehrms.exchange.access import get_exchange
from ehrms.exchange.exports import EMPTY_FILE, REFUSED_ROWS
from ehrms.exchange.forms import UploadForm
from ehrms.exchange.models import Exchange, ExchangeRow, Stage, Verdict
from ehrms.exchange.rules.reading import MAX_BYTES
from institutions.organisations.models import Organisation
from institutions.roles.requests import InScope


def _language() -> str:
    return get_language() or "en"


@permitted("ehrms.officials.import")
@require_http_methods(["GET", "HEAD", "POST"])
def exchanges(request: InScope, organisation: str) -> HttpResponse:
    """The newest exchanges and the form for a new one."""
    if request.method != "POST":
        return _exchanges(request, UploadForm())
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _exchanges(request, form, status=422)
    upload = form.cleaned_data["file"]
    try:
        exchange = actions.receive(
            organisation_id=request.organisation.pk,
            file_name=upload.name,
            content=upload.read(MAX_BYTES + 1),
            actor=request.principal.actor("page", request.organisation.pk),
            at=timezone.now(),
        )
    except actions.ExchangeRefused as refusal:
        form.add_error("file", str(refusal))
        return _exchanges(request, form, status=422)
    return redirect("ehrms:exchange", organisation=organisation, exchange_uuid=exchange.uuid)


@permitted("ehrms.officials.import")
@require_safe
def exchange(request: InScope, organisation: str, exchange_uuid: UUID) -> HttpResponse:
    """What the file would change: counts, and the rows of one verdict."""
    return _exchange(request, get_exchange(exchange_uuid, request.organisation.pk))


@permitted("ehrms.officials.import")
@require_POST
def application(request: InScope, organisation: str, exchange_uuid: UUID) -> HttpResponse:
    """Apply what was shown; a worker does it."""
    found = get_exchange(exchange_uuid, request.organisation.pk)
    try:
        actions.ask_to_apply(
            exchange=found, actor=request.principal.actor("page", request.organisation.pk), at=timezone.now()
        )
    except actions.ApplicationRefused as refusal:
        return _exchange(request, found, refusal=str(refusal), status=422)
    messages.success(request, _("The officials are being brought in. You can leave this page."))
    return redirect("ehrms:exchange", organisation=organisation, exchange_uuid=found.uuid)


@permitted("ehrms.officials.import")
@require_safe
def refused_rows(request: InScope, organisation: str, exchange_uuid: UUID) -> HttpResponseBase:
    """The refused lines as a file, each with what is wrong."""
    found = get_exchange(exchange_uuid, request.organisation.pk)
    return answer(
        REFUSED_ROWS,
        arguments={"exchange": str(found.uuid), "file": found.file_name},
        file_format=request.GET.get("format", "csv"),
        actor=request.principal.actor("page", request.organisation.pk),
        at=timezone.now(),
    )


@permitted("ehrms.officials.import")
@require_safe
def empty_file(request: InScope, organisation: str) -> HttpResponse:
    """A file with the headings and one example, to be filled in."""
    response = HttpResponse(EMPTY_FILE.encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="officials.csv"'
    return response


def _exchanges(request: InScope, form: UploadForm, status: int = 200) -> HttpResponse:
    language = _language()
    below = Organisation.objects.below(request.organisation.pk).values_list("pk", flat=True)
    return render(
        request,
        "ehrms/exchange/list.html",
        {
            "area": "organisation",
            "organisation": request.organisation,
            "name": request.organisation.name_in(language),
            "form": form,
            "exchanges": queries.exchanges_of(below),
        },
        status=status,
    )


def _exchange(request: InScope, found: Exchange, refusal: str = "", status: int = 200) -> HttpResponse:
    counts = queries.counts_of(found)
    names = {verdict.value: verdict.label for verdict in Verdict}
    verdict = request.GET.get("verdict", "")
    if verdict not in names:
        verdict = next((one for one in ("refused", "new", "changed", "unchanged") if counts[one]), "new")
    after = request.GET.get("after", "")
    rows = queries.preview_of(found, verdict, whole(after) or 0)
    here = reverse("ehrms:exchange", args=[request.organisation.code, found.uuid])
    is_working = found.stage in (Stage.CHECKING, Stage.APPLYING)
    job_uuid = found.apply_job_uuid if found.stage == Stage.APPLYING else found.check_job_uuid
    return render(
        request,
        "ehrms/exchange/exchange.html",
        {
            "area": "organisation",
            "organisation": request.organisation,
            "exchange": found,
            "counts": counts,
            "to_apply": counts["new"] + counts["changed"],
            "tabs": [
                {"url": f"{here}?verdict={one}", "label": label, "is_current": one == verdict, "count": counts[one]}
                for one, label in names.items()
            ],
            "verdict": verdict,
            "verdict_name": names[verdict],
            "rows": [_row(row) for row in rows],
            "next_url": f"{here}?verdict={verdict}&after={rows[-1].line}" if len(rows) == queries.PREVIEW_ROWS else "",
            "refusal": refusal,
            "is_working": is_working,
            "job_url": reverse("jobs:organisation-job", args=[request.organisation.code, job_uuid])
            if is_working and job_uuid
            else "",
        },
        status=status,
    )


def _row(row: ExchangeRow) -> dict[str, object]:
    names = actions.COLUMN_NAMES
    return {
        "line": row.line,
        "code": row.employee_code,
        "name": row.cells.get("full_name", ""),
        "designation": row.cells.get("designation", ""),
        "office": row.cells.get("organisation", ""),
        "reasons": row.sentences(),
        "changes": [names[change.removesuffix("_id")] for change in row.changes],
    }
