"""Chips, progress bars, segments and levels as small pieces of HTML, without inline style."""

import re
from collections.abc import Iterable
from html import escape

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from core.components.icons import icon
from core.components.languages import escaped

CHIP_ICONS = {"bad": "exclamation-triangle", "warn": "clock", "ok": "check-lg"}
HIGHEST_LEVEL = 5
NUMBER_ALONE, NO_BREAK = re.compile(r" (?=\d{1,2}$)"), "\u00a0"  # "level 1" goes on in the next line as a whole


def chip(text: str, kind: str = "plain", sign: str | None = None) -> SafeString:
    """A state in a word; red, saffron and green carry an icon too: colour is never the only sign."""
    drawn = icon(CHIP_ICONS.get(kind, "") if sign is None else sign)
    return SafeString(
        f'<span class="chip chip-{escape(kind)}">{drawn}{NUMBER_ALONE.sub(NO_BREAK, escaped(text))}</span>'
    )


def progress(percent: float, label: str = "", kind: str = "") -> SafeString:
    """A bar of 0 to 100. Without label it repeats a number beside it: hidden from assistive technology."""
    named = format_html('aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    kinds = format_html(' class="bar-{}"', kind) if kind else ""
    return format_html('<progress{} value="{}" max="100" {}></progress>', kinds, _within(percent), named)


def segments(parts: Iterable[tuple[str, float]], label: str) -> SafeString:
    """One segment for each course of a plan: done, part, late or todo, each filled by its percent."""
    pieces = format_html_join(
        "",
        '<progress class="segment-{}" value="{}" max="100" aria-hidden="true"></progress>',
        ((kind, _within(100 if kind == "done" else percent)) for kind, percent in parts),
    )
    return format_html('<div class="segments" role="img" aria-label="{}">{}</div>', label, pieces)


def levels(held: int, needed: int, label: str, area: str = "functional") -> SafeString:
    """Five boxes: filled up to the level held, hatched up to the level needed, the needed one marked."""
    boxes = format_html_join(
        "",
        '<i class="{}"></i>',
        ((_level_classes(level, held, needed),) for level in range(1, HIGHEST_LEVEL + 1)),
    )
    return format_html('<span class="levels levels-{}" role="img" aria-label="{}">{}</span>', area, label, boxes)


def _level_classes(level: int, held: int, needed: int) -> str:
    filled = "level-held" if level <= held else "level-missing" if level <= needed else "level-none"
    return f"{filled} level-goal" if level == needed else filled


def _within(percent: float) -> int:
    return max(0, min(100, round(percent)))
