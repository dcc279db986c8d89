"""The parts of a package as a page lists them, for its learner and for its provider."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from courses.scorm import rules
from courses.scorm.queries import Progress, told


def shown(reached: Progress, current: str, here: str) -> dict[str, Any]:
    """The menu, the neighbours of the open part, and what is missing."""
    said = told(reached.decision, reached.pieces, reached.said)
    return {
        "has_menu": len(reached.pieces) > 1,
        "parts": _rows(reached, current, here, said["parts"]),
        "missing": said["missing"],
        **_around(reached, current, here),
    }


def _rows(reached: Progress, current: str, here: str, words: Mapping[str, str]) -> list[dict[str, Any]]:
    lacking = {name for name, _reason in reached.decision.missing}
    rows = []
    for part in reached.parts:
        name = part["identifier"]
        if not part["is_visible"] and name != current:
            continue
        may_pick = bool(part["launch"]) and rules.may_pick(reached.pieces, reached.said, name, current)
        is_done = name in reached.said and name not in lacking
        rows.append(
            {
                "identifier": name,
                "title": part["title"],
                "indent": min(part["depth"], 3),
                "is_heading": not part["launch"],
                "is_current": name == current,
                "url": _address(here, name) if may_pick else "",
                "is_done": is_done,
                "state": "state-done" if is_done else "state-part" if name in reached.said else "state-todo",
                "state_text": words.get(name, ""),
            }
        )
    return rows


def _around(reached: Progress, current: str, here: str) -> dict[str, str]:
    """The parts before and after the open one, where they may be started."""
    order = [piece.identifier for piece in reached.pieces]
    place = order.index(current)
    before = order[place - 1] if place and not reached.pieces[place].is_forward_only else ""
    after = order[place + 1] if place + 1 < len(order) else ""
    if after and not rules.may_start(reached.pieces[place + 1], reached.pieces, reached.said):
        after = ""
    return {
        "previous_part_url": _address(here, before) if before else "",
        "next_part_url": _address(here, after) if after else "",
    }


def _address(here: str, identifier: str) -> str:
    return f"{here}?{urlencode({'part': identifier})}"
