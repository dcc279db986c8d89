"""Forms of officials: filter the list, give a posting."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ehrms.officials.models import Group
from ehrms.officials.queries import Wanted


class FilterForm(forms.Form):
    name = forms.CharField(label=_("Name begins with"), max_length=100, required=False)
    office = forms.ChoiceField(label=_("Office"), required=False)
    designation = forms.ChoiceField(label=_("Designation"), required=False)
    group = forms.ChoiceField(label=_("Group"), required=False)

    def __init__(
        self, *args: Any, offices: list[tuple[str, str]], designations: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = [("", _("All offices")), *offices]  # type: ignore[attr-defined]
        self.fields["designation"].choices = [("", _("All designations")), *designations]  # type: ignore[attr-defined]
        groups = [(group.value, group.label) for group in Group if group.value]
        self.fields["group"].choices = [("", _("All groups")), *groups]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """What was asked for; a value that is no choice filters nothing."""
        self.is_valid()
        cleaned = getattr(self, "cleaned_data", {})
        return Wanted(**{name: cleaned.get(name, "").replace("\x00", "") for name in self.fields})


class PostingForm(forms.Form):
    office = forms.ChoiceField(label=_("Office"))
    designation = forms.ChoiceField(label=_("Designation"))
    since = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    supervisor_code = forms.CharField(
        label=_("Supervisor's employee code"), max_length=40, required=False, help_text=_("Empty: nobody is named.")
    )

    def __init__(
        self, *args: Any, offices: list[tuple[str, str]], designations: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = offices  # type: ignore[attr-defined]
        self.fields["designation"].choices = designations  # type: ignore[attr-defined]
