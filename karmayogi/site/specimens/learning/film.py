"""A film or a recording: its bar, and what stands below it."""

from typing import Any

from core.display.measures import clock
from karmayogi.site.specimens.drawn import Group, Specimen, drawn, say
from karmayogi.site.specimens.learning.evidence import gaps
from karmayogi.site.specimens.learning.notes import noted
from karmayogi.site.specimens.words import noting

STATES = {
    "film-bar": ["begun", "seen", "sound"],
    "film-elsewhere": ["phone"],
    "film-tabs": ["all"],
    "film-transcript": ["open"],
    "film-languages": ["choice", "said"],
}


def groups() -> list[Group]:
    return [
        Group(say("A film or recording", "फ़िल्म या रिकॉर्डिंग"), _films()),
        Group(say("Below a film", "फ़िल्म के नीचे"), _below()),
    ]


def chapters() -> dict[str, Any]:
    said = [
        (0, say("What a note is for", "टिप्पणी किसलिए है"), 0),
        (150, say("The first line", "पहली पंक्ति"), 357),
        (300, say("What follows", "आगे क्या"), 714),
    ]
    return {
        "language": say("en", "hi"),
        "list": [{"start": start, "clock": clock(start), "title": name, "x": x} for start, name, x in said],
    }


def _track(seen: list[tuple[int, int]], at: int) -> dict[str, Any]:
    pieces = [{"x": 1000 * start // 420, "width": 1000 * (end - start) // 420} for start, end in seen]
    return {"length": 420, "clock": clock(420), "at": clock(at), "seen": pieces}


def _films() -> list[Specimen]:
    captions = [
        {"language": "en", "label": "English", "is_default": False},
        {"language": "hi", "label": "हिन्दी", "is_default": True},
    ]
    common = {"speeds": ["0.75", "1", "1.25", "1.5", "2"], "chapters": chapters(), "captions": captions}
    film = "site/guide/film.html"
    stopped = say("You stopped at 2:10 on your phone.", "आप अपने फ़ोन पर 2:10 पर रुके थे।")
    return [
        drawn(
            "film-bar",
            "begun",
            say("Two pieces seen, three chapters, captions", "दो भाग देखे, तीन अध्याय, उपशीर्षक"),
            film,
            is_film=True,
            position=130,
            track=_track([(0, 130), (200, 260)], 130),
            **common,
        ),
        drawn(
            "film-bar",
            "seen",
            say("All of it seen", "पूरा देखा"),
            film,
            is_film=True,
            position=420,
            track=_track([(0, 420)], 420),
            **common,
        ),
        drawn(
            "film-bar",
            "sound",
            say("A recording: no picture, nothing heard yet", "रिकॉर्डिंग: चित्र नहीं, अभी कुछ नहीं सुना"),
            film,
            is_film=False,
            position=0,
            track=_track([], 0),
            **common | {"chapters": None},
        ),
        drawn(
            "film-elsewhere",
            "phone",
            say("Stopped on another device", "किसी अन्य उपकरण पर रुके"),
            "courses/player/_elsewhere.html",
            elsewhere={"sentence": stopped, "place": "2:10"},
            position=130,
        ),
    ]


def _languages() -> dict[str, Any]:
    offered = [
        {"value": "en", "label": "English", "is_chosen": False},
        {"value": "hi", "label": "हिन्दी", "is_chosen": True},
    ]
    lacking = say("This is there only in Hindi.", "यह केवल हिन्दी में है।")
    return {
        "has_files": True,
        "has_captions": True,
        "spoken": offered,
        "captions": offered,
        "url": "#",
        "sentence": lacking,
    }


def _below() -> list[Specimen]:
    cues = [
        (0, say("Every note answers one question.", "हर टिप्पणी एक प्रश्न का उत्तर देती है।")),
        (6, say("Write it in the first line.", "उसे पहली पंक्ति में लिखिए।")),
    ]
    transcript = {
        "language": say("en", "hi"),
        "cues": [{"second": at, "start": at, "clock": clock(at), "text": text} for at, text in cues],
    }
    names = {
        "transcript": say("Transcript", "प्रतिलेख"),
        "chapters": say("Chapters", "अध्याय"),
        "notes": say("My notes", "मेरी टिप्पणियाँ"),
        "counts": say("What counts so far", "अब तक क्या गिना गया"),
        "settings": say("Settings", "सेटिंग"),
    }
    tabs = [{"name": name, "label": label, "is_current": name == "transcript"} for name, label in names.items()]
    choice, whole = say("Automatic", "स्वचालित"), say("Video 48 MB", "वीडियो 48 मे.बा.")
    weights = [{"value": "", "label": choice, "is_chosen": True}, {"value": "full", "label": whole, "is_chosen": False}]
    saving = say("You save data, so this is the small copy.", "आप डेटा बचाते हैं, इसलिए यह छोटी प्रति है।")
    film = {"kind": "video"}
    return [
        drawn(
            "film-tabs",
            "all",
            say("Tabs: transcript, chapters, notes, evidence, settings", "टैब: प्रतिलेख, अध्याय, टिप्पणियाँ, गिनती, सेटिंग"),
            "courses/player/_tabs.html",
            title=noting(),
            tabs=tabs,
            transcript=transcript,
            chapters=chapters(),
            notes=noted(2),
            evidence=gaps(2),
            resource=film,
            is_film=True,
            is_played=True,
            file_url="#",
            languages=_languages(),
            weights=weights,
        ),
        drawn(
            "film-transcript",
            "open",
            say("A transcript by itself", "अकेला प्रतिलेख"),
            "courses/player/_transcript.html",
            transcript=transcript,
        ),
        drawn(
            "film-languages",
            "choice",
            say("Language, captions, size", "भाषा, उपशीर्षक, आकार"),
            "courses/player/_languages.html",
            languages=_languages(),
            weights=weights,
            resource=film,
        ),
        drawn(
            "film-languages",
            "said",
            say("Only in another language; data saved", "केवल दूसरी भाषा में; डेटा बचत"),
            "courses/player/_languages_said.html",
            languages=_languages(),
            saving=saving,
        ),
    ]
