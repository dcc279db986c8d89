"""A row of a course's contents: hundreds stand on a page, and as templates they cost several times as much."""

from collections.abc import Mapping
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from core.components.icons import icon
from core.components.languages import own_language


def contents_row(row: Mapping[str, Any]) -> SafeString:
    """`title, note, icon`; with a `url` also `state` (a class) and `state_text`, `is_done` and `is_current`."""
    title, note = own_language(row["title"]), escape(row["note"])
    if not row["url"]:
        return mark_safe(  # noqa: S308 (every part is escaped)
            f'<li><div class="module-row"><span>{icon(row["icon"])}</span>'
            f"<span>{title}<small>{note}</small></span></div></li>"
        )
    current = ' aria-current="true"' if row["is_current"] else ""
    tick = icon("check-lg") if row["is_done"] else ""
    return mark_safe(  # noqa: S308 (every part is escaped)
        f'<li><a href="{escape(row["url"])}"{current}><span class="state {escape(row["state"])}">{tick}</span>'
        f"<span>{title}<small>{icon(row['icon'])} {note}"
        f'<span class="visually-hidden">, {escape(row["state_text"])}</span></small></span></a></li>'
    )
