"""Every kind of question: not answered, answered, and marked by the rules of the product; the quiz around them."""

import re
from datetime import UTC, datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from core.display.dates import in_time
from courses.questions import showing
from courses.questions.models import QuestionKind
from courses.questions.rules import PoolQuestion, draw, mark, reasons, score, solve
from karmayogi.site.specimens.drawn import Group, Specimen, drawn, framed, say
from karmayogi.site.specimens.keys import KEYS
from karmayogi.site.specimens.words import ANY, noting

SEED = 7
# What is right in part or not at all, as it is kept; a right answer is solved by the rules.
SAID: dict[str, dict[str, Any]] = {
    "single": {"wrong": {"chosen": ["b"]}},
    "multiple": {"partly": {"chosen": ["a"]}, "wrong": {"chosen": ["c"]}},
    "true_false": {"wrong": {"chosen": ["b"]}},
    "numeric": {"partly": {"text": "12 ₹"}, "wrong": {"text": "45 ₹"}, "unread": {"text": "about ₹"}},
    "match": {"partly": {}, "wrong": {}},  # from the right one: the first stays, or none
    "order": {"partly": {}, "wrong": {}},
    "fill_in": {"partly": {"gaps": ["30", "the reason"]}, "wrong": {"gaps": ["90", ""]}},
    "short_text": {"partly": {"text": "officer"}, "wrong": {"text": "the minister"}},
}
# Single and true or false are right or wrong: nothing lies between.
STATES = {
    f"question-{kind}": ["empty", "answered", "right", *[key for key in ("partly", "wrong", "unread") if key in said]]
    for kind, said in SAID.items()
}
LEFT = {"much": 5400, "little": 45, "over": 0}
TROUBLE = ("lost", "again", "busy", "signed-out", "refused", "over", "outrun")
STATES |= {
    "answer-of-a-result": ["right", "partly", "wrong", "nothing"],
    "quiz-navigation": ["whole", "one-by-one", "no-way-back"],
    "quiz-bar": [*LEFT, "practice"],
    "quiz-saved": ["saved", "refused"],
    "quiz-trouble": list(TROUBLE),
}


def groups() -> list[Group]:
    labels = {
        "empty": say("Not answered", "उत्तर नहीं दिया"),
        "answered": say("Answered", "उत्तर दिया"),
        "right": say("Marked: right", "जाँचा: सही"),
        "partly": say("Marked: right in part", "जाँचा: आंशिक रूप से सही"),
        "wrong": say("Marked: wrong", "जाँचा: गलत"),
        "unread": say("Cannot be read as a number", "संख्या के रूप में पढ़ा नहीं जा सकता"),
    }
    found, number = [], 0
    total = sum(len(STATES[f"question-{kind}"]) for kind in SAID)
    for kind in SAID:
        shown = []
        for state in STATES[f"question-{kind}"]:
            number += 1
            shown.append(_question(kind, state, number, total, labels[state]))
        found.append(Group(_kind(kind), shown, "grid-halves"))
    return [*found, _results(labels), *_quiz()]


def _kind(kind: str) -> str:
    return str(QuestionKind(kind).label)


def _asked(kind: str) -> tuple[PoolQuestion, dict[str, Any]]:
    key = KEYS[kind]
    (paper,) = draw([key], pick=1, seed=SEED, is_shuffled=False)
    return key, paper


def _said(kind: str, state: str, key: PoolQuestion) -> dict[str, Any]:
    right = solve(key, seed=SEED)
    if state == "empty":
        return {}
    if state in ("right", "answered"):
        return right
    if kind not in ("match", "order"):
        return dict(SAID[kind][state])
    first, *others = right["pairs"].values()
    places = [first, *reversed(others)] if state == "partly" else [*others, first]
    return {"pairs": dict(zip(right["pairs"], places, strict=True))}


def _question(kind: str, state: str, number: int, total: int, label: str) -> Specimen:
    language = say("en", "hi")
    key, paper = _asked(kind)
    response = _said(kind, state, key)
    question = showing.shown(paper, number, response, language) | {"marks": "", "was": "", "is_marked": False}
    if state in ("right", "partly", "wrong"):
        question["marked"] = _line(key, paper, response, number)
    return drawn(
        f"question-{kind}", state, label, "courses/player/_question.html",
        question=question, total=total, attempt={"uuid": ANY, "is_practice": state != "answered"}, has_way_back=True,
    )  # fmt: skip


def _line(key: PoolQuestion, paper: dict[str, Any], response: dict[str, Any], number: int) -> dict[str, Any]:
    """A marked answer in words; every reason and the key are allowed."""
    language = say("en", "hi")
    part = mark(key, response, seed=SEED)
    said = showing.said(paper, response, language)
    chip, kind = (_("Correct"), "ok") if part == 1 else (_("Correct in part"), "warn") if part else (
        (_("Not correct") if said else _("Not answered")), "bad"
    )  # fmt: skip
    why = reasons(key, response, seed=SEED, reveal="reasons")
    right = showing.said(paper, solve(key, seed=SEED), language) if part < 1 else []
    return {
        "number": number, "text": showing.stem_of(paper, language), "answer": "; ".join(said) or _("No answer"),
        "answers": said, "is_correct": part == 1, "chip": chip, "kind": kind,
        "percent": score(part, 1) if 0 < part < 1 else None, "reasons": why.get(language) or why.get("en", []),
        "right": right,
    }  # fmt: skip


