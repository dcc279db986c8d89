"""The job's page, for who started it and, under the organisation's address, for its role holders."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.doors import permitted, signed_in
from core.exports.pages import attachment
from core.exports.writer import Table
from core.files.links import signed_url
from core.jobs import queries
from core.jobs.access import get_file, get_job
from core.jobs.actions import CancellationRefused, cancel
from core.jobs.models import Job
from core.requests.scoped import ScopedRequest


@signed_in
@require_GET
def job(request: ScopedRequest, job_uuid: UUID) -> HttpResponse:
    return _page(request, get_job(job_uuid), None)


@permitted("core.jobs.view")
@require_GET
def organisation_job(request: ScopedRequest, organisation: str, job_uuid: UUID) -> HttpResponse:
    return _page(request, get_job(job_uuid), organisation)


@signed_in
@require_POST
def cancellation(request: ScopedRequest, job_uuid: UUID) -> HttpResponse:
    return _cancel(request, get_job(job_uuid), None)


@permitted("core.jobs.cancel")
@require_POST
def organisation_cancellation(request: ScopedRequest, organisation: str, job_uuid: UUID) -> HttpResponse:
    return _cancel(request, get_job(job_uuid), organisation)


@signed_in
@require_GET
def errors(request: ScopedRequest, job_uuid: UUID) -> HttpResponse:
    return _errors(request, get_job(job_uuid))


@permitted("core.jobs.view")
@require_GET
def organisation_errors(request: ScopedRequest, organisation: str, job_uuid: UUID) -> HttpResponse:
    return _errors(request, get_job(job_uuid))


@signed_in
@require_GET
def file(request: ScopedRequest, job_uuid: UUID) -> HttpResponse:
    """The file the job made, by a short-lived address on the content origin. Only for who started the job."""
    return HttpResponseRedirect(signed_url(get_file(job_uuid), request.principal.person_id, attachment=True))


def _page(request: ScopedRequest, job: Job, organisation: str | None) -> HttpResponse:
    context: dict[str, Any] = {
        "job": queries.progress(job),
        "urls": _urls(job, organisation),
        "may_cancel": organisation is None or request.principal.may("core.jobs.cancel", request.organisation.path),
    }
    # A poll gets the moving part alone; a form sent by htmx or a plain visit gets the page.
    is_poll = getattr(request, "htmx", False) and request.GET.get("part") == "progress"
    return render(request, "core/jobs/_progress.html" if is_poll else "core/jobs/job.html", context)


def _urls(job: Job, organisation: str | None) -> dict[str, str]:
    if organisation is None:
        prefix, args = "", [str(job.uuid)]
    else:
        prefix, args = "organisation-", [organisation, str(job.uuid)]
    page, cancelling, error_file = (
        reverse(f"jobs:{prefix}{name}", args=args) for name in ("job", "cancellation", "errors")
    )
    return {
        "page": page,
        "cancellation": cancelling,
        "errors": error_file,
        "file": reverse("jobs:file", args=[job.uuid]),
    }


def _cancel(request: ScopedRequest, job: Job, organisation: str | None) -> HttpResponse:
    try:
        cancel(job=job, actor=request.principal.actor("page"), at=timezone.now())
    except CancellationRefused as refusal:
        messages.warning(request, str(refusal))
    return HttpResponseRedirect(_urls(job, organisation)["page"])


def _errors(request: ScopedRequest, job: Job) -> HttpResponse:
    return attachment(
        Table(
            title=_("Rows not taken: %(title)s") % {"title": job.title},
            columns=[_("Line"), _("Column"), _("Value"), _("Why")],
            rows=queries.error_rows(job),
            requested_by=request.principal.actor().name,
            as_of=job.ended_at or timezone.now(),
        )
    )
