"""A person's own certificates: the list, each with its history, and asking for a correction."""

from tempfile import TemporaryFile
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.doors import signed_in
from courses.certificates import access, history, queries
from courses.certificates.actions import (
    ArchiveRefused,
    CorrectionRefused,
    ask_for_correction,
    chosen,
    hand_out,
    start_archive,
)
from courses.certificates.actions.archiving import AT_ONCE
from courses.certificates.download import download
from courses.certificates.forms import CorrectionForm
from courses.certificates.models import Certificate, CorrectionState
from courses.certificates.rules import Content, printed
from institutions.roles.requests import InScope


def _language() -> str:
    return get_language() or "en"


@signed_in
@require_safe
def mine(request: InScope) -> HttpResponse:
    return _list(request)


@signed_in
@require_POST
def archive(request: InScope) -> HttpResponse:
    """The chosen certificates, or all, as one ZIP; many by a job whose page leads to the file."""
    try:
        uuids = None if "all" in request.POST else [UUID(one) for one in request.POST.getlist("certificate")]
        certificates = chosen(person_id=request.principal.person_id, uuids=uuids)
    except (ValueError, ArchiveRefused) as refused:
        refusal = refused if isinstance(refused, ArchiveRefused) else ArchiveRefused("NOT_YOURS")
        return _list(request, refused=str(refusal), status=422)
    if len(certificates) > AT_ONCE:
        job = start_archive(
            certificates=certificates, language=_language(), actor=request.principal.actor(), at=timezone.now()
        )
        return redirect("jobs:job", job.uuid)
    target = TemporaryFile()  # noqa: SIM115 (closed by the answer that streams it)
    hand_out(
        certificates=certificates, language=_language(), target=target, actor=request.principal.actor(),
        at=timezone.now(),
    )  # fmt: skip
    target.seek(0)
    return FileResponse(target, as_attachment=True, filename=_("certificates.zip"))  # type: ignore[return-value]


def _list(request: InScope, *, refused: str = "", status: int = 200) -> HttpResponse:
    certificates = queries.certificates_of(request.principal.person_id, language=_language())
    context = {
        "years": queries.by_year(certificates),
        "count": len(certificates),
        "valid": sum(one.is_valid for one in certificates),
        "refused": refused,
    }
    return render(request, "courses/certificates/mine.html", context, status=status)


@signed_in
@require_safe
def own(request: InScope, uuid: UUID) -> HttpResponse:
    """What one certificate says, what became of it, and what its holder can do."""
    return _own_page(request, access.own_certificate(request.principal.person_id, uuid), CorrectionForm())


@signed_in
@require_safe
def document(request: InScope, uuid: UUID) -> HttpResponse:
    """The PDF, to its owner. Only what is valid is handed out."""
    return download(access.own_document(request.principal.person_id, uuid))


@signed_in
@require_POST
def correction(request: InScope, uuid: UUID) -> HttpResponse:
    """Say what is wrong in one's own certificate."""
    certificate = access.own_certificate(request.principal.person_id, uuid)
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        return _own_page(request, certificate, form, status=422)
    try:
        ask_for_correction(
            certificate=certificate, **form.cleaned_data, actor=request.principal.actor(), at=timezone.now()
        )
    except CorrectionRefused as refused:
        form.add_error(None, str(refused))
        return _own_page(request, certificate, form, status=422)
    messages.success(request, _("Your request was sent to the provider. You will get a message with its decision."))
    return redirect("courses:own-certificate", uuid)


def _own_page(request: InScope, certificate: Certificate, form: CorrectionForm, status: int = 200) -> HttpResponse:
    language = _language()
    verdict = queries.Verdict(
        number=printed(certificate.number), status="valid", content=Content.from_json(certificate.content)
    )
    successor = Certificate.objects.filter(supersedes=certificate).first()
    context: dict[str, Any] = {
        "certificate": queries.listed(certificate, language=language),
        "rows": queries.rows_of(verdict, language=language),
        "history": history.shown(history.history_of(certificate, language=language)),
        "is_asked": certificate.corrections.filter(state=CorrectionState.OPEN).exists(),
        "successor": successor,
        "successor_number": printed(successor.number) if successor else "",
        "address": f"{settings.SITE_URL}{reverse('courses:verify-certificate', args=[printed(certificate.number)])}",
        "form": form,
        "crumbs": [(reverse("courses:certificates"), _("Your certificates"))],
    }
    return render(request, "courses/certificates/own.html", context, status=status)
