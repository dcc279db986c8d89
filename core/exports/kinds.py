"""The tables that can be exported, each declared once by the capability that owns it.

    COMPLETIONS = export_kind(
        "policy.completions",
        title=lambda arguments: _("Completion of the plan"),
        columns=lambda arguments: [_("Employee code"), _("Name"), …],
        page=lambda arguments, after, limit: (rows, next_after),   # keyset; next_after is None on the last page
    )

Declared in `queries.py` or `exports.py`, loaded by the capability's pages and by its pillar's `tasks.py`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

Arguments = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ExportKind:
    """`page` reads up to `limit` rows after `after` (None at first) in the caller's scope; plain JSON values only."""

    name: str
    title: Callable[[Arguments], str]
    columns: Callable[[Arguments], Sequence[str]]
    page: Callable[[Arguments, Any, int], tuple[list[Sequence[object]], Any]]


KINDS: dict[str, ExportKind] = {}


def export_kind(
    name: str,
    *,
    title: Callable[[Arguments], str],
    columns: Callable[[Arguments], Sequence[str]],
    page: Callable[[Arguments, Any, int], tuple[list[Sequence[object]], Any]],
) -> ExportKind:
    KINDS[name] = ExportKind(name, title, columns, page)
    return KINDS[name]
