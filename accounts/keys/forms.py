"""The form of a new key."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.keys.rules import DAYS

READ, WRITE = "read", "write"
RIGHTS = [(READ, _("Read only")), (WRITE, _("Read and change what I may change"))]


class KeyForm(forms.Form):
    name = forms.CharField(
        label=_("What it is for"), max_length=80, help_text=_("For example: figures for the monthly report")
    )
    rights = forms.ChoiceField(label=_("What it may do"), choices=RIGHTS, initial=READ, widget=forms.RadioSelect)
    days = forms.TypedChoiceField(
        label=_("How long it works"),
        choices=[(days, _("30 days") if days == 30 else _("90 days") if days == 90 else _("a year")) for days in DAYS],
        coerce=int, initial=90, widget=forms.RadioSelect,
    )  # fmt: skip
