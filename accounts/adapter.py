"""How allauth stores people here: a login belongs to a person; a mobile number is kept on the login."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.contrib.auth.models import AnonymousUser
from django.contrib.sites.shortcuts import get_current_site
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import confirming, sms
from accounts.actions import register_person
from accounts.fields import MobileField
from accounts.models import User
from accounts.rules import mobile
from core.audit.actor import Actor
from core.tenancy.context import everywhere

MISMATCH = gettext_lazy("The address or number, or the password, is not right.")  # the same whatever was typed


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": MISMATCH,
        "phone_password_mismatch": MISMATCH,
        "username_password_mismatch": MISMATCH,
    }

    def save_user(self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True) -> User:
        """Make the person behind a login that signs up. It joins an organisation when the address is verified."""
        name = form.cleaned_data["full_name"]
        with transaction.atomic():
            with everywhere(reason="sign-up"):
                user.person = register_person(full_name=name, actor=Actor(name=name, door="page"), at=timezone.now())
            return super().save_user(request, user, form, commit)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Raises ReauthenticationRequired for whom allauth's own check would let pass."""
        is_required: bool = super().is_reauthentication_required(app=app, **kwargs)
        if is_required:
            confirming.refuse_unconfirmed(context.request)
        return is_required

    def get_reauthentication_methods(self, user: User | AnonymousUser) -> list[dict[str, str]]:
        ways: list[dict[str, str]] = super().get_reauthentication_methods(user)
        return ways if ways or not isinstance(user, User) else confirming.way_by_code(user)

    def phone_form_field(self, **kwargs: Any) -> MobileField:
        return MobileField(**kwargs)

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        return (user.mobile, user.mobile_verified) if user.mobile else None

    def set_phone(self, user: User, phone: str, verified: bool) -> None:
        user.mobile, user.mobile_verified = phone, verified
        user.save(update_fields=["mobile", "mobile_verified"])

    def set_phone_verified(self, user: User, phone: str) -> None:
        self.set_phone(user, phone, True)

    def get_user_by_phone(self, phone: str) -> User | None:
        return User.objects.filter(mobile=mobile(phone)).first()

    def send_verification_code_sms(self, user: User, phone: str, code: str, **kwargs: Any) -> None:
        sms.send(phone, _("%(code)s is your code for iGOT Karmayogi. Tell it to nobody.") % {"code": code})

    def send_unknown_account_sms(self, phone: str, **kwargs: Any) -> None:
        sms.send(phone, _("Somebody tried to sign in to iGOT Karmayogi with this number. It has no account there."))

    def send_account_already_exists_sms(self, phone: str) -> None:
        sms.send(phone, _("Somebody tried to sign up to iGOT Karmayogi with this number. It has an account already."))

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Failed attempts count by what was typed: e-mail or mobile. (allauth's own key leaves the mobile out, so that
        all mobiles together would share five attempts.)"""
        login = credentials.get("email") or mobile(credentials.get("phone", ""))
        return f"{get_current_site(request).domain}:{login.lower()}"
