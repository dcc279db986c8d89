"""The second step of signing in: allauth's forms and refusals in the words of the house."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


def was_used(request: HttpRequest) -> bool:
    """Whether this session has shown a second factor; with a key, whether the session that made it had."""
    if key := getattr(request, "api_key", None):
        return bool(key.used_second_step)
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


class SecondStepAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("The code is not right. Codes change every half minute: type the one shown now."),
        "add_email_blocked": _("With two-step sign-in no address can be added. Turn it off first."),
        "unverified_email": _("Confirm your e-mail address before you turn on two-step sign-in."),
        "cannot_delete_authenticator": _("Two-step sign-in cannot be turned off."),
        "cannot_generate_recovery_codes": _("Set up the authenticator app first: recovery codes belong to it."),
    }


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
