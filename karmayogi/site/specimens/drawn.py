"""A partial of the product, drawn with invented data as it stands on its page, so that many can stand on one page.

What is drawn leads nowhere and sends nothing: its links, forms and scripts are cut off, and its ids are its own.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

ID = re.compile(r'\sid="([^"]+)"')
REFERENCE = re.compile(r'\s(for|aria-labelledby|aria-describedby|aria-controls|data-begin)="([^"]+)"')
LINK = re.compile(r'(?<!<use)\shref="[^"]*"')  # an icon is drawn by reference
SENDING = re.compile(r'\s(?:action|formaction|hx-get|hx-trigger)="[^"]*"')
SCRIPT = re.compile(r'<script\b.*?</script>|<input type="hidden" name="csrfmiddlewaretoken"[^>]*>', re.DOTALL)
LIVELY = re.compile(
    r'\sdata-(?:player|package|sitting|reading|left|passkey|passkey-able|quiz-check|seconds-left)(?:="[^"]*")?(?=[\s>])'
)
LANDMARK = re.compile(r"<(section|nav|aside)\b([^>]*?)\saria-(labelledby|label)=\"([^\"]*)\"")


def say(english: str, hindi: str) -> str:
    """What people write comes in two languages; on a page of any other it stands in English."""
    return hindi if get_language() == "hi" else english


@dataclass(frozen=True, slots=True)
class Specimen:
    """One partial in one state. `state` is said over it; `name` and `key` are what the tests know it by."""

    name: str
    key: str
    state: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class Group:
    """`layout`: a class of the product that sets the specimens beside or below each other."""

    title: str
    shown: list[Specimen] = field(default_factory=list)
    layout: str = "stack"


def drawn(name: str, key: str, state: str, template: str, /, **context: Any) -> Specimen:
    """`wrap` in the context: an element around it, as `ul class="plain-list"`, where it cannot stand alone."""
    wrap: str = context.pop("wrap", "")
    said = {"csrf_token": "-", "code": "noting", **context}
    return framed(name, key, state, render_to_string(template, said), wrap=wrap)


def framed(name: str, key: str, state: str, html: str, /, *, wrap: str = "") -> Specimen:
    if wrap:
        html = f"<{wrap}>{html}</{wrap.partition(' ')[0]}>"
    return Specimen(name, key, state, _alone(html, f"{name}-{key}", state))


def _alone(html: str, own: str, state: str) -> SafeString:
    """Ids, and the names of landmarks, are those of this specimen only."""
    html = SCRIPT.sub("", html)
    ids = set(ID.findall(html))

    def renamed(found: re.Match[str]) -> str:
        names = " ".join(f"{own}-{one}" if one in ids else one for one in found[2].split())
        return f' {found[1]}="{names}"'

    def named(found: re.Match[str]) -> str:
        tag, rest, by, words = found.groups()
        if by == "label":
            return f'<{tag}{rest} aria-label="{words}: {escape(state)}"'
        return f'<{tag}{rest} aria-labelledby="{words} {own}-state"'

    html = REFERENCE.sub(renamed, html)
    html = LANDMARK.sub(named, html)
    html = ID.sub(lambda found: f' id="{own}-{found[1]}"', html)
    html = LINK.sub(' href="#main"', html)
    html = SENDING.sub("", html).replace(' method="post"', ' method="dialog"')
    return SafeString(LIVELY.sub("", html))  # drawn by a template of the product


def declared(groups: Iterable[Group]) -> dict[str, list[str]]:
    """Name -> states, as they stand on the page."""
    found: dict[str, list[str]] = {}
    for group in groups:
        for one in group.shown:
            found.setdefault(one.name, []).append(one.key)
    return found
