"""What counts of a part, what is missing, and when it is done."""

from typing import Any

from core.display.measures import clock
from karmayogi.site.specimens.drawn import Group, Specimen, drawn, say
from karmayogi.site.specimens.words import ANY

STATES = {"evidence": ["gaps", "many-gaps", "uncounted", "pages"], "done": ["may", "waits", "done"]}


def groups() -> list[Group]:
    return [
        Group(say("What counts, and what is missing", "क्या गिना गया, और क्या शेष है"), _evidence(), "grid-halves"),
        Group(say("Done", "पूर्ण"), _done(), "grid-thirds"),
    ]


def gaps(count: int, *, more: int = 0, uncounted: str = "") -> dict[str, Any]:
    gaps = [{"start": 40 * n, "label": f"{clock(40 * n)}–{clock(40 * n + 20)}"} for n in range(1, count + 1)]
    return {"seen": say("3:10 of 7:00 seen", "7:00 में से 3:10 देखा"), "gaps": gaps, "more": more, "uncounted": uncounted}


def _evidence() -> list[Specimen]:
    partial, film = "courses/player/_evidence.html", {"resource": {"kind": "video"}, "file_url": "#", "is_played": True}
    pages = {
        "seen": say("3 of 8 pages seen", "8 में से 3 पृष्ठ देखे"),
        "uncounted": "",
        "more": 0,
        "gaps": [{"start": 4, "label": say("pages 4 to 8", "पृष्ठ 4 से 8")}],
    }
    return [
        drawn("evidence", "gaps", say("Two pieces are missing", "दो भाग शेष हैं"), partial, evidence=gaps(2), **film),
        drawn(
            "evidence",
            "many-gaps",
            say("More pieces than are named", "नामित से अधिक भाग"),
            partial,
            evidence=gaps(8, more=5),
            **film,
        ),
        drawn(
            "evidence",
            "uncounted",
            say("Something did not count, and why", "कुछ नहीं गिना गया, और क्यों"),
            partial,
            evidence=gaps(1, uncounted=say("4 min", "4 मि")),
            **film,
        ),
        drawn("evidence", "pages", say("A document", "दस्तावेज़"), partial, evidence=pages, resource={"kind": "pdf"}),
    ]


def _done() -> list[Specimen]:
    partial, label, resource = "courses/player/_done.html", say("Mark as read", "पढ़ा हुआ चिह्नित करें"), {"uuid": ANY}
    return [
        drawn("done", "may", say("Can be marked", "चिह्नित किया जा सकता है"), partial, label=label, resource=resource),
        drawn(
            "done",
            "waits",
            say("Not yet: 40 seconds", "अभी नहीं: 40 सेकंड"),
            partial,
            label=label,
            resource=resource,
            seconds_left=40,
        ),
        drawn("done", "done", say("Done", "पूर्ण"), partial, is_done=True),
    ]
