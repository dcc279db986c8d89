"""The forms that open a support session and end a lost second step."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from institutions.support.rules import MINUTES


class OpeningForm(forms.Form):
    address = forms.EmailField(label=_("E-mail address of the person"), max_length=254)
    ticket = forms.CharField(label=_("Number of the ticket"), max_length=60)
    reason = forms.CharField(
        label=_("Why you need to look"), max_length=500, min_length=10, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The person reads this."),
    )  # fmt: skip
    minutes = forms.TypedChoiceField(
        label=_("For how long"), coerce=int, initial=MINUTES[0],
        choices=lambda: [(n, ngettext("%(n)s minute", "%(n)s minutes", n) % {"n": n}) for n in MINUTES],
    )  # fmt: skip
    wants_to_write = forms.BooleanField(label=_("I must change something, not only look"), required=False)

    def __init__(self, *args: object, may_write: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if not may_write:
            self.fields["wants_to_write"].widget = forms.HiddenInput()


class LostStepForm(forms.Form):
    address = forms.EmailField(label=_("E-mail address of the person"), max_length=254)
    ticket = forms.CharField(label=_("Number of the ticket"), max_length=60)
    reason = forms.CharField(
        label=_("How you made sure who asks"), max_length=500, min_length=10, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: called back on the number in the office's list. The person reads this."),
    )  # fmt: skip
