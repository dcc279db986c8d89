"""Language of parts (WCAG 3.1.2): what people wrote is marked with its language where the page speaks another."""

import re
from html import escape
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi

LATIN_WORD = re.compile(r"[A-Za-z]{2}")
INDIC = re.compile(r"[\u0900-\u0dff]")
DEVANAGARI = re.compile(r"[\u0904-\u0939]")


def foreign(words: str, language: str = "") -> str:
    """The language of the words where the page speaks another, by default the active one: Latin letters on a page that
    is not in English are `en`, Devanagari on an English one is `hi`; "" where both scripts stand together."""
    if (language or get_language() or "en") == "en":
        is_hindi = not words.isascii() and DEVANAGARI.search(words) and not LATIN_WORD.search(words)
        return "hi" if is_hindi else ""
    return "en" if not INDIC.search(words) and LATIN_WORD.search(words) else ""


def own_language(text: Any, language: str = "") -> SafeString | str:
    """A title, name or code as it was written, in a span with `lang` when it is not in the page's script."""
    words = str(text) if text is not None else ""
    if not (own := foreign(words, language)):
        return SafeString(escaped(words))
    if get_language_bidi():  # or a full stop at its end would come to stand at its beginning
        return format_html('<span lang="{}" dir="ltr">{}</span>', own, text)
    return format_html('<span lang="{}">{}</span>', own, text)


def lang_attribute(text: Any) -> SafeString:
    """For what cannot hold a span, such as an option of a list."""
    own = foreign(str(text))
    return SafeString(f' lang="{own}"' if own else "")


def escaped(text: Any) -> str:
    """Django's `conditional_escape` for what is no lazy text; that one costs several times as much."""
    return text.__html__() if hasattr(text, "__html__") else escape(str(text))  # type: ignore[no-any-return]


class OwnLanguageSelect(forms.Select):
    """A list of titles or names as they were written: an option cannot hold a span, so it carries `lang` itself."""

    def create_option(self, name: str, value: Any, label: Any, *rest: Any, **more: Any) -> dict[str, Any]:
        option = super().create_option(name, value, label, *rest, **more)
        if own := foreign(str(label)):
            option["attrs"]["lang"] = own
        return option
