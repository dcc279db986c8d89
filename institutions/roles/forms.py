"""Forms of roles: grant one, ask about one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from institutions.roles.access import permission_choices
from institutions.roles.models import Role


class GrantForm(forms.Form):
    address = forms.EmailField(label=_("E-mail address of the person"), max_length=254)
    role = forms.ChoiceField(label=_("Role"))

    def __init__(self, *args: Any, grantable: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Every role is understood; one that is not offered is refused by the rules, in words.
        self.fields["role"].choices = [(role.value, role.label) for role in Role]  # type: ignore[attr-defined]
        self.offered = [(role, Role(role).label) for role in grantable]
        self.fields["role"].widget.choices = self.offered  # type: ignore[attr-defined]


class MayForm(forms.Form):
    person = forms.EmailField(label=_("E-mail address of the person"), max_length=254)
    permission = forms.ChoiceField(label=_("What it is about"), choices=permission_choices)
