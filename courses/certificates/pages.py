"""The public check, and a provider's certificates: revoking them and issuing them anew."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.display.dates import in_date
from core.doors import permitted, public
from core.refusals import Refusal
from courses.certificates import access, actions, history, queries
from courses.certificates.actions import ReissueRefused, RevocationRefused, revoke
from courses.certificates.forms import DecisionForm, ReissueForm, RevocationForm
from courses.certificates.models import Certificate, CertificateCorrection, CertificateState, CorrectionState
from courses.certificates.rules import Content, is_well_formed, normalised, printed
from institutions.roles.requests import InScope

CHIPS: dict[str, str] = {"issued": "ok", "revoked": "bad", "superseded": "plain"}


def _language() -> str:
    return get_language() or "en"


@public
def verify(request: InScope) -> HttpResponse:
    """The field; what was typed becomes the certificate's address, which can be kept and passed on."""
    typed = request.GET.get("id", "").strip()[:60]
    if typed and (number := normalised(typed)):
        return redirect("courses:verify-certificate", number=printed(number[:24]))
    error = _("Write the 12 letters and digits that are printed beside the QR code.") if "id" in request.GET else ""
    return render(
        request, "courses/certificates/verify.html", {"typed": typed, "error": error}, status=422 if error else 200
    )


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
    if verdict.status == "superseded":
        context |= {"rows": queries.rows_of_superseded(verdict, language=_language())}
        return _never_indexed(render(request, "courses/certificates/superseded.html", context))
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
    table = {
        "caption": _("Newest certificates"),
        "is_brief": True,
        "columns": [
            {"label": _("Certificate ID")},
            {"label": _("Name"), "phone": "plain"},
            {"label": _("Course"), "phone": "plain"},
            {"label": _("Issued on")},
            {"label": pgettext("condition", "State"), "phone": "end"},
        ],
        "rows": [
            [
                {"text": each.number, "url": reverse("courses:issued-certificate", args=[organisation, each.number])},
                each.name,
                each.course,
                in_date(each.issued_at),
                {"chip": CertificateState(each.state).label, "chip_kind": CHIPS[each.state]},
            ]
            for each in queries.issued_by(request.organisation.pk, language=_language())
        ],
        "empty": _("No certificates yet"),
    }
    waiting = len(history.open_requests(request.organisation.pk, language=_language()))
    context = {"area": "provider", "typed": typed, "error": error, "table": table, "waiting": waiting}
    return render(request, "courses/certificates/issued.html", context)


@permitted("courses.certificates.revoke")
def issued_certificate(request: InScope, organisation: str, number: str) -> HttpResponse:
    """One certificate with its history, and the forms to issue it anew or to revoke it."""
    return _certificate_page(request, _issued_or_404(request, number))


@permitted("courses.certificates.revoke")
@require_POST
def revocation(request: InScope, organisation: str, number: str) -> HttpResponse:
    """First the reason, then a page that asks once more, then it is done."""
    certificate = _issued_or_404(request, number)
    form = RevocationForm(request.POST)
    if not form.is_valid():
        return _certificate_page(request, certificate, revocation=form, status=422)
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
        return _certificate_page(request, certificate, revocation=form, status=422)
    messages.success(request, _("Certificate %(number)s was revoked.") % {"number": printed(certificate.number)})
    return redirect("courses:issued-certificate", organisation=organisation, number=printed(certificate.number))


@permitted("courses.certificates.reissue")
@require_POST
def reissue(request: InScope, organisation: str, number: str) -> HttpResponse:
    """First what is corrected, then a page that shows what would change, then it is done."""
    certificate = _issued_or_404(request, number)
    form = ReissueForm(request.POST)
    if not form.is_valid():
        return _certificate_page(request, certificate, reissue=form, status=422)
    reason, note = form.cleaned_data["reason"], form.cleaned_data["note"]
    if "confirmed" not in request.POST:
        changes = _changes(certificate, reason)
        if not changes:
            form.add_error("reason", str(ReissueRefused("NOTHING_CHANGES")))
            return _certificate_page(request, certificate, reissue=form, status=422)
        context = {
            "area": "provider",
            "certificate": queries.listed(certificate, language=_language()),
            "changes": _changes_table(changes),
            "form": form,
        }
        return render(request, "courses/certificates/confirm_reissue.html", context)
    try:
        after = actions.reissue(
            certificate=certificate,
            reason=reason,
            note=note,
            actor=request.principal.actor("page", request.organisation.pk),
            at=timezone.now(),
        )
    except ReissueRefused as refused:
        form.add_error(None, str(refused))
        return _certificate_page(request, certificate, reissue=form, status=422)
    messages.success(request, _("Certificate %(number)s was issued.") % {"number": printed(after.number)})
    return redirect("courses:issued-certificate", organisation=organisation, number=printed(after.number))


