"""The second step of signing in: allauth's forms and refusals in the words of the house."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.sealing import seal, unseal

KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)  # recovery codes only stand in for one of them


def was_used(request: HttpRequest) -> bool:
    """Whether this session has shown a second factor: a code, a recovery code or a passkey. Reads the session only.

    With a key for programs: whether the session that made it had.
    """
    if key := getattr(request, "api_key", None):
        return bool(key.used_second_step)
    records = get_authentication_records(request, request.user)  # type: ignore[arg-type]
    return any(record.get("method") == "mfa" for record in records)


def is_set_up(user_id: int) -> bool:
    return Authenticator.objects.filter(user_id=user_id, type__in=KINDS).exists()


def may_remove(authenticator: Authenticator) -> bool:
    """The last factor of somebody whose role asks for one stays, until another is there."""
    others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=KINDS).exclude(pk=authenticator.pk)
    return others.exists() or not import_string(settings.SECOND_STEP_POLICY)(authenticator.user)


def forget(user: User) -> int:
    """Take away every app, passkey and recovery code of a login; returns how many there were."""
    return Authenticator.objects.filter(user=user).delete()[0]


def reseal() -> int:
    """Each row in a transaction of its own, locked: a code that is used meanwhile is not lost."""
    done = 0
    for pk in list(Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN).values_list("pk", flat=True)):
        with transaction.atomic():
            kept = Authenticator.objects.select_for_update().filter(pk=pk).first()
            if kept is None:
                continue
            for field in ("secret", "seed"):
                if field in kept.data:
                    kept.data[field] = seal(unseal(kept.data[field]))
            if codes := kept.data.get("migrated_codes"):
                kept.data["migrated_codes"] = [seal(unseal(code)) for code in codes]
            kept.save(update_fields=["data"])
            done += 1
    return done


class SecondStepAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("The code is not right. Codes change every half minute: type the one shown now."),
        "passkey_refused": _("This passkey was not accepted. Try again, or use another way."),
        "add_email_blocked": _("With two-step sign-in no address can be added. Turn it off first."),
        "unverified_email": _("Confirm your e-mail address before you turn on two-step sign-in."),
        "cannot_delete_authenticator": _(
            "A role of yours asks for two-step sign-in, so the last way of it stays. Set up another one first."
        ),
        "cannot_generate_recovery_codes": _("Set up an app or a passkey first: recovery codes stand in for them."),
    }

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Key %(number)s") % {"number": number}

    def _get_site_name(self) -> str:
        return "Karmayogi"  # how a device lists the passkey

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return may_remove(authenticator)


def _in_our_words(field: forms.Field, label: Any) -> None:
    field.label = label
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs["autocapitalize"] = "none"


class SignInForm(AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self.fields["code"], _("Code of the app, or a recovery code"))


class ConfirmForm(ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self.fields["code"], _("Code of the app, or a recovery code"))


class ActivateForm(ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self.fields["code"], _("Code of the app"))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"
