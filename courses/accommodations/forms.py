"""The form of an accommodation."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from core.components.fields import WholeNumber
from core.components.languages import OwnLanguageSelect
from courses.accommodations.models import Category
from courses.accommodations.rules import MOST_ATTEMPTS, MOST_PERCENT


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


class GrantForm(forms.Form):
    """`uuid` names the decision, so that a form sent twice is one."""

    uuid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    address = forms.EmailField(label=_("E-mail address of the person"), max_length=254)
    course = forms.ChoiceField(label=_("Where it holds"), required=False, widget=OwnLanguageSelect)
    extra_time_percent = WholeNumber(
        label=_("More time, in percent"), min_value=0, max_value=MOST_PERCENT, initial=0, required=False,
        help_text=_("50 makes 30 minutes into 45. It applies by itself to every quiz with a time limit."),
    )  # fmt: skip
    extra_attempts = WholeNumber(
        label=_("More attempts"), min_value=0, max_value=MOST_ATTEMPTS, initial=0, required=False,
        help_text=_("For each quiz. Who has failed can try again at once, also during the waiting time."),
    )  # fmt: skip
    category = forms.ChoiceField(
        label=_("Reason"), choices=[("", _("Choose a reason")), *Category.choices],
        help_text=_("The person reads it, and who may give accommodations here."),
    )  # fmt: skip
    note = forms.CharField(
        label=_("Order or letter"),
        max_length=300,
        required=False,
        help_text=_("Name the paper it rests on, not a diagnosis."),
    )
    active_from = _day(_("First day"))
    last_day = _day(_("Last day"), required=False, help_text=_("Empty: until it is ended."))

    def __init__(self, *args: Any, courses: list[tuple[str, str]] | None, today: date, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"uuid": uuid4(), "active_from": today})
        super().__init__(*args, **kwargs)
        if courses is None:
            del self.fields["course"]
        else:
            self.fields["course"].choices = [("", _("In every quiz")), *courses]  # type: ignore[attr-defined]

    def clean_uuid(self) -> UUID:
        return self.cleaned_data["uuid"] or uuid4()

    @property
    def decision(self) -> dict[str, Any]:
        """As the action takes it."""
        said = self.cleaned_data
        names = ("uuid", "category", "note", "active_from")
        return {name: said[name] for name in names} | {
            "extra_time_percent": said["extra_time_percent"] or 0,
            "extra_attempts": said["extra_attempts"] or 0,
            "active_to": said["last_day"] + timedelta(days=1) if said["last_day"] else None,
        }
