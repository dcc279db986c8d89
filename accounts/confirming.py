"""Showing anew who one is, before something important is changed: by password, by the second step, or by a code to the
own address. allauth has the first two and lets a login that has neither pass unasked; here nobody passes unasked.
"""

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows, is_reauthentication_required
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User

CODE_IN_SESSION = "confirming_code"
ADDRESS_OF_CODE = "account_reauthenticate_by_code"


def must_confirm(request: HttpRequest) -> bool:
    try:
        return is_reauthentication_required(request, app="account")
    except ReauthenticationRequired:  # see refuse_unconfirmed()
        return True


def where_to_confirm(request: HttpRequest) -> str:
    ways = get_adapter().get_reauthentication_methods(request.user)
    return ways[0]["url"] if ways else reverse("account_email")


def refuse_unconfirmed(request: HttpRequest) -> None:
    """For allauth's adapter, which is asked whether anybody must confirm, but not what those without a way do.

    Raises ReauthenticationRequired for a login with neither password nor second step that has not confirmed lately.
    """
    if request.user.is_authenticated and not get_reauthentication_flows(request.user):
        confirmed = [
            one["at"] for one in get_authentication_records(request, request.user) if one.get("reauthenticated")
        ]
        if not confirmed or time.time() - confirmed[-1] >= app_settings.REAUTHENTICATION_TIMEOUT:
            raise ReauthenticationRequired


def way_by_code(user: User) -> list[dict[str, str]]:
    """As allauth lists ways to confirm; for who has no other, and an address that was shown to be theirs."""
    if get_reauthentication_flows(user) or not address_of(user):
        return []
    return [{"id": "code", "description": _("Use a code sent by e-mail"), "url": reverse(ADDRESS_OF_CODE)}]


def address_of(user: User) -> str:
    """The address where codes go: the verified one, the chosen one if there are several."""
    verified = EmailAddress.objects.filter(user=user, verified=True).order_by("-primary", "pk").first()
    return verified.email if verified else ""


class SentCode(AbstractCodeVerificationProcess):  # type: ignore[misc]  # allauth says no types
    """The code that was sent last, kept in the session; its state lists when, to whom, and failed attempts."""

    def __init__(self, request: HttpRequest, state: dict[str, Any]) -> None:
        self.request = request
        super().__init__(
            max_attempts=app_settings.LOGIN_BY_CODE_MAX_ATTEMPTS,
            timeout=app_settings.LOGIN_BY_CODE_TIMEOUT,
            state=state,
            user=request.user,
        )

    @classmethod
    def of(cls, request: HttpRequest) -> "SentCode":
        """`code` is empty when none was sent, or too long ago."""
        sent = cls(request, request.session.get(CODE_IN_SESSION) or {})
        if sent.code and not sent.is_valid():
            sent.abort()
        return sent

    @classmethod
    def begin(cls, request: HttpRequest, email: str) -> None:
        sent = cls(request, cls.initial_state(user=request.user, email=email))
        sent.send()
        sent.persist()

    def send(self) -> None:
        self.state["code"] = get_adapter().generate_login_code()
        context = {"request": self.request, "code": self.code}
        get_adapter().send_mail("account/email/confirming_code", self.state["email"], context)

    def persist(self) -> None:
        self.request.session[CODE_IN_SESSION] = self.state

    def abort(self) -> None:
        self.request.session.pop(CODE_IN_SESSION, None)
        self.state: dict[str, Any] = {}
