"""Forms of signing up."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.actions import SIGNED_UP_HERE, may_sign_up
from accounts.models import User


class SignUpDetails(forms.Form):
    """What allauth's form asks besides the address and the password."""

    full_name = forms.CharField(
        label=_("Full name, as in your service record"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["full_name", "email", "phone", "password1", "password2"]

    def clean_full_name(self) -> str:
        return " ".join(self.cleaned_data["full_name"].split())

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or self.cleaned_data
        email = cleaned.get("email")
        if email and not may_sign_up(email):
            self.add_error(
                "email",
                _(
                    "Addresses of this kind are not approved for any organisation. Use your official address,"
                    " or ask the training section of your ministry to register you."
                ),
            )
        return cleaned

    def signup(self, request: HttpRequest, user: User) -> None:
        """allauth asks for this hook. The session remembers whose password it chose (accounts.actions.distrust)."""
        request.session[SIGNED_UP_HERE] = user.pk
