"""Forms of the player: shape only."""

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.catalogue.renditions import LABELS


class ChoicesForm(forms.Form):
    """In which language a person takes films and documents and reads captions, and how heavy; empty: as the page is."""

    CHOICES = [("", _("As this page")), *LABELS.items()]
    spoken = forms.ChoiceField(choices=CHOICES, required=False)
    captions = forms.ChoiceField(choices=CHOICES, required=False)
    weight = forms.ChoiceField(choices=[("", ""), ("full", ""), ("low", ""), ("sound", "")], required=False)
