"""A person's certificates, the public check, and revoking by the provider."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.display.dates import in_date
from core.doors import permitted, public, signed_in
from courses.certificates import access, queries
from courses.certificates.actions import RevocationRefused, revoke
from courses.certificates.actions.drawing import document_of
from courses.certificates.forms import RevocationForm
from courses.certificates.models import Certificate, CertificateState
from courses.certificates.rules import is_well_formed, normalised, printed
from institutions.roles.requests import InScope


def _language() -> str:
    return get_language() or "en"


@signed_in
def mine(request: InScope) -> HttpResponse:
    certificates = queries.certificates_of(request.principal.person_id, language=_language())
    return render(request, "courses/certificates/mine.html", {"certificates": certificates})


@signed_in
def document(request: InScope, uuid: UUID) -> HttpResponse:
    """The PDF, to its owner. Drawn now if the worker has not been there yet."""
    certificate = access.own_certificate(request.principal.person_id, uuid)
    if certificate.state == CertificateState.REVOKED:
        raise Http404
    response = HttpResponse(document_of(certificate), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="certificate-{printed(certificate.number)}.pdf"'
    response["Cache-Control"] = "private, max-age=0, must-revalidate"
    return response


@public
def verify(request: InScope) -> HttpResponse:
    """The field; what was typed becomes the certificate's address, which can be kept and passed on."""
    typed = request.GET.get("id", "").strip()[:60]
    if typed and (number := normalised(typed)):
        return redirect("courses:verify-certificate", number=printed(number[:24]))
    return render(request, "courses/certificates/verify.html", {"typed": ""})


@public
def verify_certificate(request: InScope, number: str) -> HttpResponse:
    """The whole content of a valid certificate; since when and why of a revoked one; else what to try."""
    if wait := access.seconds_to_wait(request):
        response = render(
            request, "courses/certificates/too_many.html", {"wait": wait, "least": access.LOOK_UPS_A_MINUTE}, status=429
        )
        response["Retry-After"] = str(wait)
        return response
    wanted = normalised(number)[:24]
    if not is_well_formed(wanted):
        context = {"typed": number[:60], "looked_for": printed(wanted), "misread": True}
        return _never_indexed(render(request, "courses/certificates/unknown.html", context, status=404))
    verdict = queries.verify(wanted)
    context = {"typed": verdict.number, "verdict": verdict, "now": timezone.now()}
    if verdict.status == "unknown":
        context |= {"looked_for": verdict.number, "misread": False}
        return _never_indexed(render(request, "courses/certificates/unknown.html", context, status=404))
    if verdict.status == "revoked":
        context |= {"rows": queries.rows_of_revoked(verdict, language=_language())}
        return _never_indexed(render(request, "courses/certificates/revoked.html", context))
    context |= {"rows": queries.rows_of(verdict, language=_language())}
    return _never_indexed(render(request, "courses/certificates/valid.html", context))


def _never_indexed(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store"
    return response


@permitted("courses.certificates.revoke")
def issued(request: InScope, organisation: str) -> HttpResponse:
    """The provider's certificates: the newest, and one by its number."""
    typed, error = request.GET.get("id", "").strip()[:60], ""
    if typed:
        certificate = access.issued_certificate(request.organisation.pk, typed)
        if certificate:
            return redirect("courses:issued-certificate", organisation=organisation, number=printed(certificate.number))
        error = _("Your organisation issued no certificate with this ID. Compare each character with the printed one.")
    columns = (_("Certificate ID"), _("Name"), _("Course"), _("Issued on"), pgettext("condition", "State"))
    table = {
        "caption": _("Newest certificates"),
        "columns": [{"label": label} for label in columns],
        "rows": [
            [
                {"text": each.number, "url": reverse("courses:issued-certificate", args=[organisation, each.number])},
                each.name,
                each.course,
                in_date(each.issued_at),
                {"chip": _("Valid") if each.is_valid else _("Revoked"), "chip_kind": "ok" if each.is_valid else "bad"},
            ]
            for each in queries.issued_by(request.organisation.pk, language=_language())
        ],
        "empty": _("No certificates yet"),
    }
    context = {"area": "provider", "typed": typed, "error": error, "table": table}
    return render(request, "courses/certificates/issued.html", context)


@permitted("courses.certificates.revoke")
def issued_certificate(request: InScope, organisation: str, number: str) -> HttpResponse:
    """One certificate with the form to revoke it."""
    certificate = _issued_or_404(request, number)
    return _certificate_page(request, certificate, RevocationForm())


@permitted("courses.certificates.revoke")
@require_POST
def revocation(request: InScope, organisation: str, number: str) -> HttpResponse:
    """First the reason, then a page that asks once more, then it is done."""
    certificate = _issued_or_404(request, number)
    form = RevocationForm(request.POST)
    if not form.is_valid():
        return _certificate_page(request, certificate, form, status=422)
    if "confirmed" not in request.POST:
        rows = [
            *queries.facts_for_provider(certificate, language=_language()),
            {"term": _("Reason"), "value": queries.reason_label(form.cleaned_data["reason"])},
            {"term": _("What was found"), "value": form.cleaned_data["note"]},
        ]
        listed = queries.listed(certificate, language=_language())
        context = {"area": "provider", "certificate": listed, "rows": rows, "form": form}
        return render(request, "courses/certificates/confirm_revocation.html", context)
    try:
        revoke(
            certificate=certificate,
            reason=form.cleaned_data["reason"],
            note=form.cleaned_data["note"],
            actor=request.principal.actor("page", request.organisation.pk),
            at=timezone.now(),
        )
    except RevocationRefused as refused:
        form.add_error(None, str(refused))
        return _certificate_page(request, certificate, form, status=422)
    messages.success(request, _("Certificate %(number)s was revoked.") % {"number": printed(certificate.number)})
    return redirect("courses:issued-certificate", organisation=organisation, number=printed(certificate.number))


def _issued_or_404(request: InScope, number: str) -> Certificate:
    certificate = access.issued_certificate(request.organisation.pk, number)
    if certificate is None:
        raise Http404
    return certificate


def _certificate_page(
    request: InScope, certificate: Certificate, form: RevocationForm, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "area": "provider",
        "certificate": queries.listed(certificate, language=_language()),
        "rows": queries.facts_for_provider(certificate, language=_language()),
        "form": form,
        "crumbs": [
            (reverse("courses:issued-certificates", args=[request.organisation.code]), _("Certificates issued"))
        ],
    }
    return render(request, "courses/certificates/certificate.html", context, status=status)
