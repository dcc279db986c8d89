"""The outline of a draft: its modules and resources as rows, the tools of each, and all of it in words."""

from typing import Any

from karmayogi.site.specimens.drawn import Group, Specimen, drawn, say
from karmayogi.site.specimens.words import ANY

STATES = {
    "author-module": ["written", "empty", "in-review"],
    "author-resource": ["first", "optional", "in-review"],
    "author-move": ["both", "first", "last"],
    "author-rename": ["closed"],
    "author-delete": ["closed"],
    "author-outline": ["some", "empty"],
}


def groups() -> list[Group]:
    return [
        Group(say("Modules of the outline", "रूपरेखा के मॉड्यूल"), _modules()),
        Group(say("Rows of a module", "मॉड्यूल की पंक्तियाँ"), _resources()),
        Group(say("Tools of the outline", "रूपरेखा के साधन"), _tools(), "grid-thirds"),
        Group(say("The outline in words", "रूपरेखा शब्दों में"), _words(), "grid-thirds"),
    ]


def _row(uuid: str, title: str, title_hi: str, icon: str, kind: str, minutes: int, **more: Any) -> dict[str, Any]:
    row = {"uuid": uuid, "title": title, "title_hi": title_hi, "icon": icon, "kind_label": kind, "minutes": minutes}
    ways = {"url": "#", "can_up": True, "can_down": True}
    return ways | {"row": row | {"is_required": True}, "title": say(title, title_hi)} | more


def _rows() -> list[dict[str, Any]]:
    reading, film, quiz = say("Reading", "पठन"), say("Video", "वीडियो"), say("Quiz", "क्विज़")
    optional = _row("r2", "Further reading", "आगे पढ़ें", "journal-text", reading, 12)
    optional["row"]["is_required"] = False
    return [
        _row("r1", "The first line", "पहली पंक्ति", "camera-video", film, 7, can_up=False),
        optional,
        _row("r3", "Check yourself", "स्वयं जाँचें", "question-circle", quiz, 5),
    ]


def _tool() -> dict[str, Any]:
    kinds = [("text", say("Reading", "पठन")), ("video", say("Video", "वीडियो")), ("quiz", say("Quiz", "क्विज़"))]
    return {"is_editable": True, "revision": 3, "change_url": "#", "kinds": kinds}


def _modules() -> list[Specimen]:
    module: dict[str, Any] = {
        "uuid": "m1",
        "title": say("Why noting", "टिप्पणी क्यों"),
        "title_en": "Why noting",
        "title_hi": "टिप्पणी क्यों",
        "minutes": 24,
        "can_up": True,
        "can_down": True,
        "resources": _rows(),
    }
    empty = module | {"minutes": 0, "resources": [], "can_up": False}
    partial, wrap = "courses/authoring/_outline_module.html", 'ol class="outline stack"'
    fixed = _tool() | {"is_editable": False}
    return [
        drawn("author-module", "written", say("With three parts", "तीन भागों के साथ"), partial, wrap=wrap,
              module=module, **_tool()),
        drawn("author-module", "empty", say("Nothing in it yet, the first", "अभी कुछ नहीं, पहला"), partial, wrap=wrap,
              module=empty, **_tool()),
        drawn("author-module", "in-review", say("In review: it cannot be changed", "समीक्षा में: बदला नहीं जा सकता"),
              partial, wrap=wrap, module=module, **fixed),
    ]  # fmt: skip


def _resources() -> list[Specimen]:
    first, optional, last = _rows()
    partial, wrap = "courses/authoring/_outline_resource.html", 'div class="card-k card-body" > ol class="outline-rows"'
    fixed = _tool() | {"is_editable": False}
    return [
        drawn("author-resource", "first", say("The first", "पहला"), partial, wrap=wrap, resource=first, **_tool()),
        drawn(
            "author-resource", "optional", say("Optional", "वैकल्पिक"), partial, wrap=wrap, resource=optional, **_tool()
        ),
        drawn("author-resource", "in-review", say("In review", "समीक्षा में"), partial, wrap=wrap, resource=last, **fixed),
    ]


def _tools() -> list[Specimen]:
    about = {"name": "module", "uuid": ANY, "title": say("The note", "टिप्पणी"), "revision": 3, "change_url": "#"}
    ways = {
        "both": (say("In the middle", "बीच में"), True, True),
        "first": (say("The first", "पहला"), False, True),
        "last": (say("The last", "अंतिम"), True, False),
    }
    moves = [
        drawn("author-move", key, label, "courses/authoring/_move.html", can_up=up, can_down=down, **about)
        for key, (label, up, down) in ways.items()
    ]
    names = {"value": "The note", "value_hi": "टिप्पणी"}
    return [
        *moves,
        drawn("author-rename", "closed", say("Rename", "नाम बदलें"), "courses/authoring/_rename.html", **about, **names),
        drawn("author-delete", "closed", say("Delete", "हटाएँ"), "courses/authoring/_delete.html", **about),
    ]


def _words() -> list[Specimen]:
    modules = [
        {
            "title": say("Why noting", "टिप्पणी क्यों"),
            "resources": [say("The first line", "पहली पंक्ति"), say("Test", "परीक्षण")],
        }
    ]
    partial = "courses/authoring/_in_words.html"
    return [
        drawn("author-outline", "some", say("One module", "एक मॉड्यूल"), partial, modules=modules),
        drawn("author-outline", "empty", say("Empty", "खाली"), partial, modules=[]),
    ]
