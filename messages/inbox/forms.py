"""The preferences page's form."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from messages.inbox.kinds import KINDS
from messages.inbox.models import Preference


class PreferencesForm(forms.Form):
    language = forms.ChoiceField(label=_("Language of mails"), choices=settings.LANGUAGES)
    email = forms.MultipleChoiceField(
        label=_("Send me a mail about"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The inbox always shows all messages."),
    )
    quiet_from = forms.TimeField(
        label=_("No mails from"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    quiet_to = forms.TimeField(
        label=_("until"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("Indian time. Mails wait until the quiet hours are over."),
    )

    def __init__(self, *args: Any, preference: Preference | None = None, language: str = "en", **kwargs: Any) -> None:
        self.kinds = [kind for kind in KINDS.values() if kind.by_email and kind.is_optional]
        off = preference.without_email if preference else []
        kwargs.setdefault(
            "initial",
            {
                "language": preference.language if preference else language,
                "email": [kind.name for kind in self.kinds if kind.name not in off],
                "quiet_from": preference.quiet_from if preference else None,
                "quiet_to": preference.quiet_to if preference else None,
            },
        )
        super().__init__(*args, **kwargs)
        self.fields["email"].choices = [(kind.name, kind.label) for kind in self.kinds]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if bool(cleaned.get("quiet_from")) != bool(cleaned.get("quiet_to")):
            self.add_error("quiet_to", _("Give both times of the quiet hours, or none."))
        return cleaned

    def without_email(self) -> list[str]:
        wanted = set(self.cleaned_data["email"])
        return [kind.name for kind in self.kinds if kind.name not in wanted]
