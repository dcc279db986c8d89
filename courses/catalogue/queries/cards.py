"""A row of the search as core/components/cards.py takes it."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.components.languages import own_language
from core.display.measures import duration
from core.display.numbers import in_num
from courses.catalogue.rules.words import shown_parts

LANGUAGES = {"en": "English", "hi": "हिन्दी"}


def card(row: dict[str, Any], language: str, words: list[str] | None = None) -> dict[str, Any]:
    """With the words of a search, those are marked in the title."""
    title = _in(row, "title", language)
    return {
        "url": reverse("courses:course", args=[row["code"]]),
        "title": title,
        "marked": _marked(title, words) if words else "",
        "area": row["areas"][0] if row["areas"] else "functional",
        "seed": row["code"],
        "tags": [
            _("%(competency)s · level %(level)s") % {"competency": _in(tag, "name", language), "level": tag["level"]}
            for tag in row["competencies"][:2]
        ],
        "provider": _in(row, "provider", language),
        "reason": "" if row.get("is_national", True) else _("Only for the organisation that offers it"),
        "duration": duration(row["minutes"] * 60),
        "stars": in_num(stars) if (stars := row["spread"].average) is not None else "",
        "ratings": in_num(row["spread"].count),
        "languages": ", ".join(LANGUAGES.get(code, code) for code in row["languages"]),
    }


def _in(row: dict[str, Any], name: str, language: str) -> str:
    return (language == "hi" and row.get(f"{name}_hi")) or row[name]


def _marked(title: str, words: list[str]) -> SafeString | str:
    parts = shown_parts(title, words)
    if not any(is_hit for _text, is_hit in parts):
        return ""
    marked = format_html_join("", "{}", ((format_html("<mark>{}</mark>", t) if hit else t,) for t, hit in parts))
    # The wrapping span is what own_language would give the plain title.
    plain = own_language(title)
    return format_html('<span lang="en">{}</span>', marked) if str(plain).startswith("<span") else marked
