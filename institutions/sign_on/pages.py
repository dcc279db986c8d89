"""Pages of sign-in services: the way in for everybody, a person's links, an organisation's settings, the domains."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import facade as accounts
from core.doors import permitted, public, signed_in
from institutions.roles.requests import InScope
from institutions.sign_on import access, queries, ways
from institutions.sign_on.actions import coming_in, domains, setting_up
from institutions.sign_on.actions.domains import DomainRefused
from institutions.sign_on.actions.setting_up import ServiceRefused
from institutions.sign_on.forms import AddressForm, DecisionForm, DomainForm, ServiceForm
from institutions.sign_on.journey import return_address
from institutions.sign_on.models import RequestState, ServiceState, SignOnService
from institutions.sign_on.told import ticket_url, trial_in_words

FORM_ERRORS_AT = {
    "NOT_AN_ADDRESS": "issuer",
    "NOT_HTTPS": "issuer",
    "SECRET_MISSING": "secret",
}
CHIPS = {ServiceState.DRAFT: "plain", ServiceState.TESTED: "info", ServiceState.ON: "ok", ServiceState.OFF: "plain"}


def _language() -> str:
    return get_language() or "en"


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_on(request: HttpRequest) -> HttpResponse:
    """Which service signs in people of an address. The answer depends on the domain alone, so it tells of nobody.

    The service is reached by a link and not by the form itself: browsers hold `form-action` against where it leads.
    """
    form, service = AddressForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        service = queries.serving_address(form.cleaned_data["address"])
        if service is None:
            form.add_error(
                "address",
                _("No organisation has switched on a sign-in service for this domain. Sign in another way."),
            )
    context: dict[str, Any] = {"form": form, "next": request.GET.get("next", "")[:500]}
    if service is not None:
        context |= {"service": service.name_in(_language()), "url": _way(request, service)}
    status = 422 if request.method == "POST" and service is None else 200
    return render(request, "institutions/sign_on/sign_on.html", context, status=status)


def _way(request: HttpRequest, service: SignOnService) -> str:
    url, next_url = reverse("institutions:sign_on_go", args=[service.uuid]), request.GET.get("next", "")[:500]
    return f"{url}?{urlencode({'next': next_url})}" if next_url else url


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def links(request: InScope) -> HttpResponse:
    """By which services I can sign in. POST begins linking; the service is then reached by a link."""
    principal, url = request.principal, ""
    service = queries.serving(principal.above_ids)
    mine = queries.links_of(principal.user_id, _language())
    if request.method == "POST":
        if service is None:
            raise Http404
        if accounts.must_confirm(request):
            messages.info(request, _("Confirm that it is you, then link the service."))
            return redirect(f"{accounts.where_to_confirm(request)}?{urlencode({'next': request.path})}")
        url = ticket_url(service, ways.LINK, principal.user_id)
    context = {
        "links": mine, "url": url, "area": "learner", "service": service.name_in(_language()) if service else "",
        "is_linked": service is not None and queries.is_linked(service, principal.user_id),
    }  # fmt: skip
    return render(request, "institutions/sign_on/links.html", context)


@signed_in
@require_POST
def unlinking(request: InScope, uuid: UUID) -> HttpResponse:
    principal = request.principal
    if not coming_in.unlink(user_id=principal.user_id, uuid=uuid, actor=principal.actor("page"), at=timezone.now()):
        raise Http404
    messages.success(request, _("The link is removed. This service does not sign you in any more."))
    return redirect("institutions:sign_on_links")


@permitted(access.MANAGE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: InScope, organisation: str) -> HttpResponse:
    """The organisation's sign-in service."""
    if request.method != "POST":
        return _settings(request)
    form = ServiceForm(request.POST, keeps_secret=queries.service_of(request.organisation.pk) is not None)
    if form.is_valid():
        try:
            setting_up.save_service(
                organisation=request.organisation, **form.cleaned_data,
                actor=request.principal.actor("page", request.organisation.pk), at=timezone.now(),
            )  # fmt: skip
        except ServiceRefused as refusal:
            form.add_error(FORM_ERRORS_AT.get(refusal.reason), str(refusal))
        else:
            messages.success(request, _("The settings are kept. Try them before you switch the service on."))
            return redirect("institutions:sign_on_service", organisation)
    return _settings(request, form=form, status=422)


@permitted(access.MANAGE)
@never_cache
@require_safe
def trial(request: InScope, organisation: str) -> HttpResponse:
    """Before a whole sign-in with the settings as they are, which signs nobody in. The address is for who asked alone."""
    service = queries.service_of(request.organisation.pk)
    if service is None:
        raise Http404
    return _settings(request, trial_url=ticket_url(service, ways.TRY, request.principal.user_id))


