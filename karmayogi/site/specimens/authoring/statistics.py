"""Statistics of questions: their keys, corrections, and what packages tell of their own questions."""

from typing import Any

from karmayogi.site.specimens.drawn import Group, Specimen, drawn, say

STATES = {
    "author-key": ["some", "none"],
    "correction": ["counting", "proposed", "running", "done"],
    "package-questions": ["some", "few"],
}


def groups() -> list[Group]:
    return [
        Group(say("The key of a question", "प्रश्न की कुंजी"), _keys(), "grid-halves"),
        Group(say("A correction of the key", "कुंजी का सुधार"), _corrections(), "grid-halves"),
        Group(say("Questions in packages", "पैकेजों के प्रश्न"), _packages(), "grid-halves"),
    ]


def _keys() -> list[Specimen]:
    lines = [
        {"text": say("The rule and the reason", "नियम और कारण"), "is_correct": True, "note": ""},
        {"text": say("Only the reason", "केवल कारण"), "is_correct": False, "note": "50"},
    ]
    partial = "courses/statistics/_key.html"
    return [
        drawn("author-key", "some", say("Right, and right in half", "सही, और आधा सही"), partial, lines=lines),
        drawn("author-key", "none", say("No answer decides", "कोई उत्तर निर्णायक नहीं"), partial, lines=[]),
    ]


def _corrections() -> list[Specimen]:
    some = {"attempts": 1204, "people": 1180, "raised": 96, "lowered": 12, "same": 1096, "passing": 31, "kept": 4}
    none = dict.fromkeys(some, 0)
    half: dict[str, Any] = {"percent": 51, "progress": say("614 of 1,204 attempts", "1,204 में से 614 प्रयास")}
    states: dict[str, tuple[str, dict[str, Any]]] = {
        "counting": (
            say("Being counted", "गिना जा रहा है"),
            {"count": none, "chip": "info", "state_label": say("Counting", "गिनती जारी")},
        ),
        "proposed": (
            say("Counted, to be decided", "गिना गया, निर्णय शेष"),
            {"count": some, "chip": "warn", "state_label": say("Proposed", "प्रस्तावित"), "has_ended": True},
        ),
        "running": (
            say("In force, under way", "लागू, जारी"),
            half | {"count": some, "chip": "info", "state_label": say("Under way", "जारी"), "applied": True},
        ),
        "done": (
            say("Done", "पूर्ण"),
            {"count": some, "chip": "ok", "state_label": say("Done", "पूर्ण"), "applied": True, "has_ended": True},
        ),
    }
    return [
        drawn("correction", key, label, "courses/statistics/_correction_progress.html", one=one | {"state": key},
              page_url="#")
        for key, (label, one) in states.items()
    ]  # fmt: skip


def _packages() -> list[Specimen]:
    judged = {
        "text": say("Who may relax the rule?", "नियम को कौन शिथिल कर सकता है?"),
        "kind": say("Choice", "चयन"),
        "learners": 412,
        "answers": 498,
        "is_judged": True,
        "right": "71%",
        "right_percent": 71,
        "time": say("40 s", "40 से॰"),
        "responses": [
            {"text": say("The competent authority", "सक्षम प्राधिकारी"), "is_right": True, "percent": 71, "share": "71%"},
            {"text": say("Anybody", "कोई भी"), "is_right": False, "percent": 22, "share": "22%"},
        ],
        "others": "7%",
        "others_percent": 7,
    }
    asked = {"text": "Q-7", "kind": "", "learners": 31, "answers": 31, "identifier": ""}
    package = {
        "title": say("Noting and Drafting", "टिप्पणी और प्रारूपण"),
        "part": say("The draft", "प्रारूप"),
        "rows": [judged, asked],
    }
    partial, wrap, least = "courses/statistics/_packages.html", 'div class="stack"', {"least": 10, "fewest": 5}
    return [
        drawn("package-questions", "some", say("Judged, and only told", "जाँचे गए, और केवल बताए गए"), partial, wrap=wrap,
              packages=[package], packages_export_url="#", packages_few=2, packages_more=3, **least),
        drawn("package-questions", "few", say("Too few learners", "शिक्षार्थी कम"), partial, wrap=wrap,
              packages=[], packages_few=4, **least),
    ]  # fmt: skip
