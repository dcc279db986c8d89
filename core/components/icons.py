"""Icons of the one sprite that the front end builds; the names are in frontend/icons.json."""

import json
from functools import lru_cache

from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString


class UnknownIconError(ValueError):
    """The icon is not in frontend/icons.json, so the sprite lacks it."""


@lru_cache(maxsize=1)
def names() -> frozenset[str]:
    return frozenset(json.loads((settings.BASE_DIR / "frontend" / "icons.json").read_text()))


def icon(name: str, label: str = "") -> SafeString:
    """Hidden from assistive technology unless it has a label, that is unless no word stands beside it."""
    if not name:
        return SafeString("")
    return _labelled(name, str(label)) if label else _silent(name)


@lru_cache(maxsize=256)
def _silent(name: str) -> SafeString:
    return format_html(
        '<svg class="icon icon-{}" aria-hidden="true"><use href="{}"/></svg>', _known(name), _address(name)
    )


def _labelled(name: str, label: str) -> SafeString:
    return format_html(
        '<svg class="icon icon-{}" role="img" aria-label="{}"><use href="{}"/></svg>',
        _known(name),
        label,
        _address(name),
    )


def _address(name: str) -> str:
    return f"{static('build/icons.svg')}#{name}"


def _known(name: str) -> str:
    if name not in names():
        raise UnknownIconError(f"No icon “{name}” in frontend/icons.json. Add it there and build the front end.")
    return name
