"""The strip at the top with the reader's choices: drawn once for each language and look, then only filled in."""

from functools import lru_cache
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from core.components.addresses import address
from core.components.context import here, look
from core.preferences.rules import Preferences

# Marks that no text of the strip contains.
TOKEN, HERE, HERE_QUOTED = "@token@", "@here@", "@here-quoted@"


def strip(request: HttpRequest) -> SafeString:
    place = here(request)
    drawn = _drawn(get_language() or "en", getattr(request, "preferences", None) or Preferences())
    filled = drawn.replace(TOKEN, escape(get_token(request)))
    filled = filled.replace(HERE_QUOTED, escape(quote(place))).replace(HERE, escape(place))
    return mark_safe(filled)  # noqa: S308 everything filled in is escaped above


@lru_cache(maxsize=64)
def _drawn(language: str, preferences: Preferences) -> str:
    marks = {"token_mark": TOKEN, "here_mark": HERE, "here_quoted_mark": HERE_QUOTED}
    reader_url = address("site:accessibility")
    page = look(language, preferences, settings.LANGUAGES)
    return render_to_string("site/_strip.html", {"page": page, "reader_url": reader_url, **marks})
