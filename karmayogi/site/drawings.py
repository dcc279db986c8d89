"""The parts of the frame that look alike on many pages: drawn once for each language and state, then only filled in.

A part is a template that says `{{ fill.name }}` where something of the request comes. What is filled in is escaped.
"""

import re
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from core.components.addresses import address
from core.components.context import look
from core.preferences.rules import Preferences
from karmayogi.site.navigation import HUBS

MARK = re.compile("\x02(\\w+)\x03")  # two signs that no text contains


class Drawing:
    """HTML with places to fill in."""

    def __init__(self, html: str) -> None:
        self._parts = MARK.split(html)  # text, name, text, name, … text

    def filled(self, **values: Any) -> SafeString:
        parts = self._parts.copy()
        parts[1::2] = [conditional_escape(values[name]) for name in parts[1::2]]
        return mark_safe("".join(parts))  # noqa: S308 (the rest was drawn by a template)

    def halves(self) -> tuple[SafeString, SafeString]:
        """What stands before and behind its one place."""
        before, _name, behind = self._parts
        return mark_safe(before), mark_safe(behind)  # noqa: S308 (drawn by a template)


class _Marks:
    def __getitem__(self, name: str) -> str:
        return f"\x02{name}\x03"


def _draw(template: str, **context: Any) -> Drawing:
    return Drawing(render_to_string(template, {**context, "fill": _Marks()}).strip())


@lru_cache(maxsize=256)
def html_attributes(direction: str, preferences: Preferences) -> SafeString:
    """But for `lang`."""
    return format_html(
        ' dir="{}" data-bs-theme="{}" data-k-contrast="{}" data-k-text="{}" data-k-saver="{}"',
        direction, preferences.theme, preferences.contrast, preferences.text_size, preferences.data_saver,
    )  # fmt: skip


@lru_cache(maxsize=4)
def links(*, is_rtl: bool, saves_data: bool) -> SafeString:
    """Of the head: icon, font and style."""
    return _draw("site/_links.html", is_rtl=is_rtl, saves_data=saves_data).filled()


@lru_cache(maxsize=1)
def script_url() -> str:
    return static("build/site.js")


@lru_cache(maxsize=64)
def strip(language: str, preferences: Preferences) -> Drawing:
    """The reader's choices. To fill: `token, here, here_quoted`."""
    page = look(language, preferences, settings.LANGUAGES)
    return _draw("site/_strip.html", page=page, reader_url=address("site:accessibility"))


@lru_cache(maxsize=64)
def masthead(language: str, emblem: str, *, is_signed_in: bool) -> Drawing:
    """To fill: `search_text`; of the signed-in also `bell, menu`."""
    return _draw(
        "site/_masthead.html",
        emblem=emblem,
        is_signed_in=is_signed_in,
        home_url=address("home:home") if is_signed_in else "/",
        search_url=address("courses:catalogue"),
        sign_in_url=address("account_login"),
    )


@lru_cache(maxsize=8)
def paper_head(language: str, emblem: str, *, is_signed_in: bool) -> Drawing:
    """To fill: `at`; of the signed-in also `name, organisation`."""
    return _draw("site/_paper_head.html", emblem=emblem, is_signed_in=is_signed_in)


@lru_cache(maxsize=512)
def bell(language: str, unread: int) -> SafeString:
    return _draw("site/_bell.html", unread=unread, messages_url=address("messages:inbox")).filled()


@lru_cache(maxsize=512)
def person_menu(language: str, areas: tuple[tuple[str, str, str, str], ...], links: SafeString) -> Drawing:
    """`areas`: URL, icon, label and code of each place where the person works. To fill: `name, initials, organisation,
    token`."""
    return _draw("site/_person_menu.html", areas=areas, links=links, sign_out_url=address("account_logout"))


@lru_cache(maxsize=512)
def hubs(language: str, area: str, entries: tuple[tuple[str, str, bool], ...]) -> SafeString:
    """`entries`: name of the hub, URL, and whether it is the current one."""
    known = {hub.name: hub for hub in HUBS[area]}
    shown = [(known[name], url, is_current) for name, url, is_current in entries]
    return _draw("site/_hubs.html", hubs=shown, menu_url=address("site:menu")).filled()


@lru_cache(maxsize=64)
def footer(language: str, links: SafeString) -> tuple[SafeString, SafeString]:
    """Up to the day when the page was last gone through, and after it."""
    return _draw("site/_footer.html", links=links, owner=settings.CONTENT_OWNER).halves()
