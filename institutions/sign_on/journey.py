"""There and back: `go` leads a browser to a service, `come_back` takes the answer.

These two open no transaction around themselves (institutions.roles.middleware), for they wait for somebody else's
computer; what they write, they write by one action each. The return address names the service, and the answer must
come from it: so no service can pass on what another one said.
"""

import base64
import hashlib
import logging
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts import facade as accounts
from core.doors import public
from core.tenancy.context import acting_in
from institutions.sign_on import access, queries, rules, talking, ways
from institutions.sign_on.actions import coming_in, setting_up
from institutions.sign_on.fetching import FetchRefused
from institutions.sign_on.models import ServiceState, SignOnService
from institutions.sign_on.rules import Claims
from institutions.sign_on.sentences import SERVICE, SignOnRefused
from institutions.sign_on.tokens import TokenRefused
from institutions.sign_on.ways import LINK, SIGN_IN, TRY, Way

LAST = "sign_on_last"  # cookie: the service by which somebody last signed in in this browser
HALF_A_YEAR = 180 * 24 * 60 * 60
SCOPES = "openid email profile"
FAILURES = {"action": "sign_on_failed", "rate": settings.SIGN_ON_FAILURES}
log = logging.getLogger(__name__)


@public
@require_safe
@never_cache
def go(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Lead on to the service. A ticket says that it is for linking, or a trial; without one it is for signing in."""
    service = queries.service_by_uuid(uuid)
    if service is None:
        return _refused(request, SignOnRefused("NOT_ON"), None)
    if accounts.failed_too_often(request, **FAILURES):
        return _refused(request, SignOnRefused("TOO_MANY"), service)
    try:
        way = _begun(request, service)
    except SignOnRefused as refusal:
        return _refused(request, refusal, service)
    if way.purpose == SIGN_IN and request.user.is_authenticated:
        return redirect(way.next or settings.LOGIN_REDIRECT_URL)
    try:
        doors = talking.doors_of(service, fresh=way.purpose == TRY)
    except FetchRefused as refusal:
        return _ended(request, service, way, SignOnRefused(refusal.reason, refusal.detail))
    challenge = base64.urlsafe_b64encode(hashlib.sha256(way.verifier.encode()).digest()).rstrip(b"=").decode()
    question = {
        "response_type": "code", "client_id": service.client_id, "redirect_uri": return_address(service),
        "scope": SCOPES, "state": way.state, "nonce": way.nonce, "code_challenge": challenge,
        "code_challenge_method": "S256",
    }  # fmt: skip
    if way.purpose == LINK:
        question["prompt"] = "login"  # who links shows there who they are, whoever sat at this machine before
    joint = "&" if "?" in doors.authorization else "?"
    response = redirect(f"{doors.authorization}{joint}{urlencode(question)}")
    ways.remember(request, response, way)
    return response


@public
@require_safe
@never_cache
def come_back(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take what the service says, once, in the browser that asked."""
    state = request.GET.get("state", "")[:200]
    way, service = ways.recall(request, state), queries.service_by_uuid(uuid)
    if way is None or service is None:
        return _refused(request, SignOnRefused("ANOTHER_BROWSER"), service)
    try:
        _take_once(way, service)
        response = _taken(request, service, way)
    except SignOnRefused as refusal:
        response = _ended(request, service, way, refusal)
    except (FetchRefused, TokenRefused) as refused:
        response = _ended(request, service, way, SignOnRefused(refused.reason, refused.detail))
    ways.forget(response, state)
    return response


def return_address(service: SignOnService) -> str:
    """To be entered at the service; each service has one of its own (RFC 9700, section 4.4.2)."""
    return settings.SITE_URL + reverse("institutions:sign_on_return", args=[service.uuid])


def _begun(request: HttpRequest, service: SignOnService) -> Way:
    at, next_url = timezone.now(), request.GET.get("next", "")[:500]
    if not url_has_allowed_host_and_scheme(next_url, {request.get_host()}, require_https=request.is_secure()):
        next_url = ""
    purpose, user_id = SIGN_IN, None
    if text := request.GET.get("ticket", ""):
        ticket = ways.read_ticket(text[:2000], at)
        if ticket is None or (ticket.service, ticket.user_id) != (str(service.uuid), request.user.pk):
            raise SignOnRefused("ANOTHER_BROWSER")
        if ticket.revision != service.revision:
            raise SignOnRefused("SETTINGS_CHANGED")
        purpose, user_id = ticket.purpose, ticket.user_id
    if purpose != TRY and service.state != ServiceState.ON:
        raise SignOnRefused("NOT_ON")
    return ways.begin(
        service=str(service.uuid), revision=service.revision, purpose=purpose, user_id=user_id, next_url=next_url, at=at
    )


def _take_once(way: Way, service: SignOnService) -> None:
    at = timezone.now()
    if way.service != str(service.uuid):
        raise SignOnRefused("MIXED_UP")
    if way.is_over(at):
        raise SignOnRefused("ANOTHER_BROWSER")
    if not coming_in.spend(state=way.state, at=at):
        raise SignOnRefused("USED_BEFORE")


def _taken(request: HttpRequest, service: SignOnService, way: Way) -> HttpResponse:
    if way.purpose == SIGN_IN and service.state != ServiceState.ON:
        raise SignOnRefused("NOT_ON")
    if way.revision != service.revision:
        raise SignOnRefused("SETTINGS_CHANGED")
    if way.purpose != SIGN_IN and request.user.pk != way.user_id:
        raise SignOnRefused("ANOTHER_PERSON")
    said = _claims(request, service, way)
    claims, at = Claims.of(said), timezone.now()
    if way.purpose == TRY:
        would = coming_in.what_would_follow(service=service, claims=claims, at=at)
        return _tried(request, service, way, said=rules.shown(said), would=would)
    if way.purpose == LINK:
        principal = request.principal  # type: ignore[attr-defined]
        coming_in.link(service=service, user_id=principal.user_id, claims=claims, actor=principal.actor("page"), at=at)
        messages.success(request, _("From now on you can sign in by this service."))
        return redirect("institutions:sign_on_links")
    if request.user.is_authenticated:  # meanwhile, in another tab
        found = queries.link_of(service, claims.subject)
        if found is None or found.user_id != request.user.pk:
            raise SignOnRefused("ANOTHER_PERSON")
        return redirect(way.next or settings.LOGIN_REDIRECT_URL)
    user = coming_in.come_in(service=service, claims=claims, at=at)
    response = accounts.sign_in(request, user, service=str(service.uuid), next_url=way.next)
    response.set_cookie(
        LAST, str(service.uuid), max_age=HALF_A_YEAR, httponly=True, secure=settings.SECURE, samesite="Lax"
    )
    return response


def _claims(request: HttpRequest, service: SignOnService, way: Way) -> dict[str, object]:
    """What the service says of whoever signed in there, believed."""
    doors = talking.doors_of(service)
    named = request.GET.get("iss")
    if (named is not None and named != service.issuer) or (named is None and doors.names_itself):
        raise SignOnRefused("MIXED_UP")
    if error := request.GET.get("error"):
        raise SignOnRefused("SERVICE_SAID_NO", rules.printable(request.GET.get("error_description") or error)[:200])
    answer = talking.exchanged(
        service, doors, code=request.GET.get("code", "")[:4000], verifier=way.verifier,
        came_back_at=return_address(service),
    )  # fmt: skip
    return talking.identified(service, doors, answer, nonce=way.nonce)


def _ended(request: HttpRequest, service: SignOnService, way: Way, refusal: SignOnRefused) -> HttpResponse:
    """A trial that failed is a result, for who tried; anybody else is told why they are not signed in."""
    if way.purpose == TRY and request.user.pk == way.user_id:
        return _tried(request, service, way, refusal=refusal)
    return _refused(request, refusal, service)


def _tried(
    request: HttpRequest, service: SignOnService, way: Way, *, said: dict[str, str] | None = None, would: str = "",
    refusal: SignOnRefused | None = None,
) -> HttpResponse:  # fmt: skip
    organisation, principal = access.organisation_of(service), request.principal  # type: ignore[attr-defined]
    if not access.may_manage(principal, organisation):
        return _refused(request, SignOnRefused("ANOTHER_PERSON"), service)
    with acting_in(access.scope_at(principal, organisation)):
        setting_up.note_trial(
            organisation=organisation, revision=way.revision, claims=said or {}, would=would,
            refusal=refusal.reason if refusal else "", detail=str(refusal.facts["detail"]) if refusal else "",
            actor=principal.actor("page", organisation.pk), at=timezone.now(),
        )  # fmt: skip
    return redirect(f"{reverse('institutions:sign_on_service', args=[organisation.code])}#trial")


def _refused(request: HttpRequest, refusal: SignOnRefused, service: SignOnService | None) -> HttpResponse:
    """Whoever it was up to; what a service does wrong is no fault of this platform, so it is no 5xx."""
    if refusal.reason in SERVICE:
        accounts.count_failure(request, **FAILURES)
    log.warning("sign-on refused: %s, service %s", refusal.reason, service.uuid if service else "unknown")
    context = {
        "reason": refusal.reason, "sentence": str(refusal), "is_theirs": refusal.reason in SERVICE, "area": "public",
    }  # fmt: skip
    return render(request, "institutions/sign_on/refused.html", context, status=403)
