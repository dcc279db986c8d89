"""Passkeys and security keys: allauth's forms and views, in our words, bound to this site's own origin."""

import json
from typing import Any
from urllib.parse import urlsplit

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView, RemoveWebAuthnView
from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from fido2.utils import websafe_decode

from accounts.second_step import may_remove
from core.doors import SIGNED_IN

NAME_LENGTH = 60


def is_of_our_origin(credential: Any, request: HttpRequest) -> bool:
    """Whether the browser says that this site asked.

    The library also takes what an origin below ours asked for. Uploaded packages run on such origins.
    """
    try:
        said = json.loads(websafe_decode(credential["response"]["clientDataJSON"]))
        origin, is_framed = said["origin"], said.get("crossOrigin", False)
    except (TypeError, KeyError, ValueError, AttributeError):
        return False
    ours = {f"{request.scheme}://{request.get_host()}", settings.SITE_URL}
    return origin in ours and is_framed is False and bool(urlsplit(origin).hostname)


class _OurOrigin(forms.Form):
    def clean_credential(self) -> Any:
        credential = self.cleaned_data["credential"]
        if not is_of_our_origin(credential, context.request):
            raise get_adapter().validation_error("passkey_refused")
        return credential


class _Shown(_OurOrigin):
    """A credential that is shown. What cannot be read is refused like one that is wrong."""

    def clean_credential(self) -> Authenticator:
        super().clean_credential()
        try:
            return AuthenticateWebAuthnForm.clean_credential(self)  # type: ignore[no-any-return, arg-type]
        except forms.ValidationError as refusal:
            if refusal.code == "incorrect_code":
                raise get_adapter().validation_error("passkey_refused") from None
            raise
        except (TypeError, KeyError, ValueError, AttributeError):
            raise get_adapter().validation_error("passkey_refused") from None


class SignInForm(_Shown, LoginWebAuthnForm):
    """Instead of address and password. The key itself asked for a PIN or finger, so this is both steps."""


class SecondStepForm(_Shown, AuthenticateWebAuthnForm):
    """After the password."""


class ConfirmForm(_Shown, ReauthenticateWebAuthnForm):
    """Before an important change."""


class AddForm(_OurOrigin, AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, alone = self.fields["name"], self.fields["passwordless"]
        name.label = _("Name of the key")
        name.widget.attrs["maxlength"] = NAME_LENGTH
        name.help_text = _("So that you know it again, such as “My phone” or “Blue key”.")
        alone.label, alone.initial = _("Sign in with it alone, without a password"), True
        alone.help_text = _("The device then asks for its PIN, your finger or your face each time.")

    def clean_name(self) -> str:
        return super().clean_name()[:NAME_LENGTH]  # type: ignore[no-any-return]

    def clean(self) -> dict[str, Any]:
        try:
            return super().clean() or {}
        except forms.ValidationError:
            raise get_adapter().validation_error("passkey_refused") from None
        except (TypeError, KeyError, ValueError, AttributeError):
            raise get_adapter().validation_error("passkey_refused") from None


class RenameForm(EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")
        self.fields["name"].validators.append(MaxLengthValidator(NAME_LENGTH))
        self.fields["name"].widget.attrs["maxlength"] = NAME_LENGTH


class Removal(RemoveWebAuthnView):
    """allauth asks its adapter before an app is removed, but not before a key is."""

    permission = SIGNED_IN  # said; held by allauth itself

    def form_valid(self, form: forms.Form) -> HttpResponse:
        if not may_remove(self.get_object()):
            messages.error(self.request, str(get_adapter().error_messages["cannot_delete_authenticator"]))
            return redirect("mfa_index")
        return super().form_valid(form)  # type: ignore[no-any-return]


class Confirmation(ReauthenticateWebAuthnView):
    """A key that was refused leads back to this page, and not to signing in."""

    permission = SIGNED_IN  # said; held by allauth itself

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)  # type: ignore[no-any-return]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(), **kwargs}