@permitted(access.MANAGE)
@require_POST
def switching(request: InScope, organisation: str) -> HttpResponse:
    on = request.POST.get("do") == "on"
    try:
        setting_up.switch(
            organisation=request.organisation, on=on, at=timezone.now(),
            actor=request.principal.actor("page", request.organisation.pk),
        )  # fmt: skip
    except ServiceRefused as refusal:
        return _settings(request, refusal=str(refusal), status=422)
    messages.success(request, _("The service is on.") if on else _("The service is off. Who is signed in stays so."))
    return redirect("institutions:sign_on_service", organisation)


@permitted(access.MANAGE)
@require_POST
def removal(request: InScope, organisation: str) -> HttpResponse:
    try:
        setting_up.remove(
            organisation=request.organisation, at=timezone.now(),
            actor=request.principal.actor("page", request.organisation.pk),
        )  # fmt: skip
    except ServiceRefused as refusal:
        return _settings(request, refusal=str(refusal), status=422)
    messages.success(request, _("The service and all links to it are removed."))
    return redirect("institutions:sign_on_service", organisation)


@permitted(access.MANAGE)
@require_POST
def domain_asking(request: InScope, organisation: str) -> HttpResponse:
    form = DomainForm(request.POST)
    if form.is_valid():
        try:
            domains.ask(
                organisation=request.organisation, **form.cleaned_data, at=timezone.now(),
                actor=request.principal.actor("page", request.organisation.pk),
            )  # fmt: skip
        except DomainRefused as refusal:
            form.add_error("domain", str(refusal))
        else:
            messages.success(request, _("Your request is with the platform's operators."))
            return redirect("institutions:sign_on_service", organisation)
    return _settings(request, domain_form=form, status=422)


@permitted(access.CONFIRM)
@require_safe
def confirming(request: InScope) -> HttpResponse:
    """Domains that organisations ask for, and those that are confirmed."""
    return _confirming(request)


@permitted(access.CONFIRM)
@require_POST
def decision(request: InScope, uuid: UUID) -> HttpResponse:
    form = DecisionForm(request.POST)
    confirms = request.POST.get("do") == "confirm"
    refusal = ""
    if form.is_valid():
        try:
            domains.decide(
                request=access.get_request(uuid), confirms=confirms, answer=form.cleaned_data["answer"],
                actor=request.principal.actor(), at=timezone.now(),
            )  # fmt: skip
        except DomainRefused as refused:
            refusal = str(refused)
        else:
            messages.success(request, _("The domain is confirmed.") if confirms else _("The request is declined."))
            return redirect("institutions:domains")
    return _confirming(request, refusal=refusal or str(form.errors["answer"][0]), of=uuid, status=422)


@permitted(access.CONFIRM)
@require_POST
def withdrawal(request: InScope, domain: str) -> HttpResponse:
    try:
        domains.withdraw(domain=domain, actor=request.principal.actor(), at=timezone.now())
    except DomainRefused as refusal:
        return _confirming(request, refusal=str(refusal), status=422)
    messages.success(request, _("The domain is nobody's any more."))
    return redirect("institutions:domains")


def _settings(
    request: InScope, *, form: ServiceForm | None = None, domain_form: DomainForm | None = None, trial_url: str = "",
    refusal: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    here, language = request.organisation, _language()
    service = queries.service_of(here.pk)
    trial = queries.trial_of(service) if service else None
    kept = {name: getattr(service, name) for name in ("name", "name_hi", "issuer", "client_id")} if service else None
    asked = queries.requests_of(here)
    context = {
        "organisation": here, "name": here.name_in(language), "service": service,
        "service_name": service.name_in(language) if service else "",
        "form": form or ServiceForm(initial=kept, keeps_secret=kept is not None),
        "above": _above(request, service), "domain_form": domain_form or DomainForm(),
        "return_address": return_address(service) if service else "",
        "trial": trial_in_words(trial) if trial else None, "trial_url": trial_url, "refusal": refusal,
        "chip": CHIPS[ServiceState(service.state)] if service else "",
        "links": queries.count_of_links(service) if service else 0,
        "is_on": service is not None and service.state == ServiceState.ON,
        "may_switch_on": service is not None and service.state in (ServiceState.TESTED, ServiceState.OFF),
        "domains": queries.domains_of(here), "requests": [one for one in asked if one.state != RequestState.CONFIRMED],
    }  # fmt: skip
    return render(request, "institutions/sign_on/settings.html", context, status=status)


def _confirming(request: InScope, *, refusal: str = "", of: UUID | None = None, status: int = 200) -> HttpResponse:
    context = {
        "waiting": queries.waiting_requests(_language()), "confirmed": queries.confirmed_domains(_language()),
        "refusal": refusal, "of": of, "area": "national",
    }  # fmt: skip
    return render(request, "institutions/sign_on/domains.html", context, status=status)


def _above(request: InScope, service: SignOnService | None) -> str:
    """Which service of an organisation above signs its people in meanwhile; "" when none does."""
    serving = queries.serving(request.organisation.path)
    return serving.name_in(_language()) if serving and (service is None or serving.pk != service.pk) else ""
