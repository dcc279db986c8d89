"""The form that brings a file."""

from django import forms
from django.utils.translation import gettext_lazy as _


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File with the officials"),
        help_text=_("A CSV file of at most 10 MB, with one official in each line."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv"}),
        max_length=255,
        allow_empty_file=True,  # the action says it in its own words
    )
