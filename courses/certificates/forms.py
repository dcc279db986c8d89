"""Forms of certificates."""

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.certificates.actions.revoking import SHORTEST_NOTE
from courses.certificates.models import CorrectionReason, RevocationReason

SAY_MORE = {"min_length": _("Say it in at least %(limit_value)d letters.")}


class RevocationForm(forms.Form):
    """Why a certificate is taken back: what everybody may read, and what only the provider keeps."""

    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=[("", _("Choose a reason")), *RevocationReason.choices],
        help_text=_("Anybody who checks the certificate reads this."),
    )
    note = forms.CharField(
        label=_("What was found"),
        widget=forms.Textarea(attrs={"rows": 4}),
        min_length=SHORTEST_NOTE,
        max_length=2000,
        error_messages=SAY_MORE,
        help_text=_("Only your organisation keeps this. Name the evidence or the letter."),
    )


class CorrectionForm(forms.Form):
    """What the holder says is wrong."""

    reason = forms.ChoiceField(
        label=_("What is wrong"), choices=CorrectionReason.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is wrong.")},
    )  # fmt: skip
    note = forms.CharField(
        label=_("What it says, and what is right"),
        widget=forms.Textarea(attrs={"rows": 3}),
        min_length=SHORTEST_NOTE,
        max_length=1000,
        error_messages=SAY_MORE,
        help_text=_("Your name and posting are read from your service record. Have them corrected there first."),
    )


class ReissueForm(forms.Form):
    """What a provider corrects of its own accord."""

    prefix = "reissue"
    reason = forms.ChoiceField(
        label=_("What is corrected"),
        choices=[("", _("Choose a reason")), *CorrectionReason.choices],
        help_text=_("What the reason is about is read anew from the records; everything else stays."),
    )
    note = forms.CharField(
        label=_("What was checked"),
        widget=forms.Textarea(attrs={"rows": 3}),
        min_length=SHORTEST_NOTE,
        max_length=2000,
        error_messages=SAY_MORE,
        help_text=_("Only your organisation keeps this. Name the evidence or the letter."),
    )


class DecisionForm(forms.Form):
    """The provider's answer to a request; the button says whether it is approved."""

    answer = forms.CharField(
        label=_("Your answer"),
        widget=forms.Textarea(attrs={"rows": 3}),
        min_length=SHORTEST_NOTE,
        max_length=1000,
        error_messages=SAY_MORE,
        help_text=_("The holder reads this."),
    )
