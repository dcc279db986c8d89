"""The mobile number as people type it: ten digits, with or without +91."""

import re
from typing import Any

from allauth.account.fields import PhoneField
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

INDIAN = re.compile(r"(?:\+91|91|0)?([6-9]\d{9})$")


class MobileField(PhoneField):
    """Gives E.164, "+919876543210"; a number of another country is written with its own + code."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.label = _("Mobile number")
        self.widget.attrs.pop("placeholder", None)

    def clean(self, value: Any) -> Any:
        number = re.sub(r"[\s().-]", "", value or "")
        if match := INDIAN.fullmatch(number):
            number = f"+91{match[1]}"
        try:
            return super().clean(number)
        except ValidationError:
            if not number:
                raise
            raise ValidationError(_("Write a mobile number of ten digits."), code="invalid") from None