def _results(labels: dict[str, str]) -> Group:
    shown = []
    of = {"right": ("single", "right"), "partly": ("match", "partly"), "wrong": ("short_text", "wrong")}
    for number, state in enumerate(STATES["answer-of-a-result"], 1):
        kind, said = of.get(state, ("multiple", "empty"))
        key, paper = _asked(kind)
        line = _line(key, paper, _said(kind, said, key), number)
        label = labels.get(state, labels["empty"])
        shown.append(drawn("answer-of-a-result", state, label, "courses/player/_marked.html", wrap="div", line=line))
    return Group(say("Answers on the page of the result", "परिणाम के पृष्ठ पर उत्तर"), shown, "grid-halves")


_NAVIGATED: list[dict[str, Any]] = [
    {"number": n, "name": f"q{n}", "state": state, "is_marked": marked, "saved_at": 0}
    for n, (state, marked) in enumerate(
        [("answered", False), ("answered", True), ("open", False), ("open", True), ("partly", False), ("open", False)],
        1,
    )
]


def _quiz() -> list[Group]:
    attempt = {"uuid": ANY, "is_practice": False, "number": 2}
    course, title = {"title": noting()}, say("Final assessment", "अंतिम मूल्यांकन")
    ways = {
        "whole": (say("All on one page", "सब एक पृष्ठ पर"), None, True),
        "one-by-one": (say("One by one, the third is open", "एक-एक करके, तीसरा खुला है"), 3, True),
        "no-way-back": (say("No way back", "पीछे जाने का रास्ता नहीं"), 3, False),
    }
    navigation = [
        drawn(
            "quiz-navigation", key, label, "courses/player/_navigation.html",
            questions=_NAVIGATED, alone=alone, has_way_back=back, attempt=attempt,
        )
        for key, (label, alone, back) in ways.items()
    ]  # fmt: skip
    times = {
        "much": say("Much time is left", "काफ़ी समय बचा है"),
        "little": say("Less than a minute is left", "एक मिनट से कम बचा है"),
        "over": say("The time is over", "समय समाप्त"),
    }
    bars = [
        _short(drawn("quiz-bar", key, times[key], "courses/player/_sitting_bar.html",
                     attempt=attempt, course=course, title=title, left=left, quiz_url="#"), is_short=left <= 60)
        for key, left in LEFT.items()
    ]  # fmt: skip
    bars.append(
        drawn("quiz-bar", "practice", say("A practice has no clock", "अभ्यास में घड़ी नहीं होती"),
              "courses/player/_sitting_bar.html",
              attempt=attempt | {"is_practice": True}, course=course, title=title, left=None, quiz_url="#")
    )  # fmt: skip
    at = in_time(datetime(2026, 11, 22, 5, 19, tzinfo=UTC))
    kept = say("These answers came from a page that is too old.", "ये उत्तर एक बहुत पुराने पृष्ठ से आए।")
    saved = [
        drawn("quiz-saved", "saved", say("Saved", "सहेजा गया"), "courses/player/_saved.html", wrap="p", saved=at),
        drawn("quiz-saved", "refused", say("Not taken", "नहीं लिया गया"), "courses/player/_saved.html", wrap="p",
              refused=kept),
    ]  # fmt: skip
    return [
        Group(say("The questions of a quiz", "क्विज़ के प्रश्न"), navigation, "grid-thirds"),
        Group(say("The bar above a quiz, with its clock", "क्विज़ के ऊपर की पट्टी, घड़ी के साथ"), bars),
        Group(say("Whether answers are kept", "उत्तर रखे गए या नहीं"), saved),
        Group(say("What keeps answers from being saved", "उत्तर सहेजने में क्या बाधा है"), _trouble(attempt)),
    ]


def _short(one: Specimen, *, is_short: bool) -> Specimen:
    """As countdown.js marks the last minute."""
    html = one.html.replace('class="quiz-clock"', 'class="quiz-clock is-short"') if is_short else one.html
    return Specimen(one.name, one.key, one.state, type(one.html)(html))


def _trouble(attempt: dict[str, Any]) -> list[Specimen]:
    """As trouble.js says them: the words of a template come into the paragraph."""
    html = render_to_string("courses/player/_trouble.html", {"attempt": attempt, "left": 600, "grace_minutes": 2})
    words = dict(re.findall(r'<template data-kind="([a-z-]+)">(.*?)</template>', html, re.DOTALL))
    bare = re.sub(r"<template.*</template>", "", html, flags=re.DOTALL).replace(' role="alert" data-trouble hidden', "")
    labels = {
        "lost": say("No connection", "कनेक्शन नहीं"),
        "again": say("No connection when going on", "आगे बढ़ते समय कनेक्शन नहीं"),
        "busy": say("The platform is busy", "प्लेटफ़ॉर्म व्यस्त है"),
        "signed-out": say("Signed out", "साइन आउट हो गया"),
        "refused": say("Answers are refused", "उत्तर अस्वीकृत"),
        "over": say("The time is over", "समय समाप्त"),
        "outrun": say("Answered later elsewhere", "बाद में कहीं और उत्तर दिया"),
    }
    found = []
    for kind in TROUBLE:
        said = words[kind].replace("{number}", "3")
        one = bare.replace("<p></p>", f"<p>{said}</p>").replace("trouble", "", 1)
        if kind == "signed-out":
            one = one.replace(" hidden>", ">")
        found.append(framed("quiz-trouble", kind, labels[kind], one))
    return found
