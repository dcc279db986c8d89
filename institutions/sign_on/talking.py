"""What is said to a service: where its doors are, with which keys it signs, and the code in exchange for a token."""

import base64
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.core.cache import cache

from core.sealing import CannotOpen, unseal
from institutions.sign_on import tokens
from institutions.sign_on.fetching import FetchRefused, get, post
from institutions.sign_on.models import SignOnService
from institutions.sign_on.rules import digest_of, url_refusal

KEEP_SECONDS = 60 * 60
FAILED_SECONDS = 15  # a service that is away is not asked by everybody who waits for it
KEYS_ANEW_SECONDS = 30  # a token that no kept key fits has them read anew, no more often than this


@dataclass(frozen=True, slots=True)
class Doors:
    """Of the service's own description (OpenID Connect Discovery)."""

    authorization: str
    token: str
    keys: str
    userinfo: str
    takes_basic: bool  # the secret in a header
    takes_post: bool  # or in the form
    names_itself: bool  # it says who it is when it leads back (RFC 9207)


def doors_of(service: SignOnService, *, fresh: bool = False) -> Doors:
    """Kept for an hour, by the settings that they belong to."""
    name = f"sign-on-doors:{service.uuid}:{service.revision}"
    kept = None if fresh else cache.get(name)
    if isinstance(kept, Doors):
        return kept
    if kept is not None:
        raise FetchRefused(*kept)
    try:
        doors = _discovered(service.issuer)
    except FetchRefused as refusal:
        cache.set(name, (refusal.reason, refusal.detail), FAILED_SECONDS)
        raise
    cache.set(name, doors, KEEP_SECONDS)
    return doors


def _discovered(issuer: str) -> Doors:
    answer = get(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
    if answer.status != 200:
        raise FetchRefused("NO_DISCOVERY", str(answer.status))
    said = answer.said
    if said.get("issuer") != issuer:
        raise FetchRefused("ISSUER_DIFFERS", str(said.get("issuer"))[:200])
    urls = {}
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint"):
        url = said.get(name, "")
        if not isinstance(url, str) or (not url and name != "userinfo_endpoint"):
            raise FetchRefused("NO_DISCOVERY", name)
        if url and (refusal := url_refusal(url, loopback_http=settings.SIGN_ON_LOOPBACK_HTTP)):
            raise FetchRefused(refusal, url[:200])
        urls[name] = url
    ways = said.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    return Doors(
        authorization=urls["authorization_endpoint"],
        token=urls["token_endpoint"],
        keys=urls["jwks_uri"],
        userinfo=urls["userinfo_endpoint"],
        takes_basic="client_secret_basic" in ways,
        takes_post="client_secret_post" in ways,
        names_itself=said.get("authorization_response_iss_parameter_supported") is True,
    )


def exchanged(service: SignOnService, doors: Doors, *, code: str, verifier: str, came_back_at: str) -> dict[str, Any]:
    """What the token endpoint answers to the code."""
    form = {
        "grant_type": "authorization_code", "code": code, "redirect_uri": came_back_at, "code_verifier": verifier,
    }  # fmt: skip
    try:
        secret, headers = unseal(service.secret), {}
    except CannotOpen:
        raise FetchRefused("SECRET_LOST") from None
    plain, both = f"{service.client_id}:{secret}", f"{quote(service.client_id, safe='')}:{quote(secret, safe='')}"
    # Services disagree whether the header is encoded (RFC 6749, section 2.3.1), so what differs goes into the form.
    if doors.takes_post and (both != plain or not doors.takes_basic):
        form |= {"client_id": service.client_id, "client_secret": secret}
    else:
        headers["Authorization"] = f"Basic {base64.b64encode(both.encode()).decode()}"
    answer = post(doors.token, form, headers=headers)
    if answer.status == 200:
        return answer.said
    said = str(answer.said.get("error", answer.status))[:80]
    raise FetchRefused("CLIENT_REFUSED" if said in ("invalid_client", "unauthorized_client") else "CODE_REFUSED", said)


def identified(service: SignOnService, doors: Doors, answer: dict[str, Any], *, nonce: str) -> dict[str, Any]:
    """The claims of the ID token in the answer; the address from the userinfo endpoint where the token has none."""
    token = answer.get("id_token")
    if not isinstance(token, str):
        raise tokens.TokenRefused("NO_TOKEN")
    asked = {"issuer": service.issuer, "client_id": service.client_id, "nonce": nonce}
    keys = _keys(doors.keys)
    try:
        claims = tokens.believed(token, keys=keys, **asked)
    except tokens.TokenRefused as refusal:
        newer = _newer_keys(doors.keys) if refusal.reason in ("UNKNOWN_KEY", "SIGNATURE") else keys
        if newer == keys:
            raise
        claims = tokens.believed(token, keys=newer, **asked)
    access = answer.get("access_token")
    if "email" not in claims and doors.userinfo and isinstance(access, str) and access.isprintable():
        more = get(doors.userinfo, headers={"Authorization": f"Bearer {access}"})
        if more.status == 200 and more.said.get("sub") == claims["sub"]:
            claims |= {name: more.said[name] for name in ("email", "email_verified", "name") if name in more.said}
    return claims


def _keys(address: str) -> list[dict[str, Any]]:
    """The keys with which the service signs, as they were kept."""
    kept: list[dict[str, Any]] | None = cache.get(_kept_at(address))
    return _asked_for_keys(address) if kept is None else kept


def _newer_keys(address: str) -> list[dict[str, Any]]:
    """Read anew, for a service may change them at any time; but not again for every wrong token."""
    may_ask = cache.add(f"{_kept_at(address)}:anew", 1, KEYS_ANEW_SECONDS)
    return _asked_for_keys(address) if may_ask else _keys(address)


def _asked_for_keys(address: str) -> list[dict[str, Any]]:
    answer = get(address)
    found = answer.said.get("keys")
    if answer.status != 200 or not isinstance(found, list):
        raise FetchRefused("NO_KEYS", str(answer.status))
    keys = [key for key in found[:50] if isinstance(key, dict)]
    cache.set(_kept_at(address), keys, KEEP_SECONDS)
    return keys


def _kept_at(address: str) -> str:
    return f"sign-on-keys:{digest_of(address)}"
