"""Notes that a learner keeps at a place."""

from typing import Any

from core.display.dates import in_datetime
from core.display.measures import clock
from courses.notes.forms import NewNoteForm
from karmayogi.site.specimens.drawn import Group, Specimen, drawn, say
from karmayogi.site.specimens.words import WHEN, noting

STATES = {"notes": ["list", "none", "refused"]}


def groups() -> list[Group]:
    return [
        Group(say("Notes", "टिप्पणियाँ"), _notes(), "grid-thirds"),
    ]


def noted(count: int, form: Any = None) -> dict[str, Any]:
    texts = [
        say("Rule 3: three duties.", "नियम 3: तीन कर्तव्य।"),
        say("Ask: who may relax it?", "पूछना है: कौन शिथिल कर सकता है?"),
    ]
    notes = [
        {
            "uuid": f"n{n}",
            "text": text,
            "course": noting(),
            "title": say("Value for money", "पैसे का मूल्य"),
            "place": clock(130 * n),
            "second": 130 * n,
            "url": "#",
            "when": in_datetime(WHEN),
            "edit_url": "#",
            "removal_url": "#",
        }
        for n, text in enumerate(texts[:count], 1)
    ]
    return {"list": notes, "form": form or NewNoteForm(initial={"at": "2:10"}), "url": "#", "back": "#"}


def _notes() -> list[Specimen]:
    partial, refused = "courses/player/_notes.html", NewNoteForm({"text": "", "at": "2h"})
    refused.is_valid()
    return [
        drawn("notes", "list", say("Two notes", "दो टिप्पणियाँ"), partial, notes=noted(2), is_played=True),
        drawn(
            "notes",
            "none",
            say("None yet, beside a document", "अभी कोई नहीं, दस्तावेज़ के साथ"),
            partial,
            notes=noted(0),
            sheet={"number": 3},
        ),
        drawn("notes", "refused", say("Not taken", "नहीं लिया गया"), partial, notes=noted(0, refused), is_played=True),
    ]
