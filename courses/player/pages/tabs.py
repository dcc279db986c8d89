"""What stands below a film or recording, one tab for each; without script they stand one below the other."""

from typing import Any

from django.utils.translation import gettext as _


def below(page: dict[str, Any], *, is_note_refused: bool) -> list[dict[str, Any]]:
    """`page`: what the page of the resource says already. The first is in front, unless a note was refused."""
    notes = page["notes"]
    found: list[dict[str, Any]] = [
        {"name": "transcript", "label": _("Transcript"), "there": page.get("transcript")},
        {"name": "chapters", "label": _("Chapters"), "there": page.get("chapters")},
        {"name": "notes", "label": _("My notes"), "there": notes, "count": len(notes["list"]) if notes else 0},
        {"name": "counts", "label": _("What counts so far"), "there": page["evidence"]},
        {"name": "settings", "label": _("Settings"), "there": True},
    ]
    shown = [tab for tab in found if tab["there"]]
    front = "notes" if is_note_refused else shown[0]["name"]
    return [tab | {"is_current": tab["name"] == front} for tab in shown]
