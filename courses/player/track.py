"""The line under a film or recording: how long it is and what of it was seen, placed for drawing."""

from typing import Any

from core.display.measures import clock
from courses.progress.rules import in_rendition

ACROSS = 1000  # units of the drawing from edge to edge


def track(state: dict[str, Any], own: int, position: int) -> dict[str, Any]:
    """`own`: seconds of the rendition that plays; `position`: its second in front. Places are of a thousand across."""
    whole = state["length"] or own
    seen = [[in_rendition(edge, own, whole) for edge in piece] for piece in state["ranges"]]
    if state["leaf"].is_complete:
        seen = [[0, own]]
    return {
        "length": own,
        "clock": clock(own),
        "at": clock(position),
        "seen": [{"x": ACROSS * start // own, "width": max(1, ACROSS * (end - start) // own)} for start, end in seen],
    }
