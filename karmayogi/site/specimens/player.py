"""What a learner sees beside and below a film, a text, a document or a package."""

from datetime import UTC, datetime
from typing import Any

from core.display.dates import in_datetime
from core.display.measures import clock
from courses.notes.forms import NewNoteForm
from karmayogi.site.specimens.drawn import Group, drawn, say

ANY = "00000000-0000-0000-0000-000000000000"
WHEN = datetime(2026, 11, 22, 5, 19, tzinfo=UTC)
STATES = {
    "player-bar": ["inside", "outside"],
    "player-contents": ["inside", "outside"],
    "film-bar": ["begun", "seen", "sound"],
    "film-elsewhere": ["phone"],
    "film-tabs": ["all"],
    "film-transcript": ["open"],
    "film-languages": ["choice", "said"],
    "evidence": ["gaps", "many-gaps", "uncounted", "pages"],
    "done": ["may", "waits", "done"],
    "notes": ["list", "none", "refused"],
    "package": ["there", "missing"],
    "package-parts": ["open", "done"],
    "text": ["read"],
    "outcomes": ["some"],
    "ratings": ["several", "few", "none"],
}


def groups() -> list[Group]:
    return [
        Group(say("The bar above the player", "प्लेयर के ऊपर की पट्टी"), _bars()),
        Group(say("Course contents", "पाठ्यक्रम की सामग्री"), _contents(), "grid-halves"),
        Group(say("A film or recording", "फ़िल्म या रिकॉर्डिंग"), _films()),
        Group(say("Below a film", "फ़िल्म के नीचे"), _below()),
        Group(say("What counts, and what is missing", "क्या गिना गया, और क्या शेष है"), _evidence(), "grid-halves"),
        Group(say("Done", "पूर्ण"), _done(), "grid-thirds"),
        Group(say("Notes", "टिप्पणियाँ"), _notes(), "grid-thirds"),
        Group(say("A package", "पैकेज"), _packages()),
        Group(say("On the page of a course", "पाठ्यक्रम के पृष्ठ पर"), _course()),
    ]


def title() -> str:
    return say("Noting and Drafting on e-Office", "ई-ऑफ़िस पर टिप्पणी और प्रारूपण")


def _bars() -> list[Any]:
    place = {"place": say("Module 2 of 3", "3 में से मॉड्यूल 2")}
    about = {"course": {"title": title()}, "contents": place, "frame": {"help_url": "#"}}
    return [
        drawn(
            "player-bar",
            "inside",
            say("Enrolled, 42% complete", "नामांकित, 42% पूर्ण"),
            "courses/player/_bar.html",
            enrolment={"progress": 42},
            **about,
        ),
        drawn(
            "player-bar",
            "outside",
            say("Not enrolled", "नामांकित नहीं"),
            "courses/player/_bar.html",
            enrolment=None,
            **about,
        ),
    ]


def _row(name: str, note: str, icon: str, state: str = "", words: str = "", *, current: bool = False) -> dict[str, Any]:
    return {
        "title": name,
        "note": note,
        "icon": icon,
        "url": "#" if state else "",
        "state": f"state-{state}",
        "state_text": words,
        "is_done": state == "done",
        "is_current": current,
    }


