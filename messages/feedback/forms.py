"""The Help & Feedback form."""

from django import forms
from django.utils.translation import gettext_lazy as _

from messages.feedback.models import Category


class FeedbackForm(forms.Form):
    category = forms.ChoiceField(label=_("What is it about?"), choices=Category.choices)
    text = forms.CharField(
        label=_("What happened, or what would you like?"),
        min_length=5,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Please do not write passwords or codes here."),
    )
    contact = forms.CharField(
        label=_("E-mail or telephone, if you want an answer"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
    )
    page = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)
