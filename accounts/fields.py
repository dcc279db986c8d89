"""The mobile number as people type it: ten digits, with or without +91."""

from typing import Any

from allauth.account.fields import PhoneField
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.rules import mobile


class MobileField(PhoneField):
    """Gives E.164, "+919876543210"; a number of another country is written with its own + code."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.label = _("Mobile number")
        self.widget.attrs.pop("placeholder", None)

    def clean(self, value: Any) -> Any:
        number = mobile(value or "")
        try:
            return super().clean(number)
        except ValidationError:
            if not number:
                raise
            raise ValidationError(_("Write a mobile number of ten digits."), code="invalid") from None
