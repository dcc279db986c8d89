"""Why somebody leaves a course."""

from django import forms
from django.utils.translation import gettext_lazy as _

REASONS = [
    ("irrelevant", _("It is not about my work")),
    ("too_hard", _("It is too hard")),
    ("too_easy", _("It is too easy")),
    ("no_time", _("I have no time now")),
    ("quality", _("The course is not good")),
    ("mistake", _("I enrolled by mistake")),
]


class WithdrawalForm(forms.Form):
    reason = forms.ChoiceField(choices=REASONS, widget=forms.RadioSelect, label=_("Why are you leaving this course?"))
