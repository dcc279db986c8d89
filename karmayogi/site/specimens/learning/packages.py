"""A package in its frame, and its parts."""

from typing import Any

from karmayogi.site.specimens.drawn import Group, Specimen, drawn, say
from karmayogi.site.specimens.words import ANY, noting

STATES = {"package": ["there", "missing"], "package-parts": ["open", "done"]}


def groups() -> list[Group]:
    return [
        Group(say("A package", "पैकेज"), _packages()),
    ]


def _packages() -> list[Specimen]:
    partial, parts = "courses/player/_package.html", "courses/player/_scorm.html"
    done, part, todo = say("Done", "पूर्ण"), say("Begun", "आरंभ किया"), say("Not begun", "आरंभ नहीं")

    def row(name: str, state: str, words: str, **more: Any) -> dict[str, Any]:
        return {
            "title": name,
            "state": f"state-{state}",
            "state_text": words,
            "indent": 1,
            "url": "#",
            "identifier": name,
            "is_done": state == "done",
            **more,
        }

    rows = [
        {"title": say("Chapter 1", "अध्याय 1"), "is_heading": True, "indent": 0},
        row(say("The note", "टिप्पणी"), "done", done),
        row(say("The draft", "प्रारूप"), "part", part, is_current=True),
        row(say("The order", "आदेश"), "todo", todo),
        row(say("Test", "परीक्षण"), "lock", "", url=""),
    ]
    missing = [{"sentence": say("“The draft” has not said that it is done.", "“प्रारूप” ने नहीं कहा कि वह पूर्ण है।")}]
    scorm = {"has_menu": True, "parts": rows, "previous_part_url": "#", "next_part_url": "#", "missing": missing}
    every = [one if one.get("is_heading") else row(one["title"], "done", done) for one in rows]
    whole = scorm | {"parts": every, "missing": [], "next_part_url": ""}
    return [
        drawn(
            "package",
            "there",
            say("In its frame", "अपने फ़्रेम में"),
            partial,
            frame_url="about:blank",
            title=noting(),
            exit_url="#",
            exit_label=say("Course page", "पाठ्यक्रम पृष्ठ"),
            resource={"uuid": ANY},
        ),
        drawn("package", "missing", say("Cannot be found", "नहीं मिल रहा"), partial),
        drawn(
            "package-parts",
            "open",
            say("Done, current, not begun, locked; what is missing", "पूर्ण, वर्तमान, शेष, बंद; क्या बाकी है"),
            parts,
            wrap='div class="stack"',
            scorm=scorm,
        ),
        drawn(
            "package-parts",
            "done",
            say("All done", "सब पूर्ण"),
            parts,
            wrap='div class="stack"',
            scorm=whole,
            is_done=True,
        ),
    ]
