"""What base.html needs on every page, without a single query."""

import unicodedata
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, get_language_bidi

from core.components.addresses import address
from core.preferences.rules import TEXT_SIZES, Preferences


def page(request: HttpRequest) -> dict[str, Any]:
    language = get_language() or "en"
    preferences = getattr(request, "preferences", None) or Preferences()
    return {
        "page": {
            **look(language, preferences, settings.LANGUAGES),
            "here": here(request),
            "request_id": getattr(request, "request_id", ""),
        },
        "person": SimpleLazyObject(lambda: person(getattr(request, "principal", None), language)),
    }


def look(language: str, preferences: Preferences, languages: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """The reader's choices, as html element, strip and form show them."""
    return {
        "language": language,
        "direction": "rtl" if get_language_bidi() else "ltr",
        "languages": languages,
        "language_name": dict(languages).get(language, language),
        "preferences": preferences,
        "is_smallest": preferences.text_size == TEXT_SIZES[0],
        "is_largest": preferences.text_size == TEXT_SIZES[-1],
        "preferences_url": address("preferences:preferences"),
    }


def here(request: HttpRequest) -> str:
    """Where a preference leads back to: this page, or for the answer to a form the page that held the form."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    came_from = urlsplit(request.headers.get("Referer", ""))
    return came_from.path if came_from.netloc == request.get_host() else request.path


def person(principal: Any, language: str) -> dict[str, str] | None:
    """Name, initials and organisation of the signed-in person, in the reader's language; None for a stranger."""
    if principal is None:
        return None
    name = principal.names.get(language) or principal.names.get("en", "")
    organisations = principal.organisation_names
    return {
        "name": name,
        "initials": initials(name),
        "organisation": organisations.get(language) or organisations.get("en", ""),
    }


def initials(name: str) -> str:
    """AV for Asha Verma; in Devanagari a letter keeps its vowel sign: आव for आशा वर्मा."""
    words = name.split()
    ends = words if len(words) < 2 else [words[0], words[-1]]
    return "".join(_first_letter(word) for word in ends)


def _first_letter(word: str) -> str:
    letter = word[:1].upper()
    for sign in word[1:]:
        if not unicodedata.category(sign).startswith("M"):
            break
        letter += sign
    return letter
