"""Rows of a course's contents and of what it still lacks: hundreds stand on a page, and as templates they cost several
times as much."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.components.icons import icon
from core.components.languages import escaped, own_language


def contents_rows(rows: Iterable[Mapping[str, Any]]) -> SafeString:
    """One after the other."""
    speaks = get_language() or "en"
    return SafeString("".join(contents_row(row, speaks) for row in rows))


def contents_row(row: Mapping[str, Any], speaks: str = "") -> SafeString:
    """`title, note, icon`; with a `url` also `state` (a class) and `state_text`, `is_done` and `is_current`.
    `speaks`: the language of the page."""
    title, note = own_language(row["title"], speaks), escaped(row["note"])
    if not row["url"]:
        return SafeString(  # every part is escaped
            f'<li><div class="module-row"><span>{icon(row["icon"])}</span>'
            f"<span>{title}<small>{note}</small></span></div></li>"
        )
    current = ' aria-current="true"' if row["is_current"] else ""
    tick = icon("check-lg") if row["is_done"] else ""
    return SafeString(  # every part is escaped
        f'<li><a href="{escape(row["url"])}"{current}><span class="state {escape(row["state"])}">{tick}</span>'
        f"<span>{title}<small>{icon(row['icon'])} {note}"
        f'<span class="visually-hidden">, {escape(row["state_text"])}</span></small></span></a></li>'
    )


def requirement_rows(items: Iterable[Mapping[str, Any]]) -> SafeString:
    """`icon, title, why, uncounted, parts`: what lacks, what did not count, and what a package says part by part."""
    speaks = get_language() or "en"
    return SafeString("".join(_requirement(item, speaks) for item in items))


def _requirement(item: Mapping[str, Any], speaks: str) -> str:
    why, parts = escaped(item["why"]), ""
    if amount := item["uncounted"]:
        uncounted = _("%(amount)s did not count") % {"amount": amount}
        why += f" · {escape(uncounted)}"
    if sentences := item["parts"]:
        listed = "".join(f"<li>{escaped(sentence)}</li>" for sentence in sentences)
        parts = f'<ul class="small requirement-parts">{listed}</ul>'
    return (
        f"<li><span>{icon(item['icon'])}</span><span>{own_language(item['title'], speaks)}</span>"
        f'<span class="muted small">{why}</span>{parts}</li>'
    )