def _contents() -> list[Any]:
    done, part, todo = say("Done", "पूर्ण"), say("Begun", "आरंभ किया"), say("Not begun", "आरंभ नहीं")
    film, text, quiz = say("Video · 7 min", "वीडियो · 7 मि"), say("Reading · 5 min", "पठन · 5 मि"), say("Quiz", "क्विज़")
    rules, value = say("Why public buying has rules", "सार्वजनिक खरीद के नियम क्यों हैं"), say("Value for money", "पैसे का मूल्य")
    chapter, check = say("GFR 2017, chapter 6", "सा.वि.नि. 2017, अध्याय 6"), say("Check yourself", "स्वयं जाँचें")
    inside = [
        _row(value, film, "play-fill", "done", done),
        _row(chapter, text, "journal-text", "part", part, current=True),
        _row(rules, text, "journal-text", "part", part),
        _row(check, quiz, "question-circle", "todo", todo),
    ]
    outside = [
        _row(value, film, "play-fill"),
        _row(chapter, text, "journal-text"),
        _row(check, quiz, "question-circle"),
    ]
    last = {
        "number": 2,
        "title": say("Final assessment", "अंतिम मूल्यांकन"),
        "note": quiz,
        "is_open": False,
        "resources": [_row(check, quiz, "question-circle", "todo", todo)],
    }
    first = {"number": 1, "title": rules, "note": say("1 of 4 complete", "4 में से 1 पूर्ण"), "is_open": True}
    return [
        drawn(
            "player-contents",
            "inside",
            say("Done, current, begun, not begun; a closed module", "पूर्ण, वर्तमान, आरंभ, शेष; बंद मॉड्यूल"),
            "courses/player/_contents.html",
            wrap='div class="card-k"',
            contents={"modules": [first | {"resources": inside}, last]},
        ),
        drawn(
            "player-contents",
            "outside",
            say("Not enrolled: nothing opens", "नामांकित नहीं: कुछ नहीं खुलता"),
            "courses/player/_contents.html",
            wrap='div class="card-k"',
            contents={"modules": [first | {"resources": outside, "note": ""}]},
        ),
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


def _films() -> list[Any]:
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


def _below() -> list[Any]:
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
            title=title(),
            tabs=tabs,
            transcript=transcript,
            chapters=chapters(),
            notes=_noted(2),
            evidence=_gaps(2),
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


def _gaps(count: int, *, more: int = 0, uncounted: str = "") -> dict[str, Any]:
    gaps = [{"start": 40 * n, "label": f"{clock(40 * n)}–{clock(40 * n + 20)}"} for n in range(1, count + 1)]
    return {"seen": say("3:10 of 7:00 seen", "7:00 में से 3:10 देखा"), "gaps": gaps, "more": more, "uncounted": uncounted}


def _evidence() -> list[Any]:
    partial, film = "courses/player/_evidence.html", {"resource": {"kind": "video"}, "file_url": "#", "is_played": True}
    pages = {
        "seen": say("3 of 8 pages seen", "8 में से 3 पृष्ठ देखे"),
        "uncounted": "",
        "more": 0,
        "gaps": [{"start": 4, "label": say("pages 4 to 8", "पृष्ठ 4 से 8")}],
    }
    return [
        drawn("evidence", "gaps", say("Two pieces are missing", "दो भाग शेष हैं"), partial, evidence=_gaps(2), **film),
        drawn(
            "evidence",
            "many-gaps",
            say("More pieces than are named", "नामित से अधिक भाग"),
            partial,
            evidence=_gaps(8, more=5),
            **film,
        ),
        drawn(
            "evidence",
            "uncounted",
            say("Something did not count, and why", "कुछ नहीं गिना गया, और क्यों"),
            partial,
            evidence=_gaps(1, uncounted=say("4 min", "4 मि")),
            **film,
        ),
        drawn("evidence", "pages", say("A document", "दस्तावेज़"), partial, evidence=pages, resource={"kind": "pdf"}),
    ]


def _done() -> list[Any]:
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


def _noted(count: int, form: Any = None) -> dict[str, Any]:
    texts = [
        say("Rule 3: three duties.", "नियम 3: तीन कर्तव्य।"),
        say("Ask: who may relax it?", "पूछना है: कौन शिथिल कर सकता है?"),
    ]
    notes = [
        {
            "uuid": f"n{n}",
            "text": text,
            "course": title(),
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


def _notes() -> list[Any]:
    partial, refused = "courses/player/_notes.html", NewNoteForm({"text": "", "at": "2h"})
    refused.is_valid()
    return [
        drawn("notes", "list", say("Two notes", "दो टिप्पणियाँ"), partial, notes=_noted(2), is_played=True),
        drawn(
            "notes",
            "none",
            say("None yet, beside a document", "अभी कोई नहीं, दस्तावेज़ के साथ"),
            partial,
            notes=_noted(0),
            sheet={"number": 3},
        ),
        drawn("notes", "refused", say("Not taken", "नहीं लिया गया"), partial, notes=_noted(0, refused), is_played=True),
    ]


def _packages() -> list[Any]:
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
            title=title(),
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


def _course() -> list[Any]:
    body = say("<p>Every note answers one question.</p>", "<p>हर टिप्पणी एक प्रश्न का उत्तर देती है।</p>")
    outcomes = [
        say("Write a self-contained note", "अपने आप में पूर्ण टिप्पणी लिखना"),
        say("Put up a draft", "प्रारूप प्रस्तुत करना"),
    ]
    bars = [
        {"label": say(f"{stars} of 5", f"5 में से {stars}"), "value": str(many), "percent": many * 100 / 67}
        for stars, many in ((5, 31), (4, 24), (3, 8), (2, 3), (1, 1))
    ]
    texts = [
        {
            "uuid": "r1",
            "stars": 3,
            "byline": say("P. C.", "प॰ च॰"),
            "changed_at": WHEN,
            "words": say("More examples of drafts would help.", "प्रारूपों के और उदाहरण सहायक होंगे।"),
            "reply": say("Three are in the next version.", "अगले संस्करण में तीन हैं।"),
            "replied_at": WHEN,
        },
        {
            "uuid": "r2",
            "stars": 5,
            "byline": say("A. V.", "अ॰ व॰"),
            "changed_at": WHEN,
            "words": say("Short and to the point.", "संक्षिप्त और सटीक।"),
            "reply": "",
        },
    ]
    several = {"average": "4.2", "says_short": say("67 ratings", "67 रेटिंग"), "bars": bars, "texts": texts}
    few = {"says": say("2 ratings; the average is shown from 5 on.", "2 रेटिंग; औसत 5 से दिखता है।")}
    none, partial = {"says": say("Nobody has rated it yet.", "अभी किसी ने रेटिंग नहीं दी।")}, "courses/ratings/_course.html"
    return [
        drawn(
            "text",
            "read",
            say("An author's text", "लेखक का पाठ"),
            "courses/player/_body.html",
            body=body,
            body_language=say("en", "hi"),
        ),
        drawn(
            "outcomes",
            "some",
            say("What one will be able to do", "क्या कर सकेंगे"),
            "courses/player/_outcomes.html",
            outcomes=outcomes,
        ),
        drawn(
            "ratings",
            "several",
            say("Many ratings, one with a reply", "अनेक रेटिंग, एक उत्तर सहित"),
            partial,
            ratings=several,
            is_completed=True,
        ),
        drawn("ratings", "few", say("Too few for an average", "औसत के लिए कम"), partial, ratings=few, is_inside=True),
        drawn("ratings", "none", say("None", "कोई नहीं"), partial, ratings=none),
    ]
