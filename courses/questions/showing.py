"""A question of an attempt as its pages and endpoints show it. An allow-list: nothing else of a question leaves."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from core.display.numbers import in_num
from courses.formats.numbers import Unit, read_amount
from courses.formats.questions import AnswerBrought, QuestionBrought
from courses.questions.models import QuestionVersion
from courses.questions.queries import as_known
from courses.questions.rules import draw, is_answered, is_complete

GAP = re.compile(r"\[\[(\d{1,2})\]\]")


def shown(question: Mapping[str, Any], position: int, response: Mapping[str, Any], language: str) -> dict[str, Any]:
    """`question` as the paper holds it, `response` as it was kept. Names of fields begin with the position: q3, q3.1."""
    name = f"q{position}"
    return {
        "name": name,
        "number": position,
        "kind": question["kind"],
        "template": f"courses/player/questions/{TEMPLATES.get(question['kind'], question['kind'])}.html",
        "text": say(question, "stem", language),
        "is_multiple": question["kind"] == "multiple",
        "is_partial": question.get("is_partial", False),
        "state": state_of(question, response),
        "options": [
            {
                "value": place,
                "text": say(option, "text", language),
                "is_chosen": option["id"] in response.get("chosen", ()),
            }
            for place, option in enumerate(question["options"], start=1)
        ],
        **_parts(question, name, response, language),
    }


TEMPLATES = {"single": "choice", "multiple": "choice", "true_false": "choice", "short_text": "text", "numeric": "text"}


def _parts(question: Mapping[str, Any], name: str, response: Mapping[str, Any], language: str) -> dict[str, Any]:
    kind, pairs = question["kind"], response.get("pairs", {})
    if kind == "numeric":
        units = question["units"]
        return {
            "value": response.get("text", ""),
            "units": units,
            "is_unit_needed": question["is_unit_needed"],
            "is_unread": is_unread(question, response),
        }
    if kind == "short_text":
        return {"value": response.get("text", "")}
    if kind == "match":
        rights = [say(right, "text", language) for right in question["rights"]]
        return {
            "rows": _rows(question["lefts"], name, pairs, language),
            "rights": [{"value": place, "text": text} for place, text in enumerate(rights, 1)],
        }
    if kind == "order":
        rows = _rows(question["items"], name, pairs, language)
        return {
            "rows": sorted(rows, key=lambda row: (row["chosen"] or 99, row["number"])),
            "ranks": range(1, len(rows) + 1),
        }
    if kind == "fill_in":
        return {"pieces": _pieces(question, name, response.get("gaps", ()), language)}
    return {}


def asked(question: Mapping[str, Any], position: int, response: Mapping[str, Any], language: str) -> dict[str, Any]:
    """A question for programs. `said` has the shape in which it is answered; its parts are named by their places."""
    options = [
        {
            "number": place,
            "text": say(option, "text", language),
            "is_chosen": option["id"] in response.get("chosen", ()),
        }
        for place, option in enumerate(question["options"], start=1)
    ]
    chosen = [option["number"] for option in options if option["is_chosen"]]
    parts = {
        name: [{"number": place, "text": say(part, "text", language)} for place, part in enumerate(question[name], 1)]
        for name in ("lefts", "rights", "items")
        if name in question
    }
    return {
        "number": position,
        "kind": question["kind"],
        "text": say(question, "stem", language),
        "is_multiple": question["kind"] == "multiple",
        "is_partial": question.get("is_partial", False),
        "state": state_of(question, response),
        "said": chosen or response.get("text") or response.get("pairs") or response.get("gaps"),
        "options": options,
        **parts,
        **{name: question[name] for name in ("gaps", "units", "is_unit_needed") if name in question},
    }


def _rows(parts: list[dict[str, str]], name: str, pairs: Mapping[str, int], language: str) -> list[dict[str, Any]]:
    return [
        {
            "number": number,
            "name": f"{name}.{number}",
            "text": say(part, "text", language),
            "chosen": pairs.get(str(number)),
        }
        for number, part in enumerate(parts, 1)
    ]


def _pieces(question: Mapping[str, Any], name: str, said: list[str], language: str) -> list[dict[str, Any]]:
    """The text of a fill-in cut at its gaps: {"text"} and {"number", "name", "value"} in turn."""
    pieces: list[dict[str, Any]] = []
    for place, part in enumerate(GAP.split(say(question, "stem", language))):
        if place % 2 == 0:
            pieces.append({"text": part})
        else:
            number = int(part)
            value = said[number - 1] if number <= len(said) else ""
            pieces.append({"number": number, "name": f"{name}.{number}", "value": value})
    return pieces


def preview(version: QuestionVersion, language: str) -> dict[str, Any]:
    """A question as one learner might see it; drawn anew from its own number, answered by nobody."""
    (drawn,) = draw([as_known(version)], pick=1, seed=version.pk, is_shuffled=False)
    return shown(drawn, 1, {}, language)


def key_of(question: QuestionBrought, language: str) -> list[dict[str, Any]]:
    """What is right, line by line, for those who make the question: {"text", "is_correct", "note"}."""
    if question.options:
        return [
            {
                "text": _in(option.text, option.text_hi, language),
                "is_correct": option.is_correct,
                "note": _percent(option.weight),
            }
            for option in question.options
        ]
    if question.pairs:
        sides = [
            (_in(pair.left, pair.left_hi, language) or "—", _in(pair.right, pair.right_hi, language))
            for pair in question.pairs
        ]
        return [_right(f"{left} → {right}", left != "—") for left, right in sides]
    if question.items:
        return [
            _right(f"{place}. {_in(item.text, item.text_hi, language)}") for place, item in enumerate(question.items, 1)
        ]
    if question.gaps:
        return [
            _right(f"({number}) " + " / ".join(answer.text for answer in gap))
            for number, gap in enumerate(question.gaps, 1)
        ]
    units = f" ({' / '.join(unit.name for unit in question.units)})" if question.units else ""
    return [
        _right(
            f"{answer.text}{_tolerance(answer)}{units}", True, "" if answer.credit == "100" else _percent(answer.credit)
        )
        for answer in question.answers
    ]


def _percent(said: str) -> str:
    """What a file writes as 33.33333 or -100, for people: 33.33%, −100%. Nothing stays nothing."""
    return f"{in_num(Decimal(said))}%" if said else ""


def _right(text: str, is_correct: bool = True, note: str = "") -> dict[str, Any]:
    return {"text": text, "is_correct": is_correct, "note": note}


def _tolerance(answer: AnswerBrought) -> str:
    if answer.tolerance in ("", "0"):
        return ""
    return f" ± {answer.tolerance}{'%' if answer.is_percent else ''}"


def _in(english: str, hindi: str, language: str) -> str:
    return (language == "hi" and hindi) or english


def state_of(question: Mapping[str, Any], response: Mapping[str, Any]) -> str:
    """answered, partly or open."""
    if not is_answered(response):
        return "open"
    return "answered" if is_complete(question, response) else "partly"


def is_unread(question: Mapping[str, Any], response: Mapping[str, Any]) -> bool:
    """A number was asked for, and what was written is none."""
    if question["kind"] != "numeric" or not is_answered(response):
        return False
    return read_amount(response["text"], [Unit(name) for name in question["units"]]) is None


def stem_of(question: Mapping[str, Any], language: str) -> str:
    """The text of the question in one line; the gaps of a fill-in as rules to write on."""
    return GAP.sub("_____", say(question, "stem", language))


def said(question: Mapping[str, Any], response: Mapping[str, Any], language: str) -> list[str]:
    """What the learner said, part by part, in words. Empty when nothing was said."""
    kind = question["kind"]
    if not is_answered(response):
        return []
    if kind in ("numeric", "short_text"):
        return [response["text"]]
    if kind == "match":
        lefts = [say(left, "text", language) for left in question["lefts"]]
        rights = [say(right, "text", language) for right in question["rights"]]
        return [f"{lefts[int(left) - 1]} → {rights[place - 1]}" for left, place in response["pairs"].items()]
    if kind == "order":
        items = [say(item, "text", language) for item in question["items"]]
        ranked = sorted(response["pairs"].items(), key=lambda pair: (pair[1], int(pair[0])))
        return [f"{rank}. {items[int(item) - 1]}" for item, rank in ranked]
    if kind == "fill_in":
        return [f"({number}) {text or '—'}" for number, text in enumerate(response["gaps"], 1)]
    texts = {option["id"]: say(option, "text", language) for option in question["options"]}
    return [texts[chosen] for chosen in response["chosen"]]


def say(thing: Mapping[str, Any], name: str, language: str) -> str:
    return str((language == "hi" and thing.get(f"{name}_hi")) or thing[name])
