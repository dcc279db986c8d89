"""A row of the search as core/components/cards.py takes it."""

from functools import lru_cache
from html import escape
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.components.languages import foreign
from core.display.measures import duration
from core.display.numbers import in_num
from courses.catalogue.rules.spreads import Spread
from courses.catalogue.rules.words import shown_parts

LANGUAGES = {"en": "English", "hi": "हिन्दी"}


def card(row: dict[str, Any], language: str, words: list[str] | None = None) -> dict[str, Any]:
    """With the words of a search, those are marked in the title."""
    title = _in(row, "title", language)
    tag_words, only_own = _words(language)
    return {
        "url": course_address(row["code"]),
        "title": title,
        "marked": _marked(title, words, language) if words else "",
        "area": row["areas"][0] if row["areas"] else "functional",
        "seed": row["code"],
        "tags": [
            tag_words % {"competency": _in(tag, "name", language), "level": tag["level"]}
            for tag in row["competencies"][:2]
        ],
        "provider": _in(row, "provider", language),
        "reason": "" if row.get("is_national", True) else only_own,
        "duration": duration(row["minutes"] * 60),
        **stars_of(row["spread"]),
        "languages": ", ".join(LANGUAGES.get(code, code) for code in row["languages"]),
    }


def stars_of(spread: Spread) -> dict[str, str]:
    """The average, "" while there are too few to say, and how many gave it."""
    return {"stars": spread.average_shown, "ratings": in_num(spread.count)}


@lru_cache(maxsize=8)
def _words(language: str) -> tuple[str, str]:
    with override(language):
        return _("%(competency)s · level %(level)s"), _("Only for the organisation that offers it")


@lru_cache(maxsize=4096)
def course_address(code: str) -> str:
    """Of a course's page; put together once, as lists ask for it dozens of times."""
    return reverse("courses:course", args=[code])


def _in(row: dict[str, Any], name: str, language: str) -> str:
    return (language == "hi" and row.get(f"{name}_hi")) or row[name]


def _marked(title: str, words: list[str], language: str) -> SafeString | str:
    parts = shown_parts(title, words)
    if not any(is_hit for _text, is_hit in parts):
        return ""
    marked = "".join(f"<mark>{escape(text)}</mark>" if is_hit else escape(text) for text, is_hit in parts)
    # The wrapping span is what own_language would give the plain title.
    own = foreign(title, language)
    return SafeString(f'<span lang="{own}">{marked}</span>' if own else marked)
