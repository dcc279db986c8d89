"""The bar above a part of a course, and the course's contents beside it."""

from typing import Any

from karmayogi.site.specimens.drawn import Group, Specimen, drawn, say
from karmayogi.site.specimens.words import noting

STATES = {"player-bar": ["inside", "outside"], "player-contents": ["inside", "outside"]}


def groups() -> list[Group]:
    return [
        Group(say("The bar above the player", "प्लेयर के ऊपर की पट्टी"), _bars()),
        Group(say("Course contents", "पाठ्यक्रम की सामग्री"), _contents(), "grid-halves"),
    ]


def _bars() -> list[Specimen]:
    place = {"place": say("Module 2 of 3", "3 में से मॉड्यूल 2")}
    about = {"course": {"title": noting()}, "contents": place, "frame": {"help_url": "#"}}
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


def _contents() -> list[Specimen]:
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
