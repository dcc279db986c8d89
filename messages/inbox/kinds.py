"""The kinds of messages: their texts, and whether they go out by e-mail.

A pillar declares its own in `<pillar>/notices.py`, which is loaded at start:

    message_kind(
        "courses.assigned",
        label=_("A course was given to me"),
        subject=_("New in your plan: %(title)s"),
        body=_("%(organisation)s asks you to complete “%(title)s” by %(due)s."),
    )

Params are plain values. `{"en": "…", "hi": "…"}` becomes the reader's language, `{"date": "2026-12-31"}` a date in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy

from core.display.dates import in_date_long

Text = str | Promise


@dataclass(frozen=True, slots=True)
class MessageKind:
    """`label`: how the preferences page names it. `is_optional`: whether its e-mail may be switched off."""

    name: str
    label: Text
    subject: Text
    body: Text
    by_email: bool = True
    is_optional: bool = True


KINDS: dict[str, MessageKind] = {}


def message_kind(
    name: str, *, label: Text, subject: Text, body: Text, by_email: bool = True, is_optional: bool = True
) -> MessageKind:
    KINDS[name] = MessageKind(name, label, subject, body, by_email, is_optional)
    return KINDS[name]


# What a message of a kind is shown as when a newer version of the platform sent it.
UNKNOWN = MessageKind(
    name="",
    label=gettext_lazy("Other messages"),
    subject=gettext_lazy("A message from Karmayogi"),
    body=gettext_lazy("Open Karmayogi to see what is new."),
)


@dataclass(frozen=True, slots=True)
class Rendered:
    subject: str
    body: str


def render(kind: str, params: Mapping[str, object]) -> Rendered:
    """The texts in the language that is active now."""
    texts = KINDS.get(kind, UNKNOWN)
    values = _Values({name: _in_language(value) for name, value in params.items()})
    return Rendered(" ".join((str(texts.subject) % values).split()), str(texts.body) % values)


class _Values(dict[str, object]):
    """A param that an older message lacks leaves a gap, not an error."""

    def __missing__(self, name: str) -> str:
        return "…"


def _in_language(value: object) -> object:
    if isinstance(value, dict):
        if "date" in value:
            return in_date_long(date.fromisoformat(str(value["date"])))
        return value.get(get_language() or "en") or value.get("en") or next(iter(value.values()), "")
    return value
