"""Reading a published model as values. No database, no Django."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as a file names it. `parent`: the code of the entry above it; None for an area."""

    code: str
    kind: str
    area: str
    parent: str | None
    name: str
    name_hi: str


class NotAModel(ValueError):  # noqa: N818 (says what the file is)
    """The file is no competency model; the message names the entry."""


def entries(model: dict[str, Any]) -> list[Entry]:
    """Areas, themes and sub-themes in order, each after its parent. Codes are unique in the whole model."""
    found = list(_walk(model["areas"], "area", None, None))
    codes = [entry.code for entry in found]
    if twice := {code for code in codes if codes.count(code) > 1}:
        raise NotAModel(f"code used twice: {', '.join(sorted(twice))}")
    return found


BELOW = {"area": ("theme", "themes"), "theme": ("sub_theme", "sub_themes")}


def _walk(raw: list[dict[str, Any]], kind: str, area: str | None, parent: str | None) -> Iterator[Entry]:
    for item in raw:
        if not (item.get("code") and item.get("name") and item.get("name_hi")):
            raise NotAModel(f"{kind} without code, name or Hindi name: {item.get('code') or item.get('name')}")
        code = item["code"]
        yield Entry(code, kind, area or code, parent, item["name"], item["name_hi"])
        if kind in BELOW:
            below, key = BELOW[kind]
            yield from _walk(item.get(key, []), below, area or code, code)
