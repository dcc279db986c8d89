"""allauth's forms in our words: the label says what to type, and no pale word in the field says it again."""

from typing import Any

from allauth.account import app_settings, forms
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.utils.translation import gettext as _


class Plain(BaseForm):
    """Without the placeholders: they repeat the label, and are gone when they are needed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class SignInForm(Plain, forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by_phone = len(app_settings.LOGIN_METHODS) > 1
        self.fields["login"].label = (
            _("Official e-mail address or mobile number") if by_phone else _("Official e-mail address")
        )


class SignUpForm(Plain, forms.SignupForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Official e-mail address")


class CodeRequestForm(Plain, forms.RequestLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Official e-mail address")
        for field in self.fields.values():
            field.is_alternative = len(self.fields) > 1  # type: ignore[attr-defined]  # read by forms/field.html

    def clean(self) -> dict[str, Any]:
        """allauth refuses both, and fails with neither."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(cleaned.get(name) for name in self.fields):
            raise ValidationError(_("Write where the code is to be sent."))
        return cleaned


class SignInCodeForm(Plain, forms.ConfirmLoginCodeForm):
    pass


class ConfirmForm(Plain, forms.ReauthenticateForm):
    pass


class AddAddressForm(Plain, forms.AddEmailForm):
    pass


class AddressCodeForm(Plain, forms.ConfirmEmailVerificationCodeForm):
    pass


class NumberCodeForm(Plain, forms.VerifyPhoneForm):
    pass


class ChangePasswordForm(Plain, forms.ChangePasswordForm):
    pass


class FirstPasswordForm(Plain, forms.SetPasswordForm):
    pass


class ForgottenPasswordForm(Plain, forms.ResetPasswordForm):
    pass


class ForgottenPasswordCodeForm(Plain, forms.ConfirmPasswordResetCodeForm):
    pass


class NewPasswordForm(Plain, forms.ResetPasswordKeyForm):
    pass
