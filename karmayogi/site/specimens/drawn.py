"""A partial of the product, drawn with invented data as it stands on its page, so that many can stand on one page.

What is drawn leads nowhere and sends nothing: its links, forms and scripts are cut off, and its ids are its own.
"""

import re
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

ID = re.compile(r'\sid="([^"]+)"')
REFERENCE = re.compile(r'\s(for|aria-labelledby|aria-describedby|aria-controls|data-begin)="([^"]+)"')
PAINT = re.compile(r"\burl\(#([^)]+)\)")  # what a drawing is filled with
LINK = re.compile(r'(?<!<use)\shref="[^"]*"')  # an icon is drawn by reference
SENDING = re.compile(r'\s(?:action|formaction|hx-get|hx-trigger)="[^"]*"')
SCRIPT = re.compile(r'<script\b.*?</script>|<input type="hidden" name="csrfmiddlewaretoken"[^>]*>', re.DOTALL)
LIVELY = re.compile(
    r"\sdata-(?:player|package|sitting|reading|left|passkey|passkey-able|quiz-check|seconds-left|error-summary|announce"
    r'|upload)(?:="[^"]*")?(?=[\s>])'
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


class Part(Protocol):
    """A module of specimens. `STATES`: name -> the states that it shows."""

    STATES: dict[str, list[str]]

    def groups(self) -> list[Group]: ...


def states_of(*parts: Part) -> dict[str, list[str]]:
    return {name: states for part in parts for name, states in part.STATES.items()}


def groups_of(*parts: Part) -> list[Group]:
    return [group for part in parts for group in part.groups()]


def drawn(name: str, key: str, state: str, template: str, /, **context: Any) -> Specimen:
    """`wrap` in the context: what stands around it where it cannot stand alone, the outer first, as
    `div class="card-k" > ul class="plain-list"`."""
    wrap: str = context.pop("wrap", "")
    said = {"csrf_token": "-", "code": "noting", **context}
    return framed(name, key, state, render_to_string(template, said), wrap=wrap)


def framed(name: str, key: str, state: str, html: str, /, *, wrap: str = "") -> Specimen:
    for around in reversed(wrap.split(" > ") if wrap else []):
        html = f"<{around}>{html}</{around.partition(' ')[0]}>"
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
    html = PAINT.sub(lambda found: f"url(#{own}-{found[1]})", html)
    html = ID.sub(lambda found: f' id="{own}-{found[1]}"', html)
    html = LINK.sub(' href="#main"', html)
    html = SENDING.sub("", html).replace(' method="post"', ' method="dialog"')
    return SafeString(LIVELY.sub("", html))  # drawn by a template of the product
