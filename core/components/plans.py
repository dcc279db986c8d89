"""Rows of a training plan: a course, why it is asked for, until when. As templates they cost several times as much."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import escape
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.components.bars import chip
from core.components.covers import cover
from core.components.languages import escaped, own_language


def plan_rows(rows: Iterable[Mapping[str, Any]]) -> SafeString:
    """One after the other: `url, title, seed, area, meta`, and where there are such `reason` with its `why_url`, `chip`
    with `chip_kind`, `action_url` with `action_label`."""
    speaks = get_language() or "en"
    return SafeString("".join(_row(row, speaks) for row in rows))


def _row(row: Mapping[str, Any], speaks: str) -> str:
    title, spoken, reason, state, action = own_language(row["title"], speaks), escaped(row["title"]), "", "", ""
    if row.get("reason"):
        why = ""
        if row.get("why_url"):
            hidden = f'<span class="visually-hidden"> {spoken}</span>'
            why = f' <a href="{escape(row["why_url"])}">{_why(speaks)}{hidden}</a>'
        reason = f'<span class="plan-reason">{escaped(row["reason"])}{why}</span>'
    if row.get("chip"):
        state = chip(row["chip"], row.get("chip_kind") or "info")
    if row.get("action_url"):
        hidden = f'<span class="visually-hidden">: {spoken}</span>'
        action = (
            f'<a class="btn btn-sm btn-outline-primary plan-action" href="{escape(row["action_url"])}">'
            f"{escaped(row['action_label'])}{hidden}</a>"
        )
    parts = "".join(f"<span>{escaped(part)}</span>" for part in row["meta"])
    return (  # every part is escaped
        f'<li><span class="plan-thumb">{cover(str(row["seed"]), row["area"] or "functional", "thumb")}</span>'
        f'<div><a class="plan-title" href="{escape(row["url"])}">{title}</a><div class="dots">{parts}</div>{reason}</div>'
        f'<span class="plan-chip">{state}</span>{action}</li>'
    )


@lru_cache(maxsize=8)
def _why(speaks: str) -> str:
    return escape(_("Why do I have this?"))
