"""Language of parts (WCAG 3.1.2): what people wrote is marked as English where the page speaks another language."""

import re
from typing import Any

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi

LATIN_WORD = re.compile(r"[A-Za-z]{2}")
INDIC = re.compile(r"[\u0900-\u0dff]")


def own_language(text: Any) -> SafeString | str:
    """A title, name or code as it was written, in a span with `lang` when it is not in the page's script."""
    words = str(text) if text is not None else ""
    if (get_language() or "en") == "en" or INDIC.search(words) or not LATIN_WORD.search(words):
        return conditional_escape(words)
    if get_language_bidi():  # or a full stop at its end would come to stand at its beginning
        return format_html('<span lang="en" dir="ltr">{}</span>', text)
    return format_html('<span lang="en">{}</span>', text)
