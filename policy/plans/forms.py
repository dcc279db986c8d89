"""Forms of plans: name one, add a course, say who it is for, filter the completion list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from policy.plans.queries import Wanted


class PlanForm(forms.Form):
    title = forms.CharField(
        label=_("Title"), max_length=70, help_text=_("At most 70 letters, as officials will read it.")
    )
    title_hi = forms.CharField(label=_("Title in Hindi"), max_length=70, required=False)
    financial_year = forms.ChoiceField(label=_("Financial year"))

    def __init__(self, *args: Any, years: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["financial_year"].choices = [(year, year.replace("-", "–")) for year in years]  # type: ignore[attr-defined]


class ItemForm(forms.Form):
    offering = forms.UUIDField(label=_("Course"), widget=forms.HiddenInput)
    due_on = forms.DateField(label=_("Due by"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class DueDateForm(forms.Form):
    due_on = forms.DateField(label=_("New due date"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("Every official who has not completed the course reads it.")
    )
    seen = forms.DateField(widget=forms.HiddenInput, required=False)


class AudienceForm(forms.Form):
    office = forms.ChoiceField(label=_("Office"), help_text=_("All offices below it are included."))
    designations = forms.MultipleChoiceField(
        label=_("Designations"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: every designation."),
    )

    def __init__(
        self, *args: Any, offices: list[tuple[str, str]], designations: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = offices  # type: ignore[attr-defined]
        self.fields["designations"].choices = designations  # type: ignore[attr-defined]


class CompletionFilterForm(forms.Form):
    name = forms.CharField(label=_("Name begins with"), max_length=100, required=False)
    item = forms.ChoiceField(label=_("Course"), required=False)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("All")),
            ("overdue", _("Overdue")),
            ("open", _("Not started")),
            ("started", _("In progress")),
            ("completed", _("Completed")),
        ],
    )

    def __init__(self, *args: Any, items: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].choices = [("", _("All courses")), *items]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """What was asked for; a value that is no choice filters nothing."""
        self.is_valid()
        cleaned = getattr(self, "cleaned_data", {})
        return Wanted(**{name: cleaned.get(name, "").replace("\x00", "") for name in self.fields})
