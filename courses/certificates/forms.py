"""Forms of certificates."""

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.certificates.actions.revoking import SHORTEST_NOTE
from courses.certificates.models import RevocationReason


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
        error_messages={"min_length": _("Say it in at least %(limit_value)d letters.")},
        help_text=_("Only your organisation keeps this. Name the evidence or the letter."),
    )
