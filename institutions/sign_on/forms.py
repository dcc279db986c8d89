"""Forms of sign-in services and of e-mail domains."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class AddressForm(forms.Form):
    address = forms.EmailField(
        label=_("Your work e-mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "username"}),
        help_text=_("Its domain tells which service signs you in."),
    )  # fmt: skip


class ServiceForm(forms.Form):
    name = forms.CharField(
        label=_("Name on the button"), max_length=120, help_text=_("For example: Sign-in of the Ministry of Finance")
    )
    name_hi = forms.CharField(label=_("Name in Hindi"), max_length=120, required=False)
    issuer = forms.CharField(
        label=_("Issuer"), max_length=300, help_text=_("The address by which the service names itself."),
        widget=forms.URLInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )  # fmt: skip
    client_id = forms.CharField(
        label=_("Client id"), max_length=255,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
    )  # fmt: skip
    secret = forms.CharField(
        label=_("Client secret"), max_length=1000, required=False, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("It is kept sealed and never shown."),
    )  # fmt: skip

    def __init__(self, *args: Any, keeps_secret: bool, **kwargs: Any) -> None:
        """`keeps_secret`: there is one already, which stays when the field is left empty."""
        super().__init__(*args, **kwargs)
        self.fields["secret"].required = not keeps_secret
        if keeps_secret:
            self.fields["secret"].help_text = _(
                "It is kept sealed and never shown. Left empty, the one that is kept stays."
            )


class DomainForm(forms.Form):
    domain = forms.CharField(
        label=_("E-mail domain"), max_length=253, help_text=_("As it stands behind the @, such as incometax.gov.in."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )  # fmt: skip
    note = forms.CharField(
        label=_("How it can be checked that it is yours"), max_length=500, min_length=10,
        widget=forms.Textarea(attrs={"rows": 3}), 
        help_text=_("For example the letter or the ticket of NIC that assigned it."),
    )  # fmt: skip


class DecisionForm(forms.Form):
    answer = forms.CharField(label=_("Answer to the organisation"), max_length=500, required=False)
