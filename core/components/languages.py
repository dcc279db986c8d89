"""Language of parts (WCAG 3.1.2): what people wrote is marked as English where the page speaks another language."""

import re
from html import escape
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi

LATIN_WORD = re.compile(r"[A-Za-z]{2}")
INDIC = re.compile(r"[\u0900-\u0dff]")


def is_foreign(words: str, language: str = "") -> bool:
    """Whether the words are in Latin letters on a page that speaks another language, by default the active one."""
    speaks = language or get_language() or "en"
    return speaks != "en" and not INDIC.search(words) and bool(LATIN_WORD.search(words))


def own_language(text: Any, language: str = "") -> SafeString | str:
    """A title, name or code as it was written, in a span with `lang` when it is not in the page's script."""
    words = str(text) if text is not None else ""
    if not is_foreign(words, language):
        return SafeString(escaped(words))
    if get_language_bidi():  # or a full stop at its end would come to stand at its beginning
        return format_html('<span lang="en" dir="ltr">{}</span>', text)
    return format_html('<span lang="en">{}</span>', text)


def escaped(text: Any) -> str:
    """Django's `conditional_escape` for what is no lazy text; that one costs several times as much."""
    return text.__html__() if hasattr(text, "__html__") else escape(str(text))  # type: ignore[no-any-return]


class OwnLanguageSelect(forms.Select):
    """A list of titles or names as they were written: an option cannot hold a span, so it carries `lang` itself."""

    def create_option(self, name: str, value: Any, label: Any, *rest: Any, **more: Any) -> dict[str, Any]:
        option = super().create_option(name, value, label, *rest, **more)
        if is_foreign(str(label)):
            option["attrs"]["lang"] = "en"
        return option