@permitted("courses.certificates.reissue")
@require_safe
def corrections(request: InScope, organisation: str) -> HttpResponse:
    """Requests of holders that wait for a decision, the longest waiting first."""
    requests = history.open_requests(request.organisation.pk, language=_language())
    table = {
        "caption": _("Corrections asked"),
        "is_brief": True,
        "columns": [
            {"label": _("Certificate ID")},
            {"label": _("Name"), "phone": "plain"},
            {"label": _("Course"), "phone": "plain"},
            {"label": _("What is wrong"), "phone": "plain"},
            {"label": _("Asked on")},
        ],
        "rows": [
            [
                {"text": each.number, "url": reverse("courses:certificate-correction", args=[organisation, each.uuid])},
                each.name,
                each.course,
                each.reason,
                in_date(each.asked_at),
            ]
            for each in requests
        ],
    }
    context = {"area": "provider", "table": table, "crumbs": _crumbs(organisation)}
    return render(request, "courses/certificates/corrections.html", context)


@permitted("courses.certificates.reissue")
@require_safe
def correction(request: InScope, organisation: str, uuid: UUID) -> HttpResponse:
    """One request: what the holder says, and what would change."""
    return _correction_page(request, access.correction_for(request.organisation.pk, uuid), DecisionForm())


@permitted("courses.certificates.reissue")
@require_POST
def correction_decision(request: InScope, organisation: str, uuid: UUID) -> HttpResponse:
    """Approve, which issues the certificate anew, or decline."""
    found = access.correction_for(request.organisation.pk, uuid)
    form = DecisionForm(request.POST)
    if not form.is_valid() or request.POST.get("decision") not in ("approve", "decline"):
        return _correction_page(request, found, form, status=422)
    try:
        actions.decide_correction(
            correction=found,
            approve=request.POST["decision"] == "approve",
            answer=form.cleaned_data["answer"],
            actor=request.principal.actor("page", request.organisation.pk),
            at=timezone.now(),
        )
    except Refusal as refused:
        form.add_error(None, str(refused))
        return _correction_page(request, found, form, status=422)
    messages.success(request, _("The decision is recorded and the holder was told."))
    return redirect("courses:certificate-corrections", organisation=organisation)


def _correction_page(
    request: InScope, found: CertificateCorrection, form: DecisionForm, status: int = 200
) -> HttpResponse:
    language, certificate = _language(), found.certificate
    changes = _changes(certificate, found.reason) if found.state == CorrectionState.OPEN else []
    context = {
        "area": "provider",
        "asked": history.request_of(found, language=language),
        "is_open": found.state == CorrectionState.OPEN,
        "certificate": queries.listed(certificate, language=language),
        "changes": _changes_table(changes) if changes else None,
        "nothing_changes": str(ReissueRefused("NOTHING_CHANGES")),
        "history": history.shown(history.history_of(certificate, language=language, for_provider=True)),
        "form": form,
        "crumbs": [
            *_crumbs(request.organisation.code),
            (reverse("courses:certificate-corrections", args=[request.organisation.code]), _("Corrections asked")),
        ],
    }
    return render(request, "courses/certificates/correction.html", context, status=status)


def _changes(certificate: Certificate, reason: str) -> list[dict[str, Any]]:
    after = actions.content_when_reissued(certificate, reason)
    return history.compared(Content.from_json(certificate.content), after, _language())


def _changes_table(changes: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "caption": _("What changes"),
        "columns": [{"label": label} for label in (_("What changes"), _("It says"), _("It will say"))],
        "rows": [[change["term"], _in_both(change["before"]), _in_both(change["after"])] for change in changes],
    }


def _in_both(pair: tuple[str, str]) -> dict[str, str]:
    """A cell: what it says in English, below it in Hindi."""
    english, hindi = pair
    return {"text": english or hindi, "note": hindi if english else ""}


def _issued_or_404(request: InScope, number: str) -> Certificate:
    certificate = access.issued_certificate(request.organisation.pk, number)
    if certificate is None:
        raise Http404
    return certificate


def _crumbs(organisation: str) -> list[tuple[str, str]]:
    return [(reverse("courses:issued-certificates", args=[organisation]), _("Certificates issued"))]


def _certificate_page(
    request: InScope,
    certificate: Certificate,
    *,
    revocation: RevocationForm | None = None,
    reissue: ReissueForm | None = None,
    status: int = 200,
) -> HttpResponse:
    language = _language()
    asked = certificate.corrections.filter(state=CorrectionState.OPEN).first()
    context: dict[str, Any] = {
        "area": "provider",
        "certificate": queries.listed(certificate, language=language),
        "rows": queries.facts_for_provider(certificate, language=language),
        "history": history.shown(history.history_of(certificate, language=language, for_provider=True)),
        "asked": asked.uuid if asked else None,
        "form": revocation or RevocationForm(),
        "reissue_form": reissue or ReissueForm(),
        "crumbs": _crumbs(request.organisation.code),
    }
    return render(request, "courses/certificates/certificate.html", context, status=status)
