"""Moodle XML, the fuller of Moodle's two formats for questions. Kinds that are not ours are named and left out.

Source: docs.moodle.org/en/Moodle_XML_format. Taken: multichoice, truefalse, shortanswer, numerical (with units),
matching, ordering, and of cloze the gaps to write in. Texts are HTML there; their words are taken. A question that
shows a picture is left out. XML that names a document type or entities is refused whole.
"""

import re
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from courses.formats.asking import judged
from courses.formats.questions import (
    FILL_IN,
    MATCH,
    MOST_BYTES,
    MOST_QUESTIONS,
    MULTIPLE,
    NUMERIC,
    ORDER,
    SHORT_TEXT,
    SINGLE,
    AnswerBrought,
    ItemBrought,
    OptionBrought,
    PairBrought,
    QuestionBrought,
    RowBrought,
    UnitBrought,
    true_false,
)  # fmt: skip
from courses.formats.refusals import Unreadable
from courses.formats.text import category_path, words

CLOZE = re.compile(r"(?<!\\)\{(\d*):([A-Z_]+):((?:[^{}\\]|\\.)*)\}", re.DOTALL)
LONGEST_TEXT = 20_000  # letters of any text in it
GAPS_TO_WRITE = {"SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC", "NUMERICAL", "NM"}


class LeftOut(Exception):  # noqa: N818 (a row of the file, not a fault)
    """Why the question is not taken."""

    def __init__(self, reason: str, **facts: str) -> None:
        super().__init__(reason)
        self.reason, self.facts = reason, facts


def read(data: bytes) -> list[RowBrought]:
    """Every question in order, accepted or refused; a row's line is the number of the question in the file."""
    if len(data) > MOST_BYTES:
        raise Unreadable("FILE_TOO_LARGE", megabytes=MOST_BYTES // 1024 // 1024)
    try:
        root = fromstring(data.strip())
    except (DefusedXmlException, ParseError, ValueError, LookupError) as error:
        raise Unreadable("NOT_MOODLE_XML") from error
    if root.tag != "quiz":
        raise Unreadable("NOT_MOODLE_XML")
    rows: list[RowBrought] = []
    category = ""
    for element in root.iter("question"):
        kind = element.get("type", "")
        if kind == "category":
            category = category_path(_text(element.find("category")))
            continue
        if len(rows) == MOST_QUESTIONS:
            raise Unreadable("TOO_MANY_QUESTIONS", most=MOST_QUESTIONS)
        rows.append(_row(len(rows) + 1, kind, element, category))
    if not rows:
        raise Unreadable("NO_QUESTIONS")
    return rows


def _row(number: int, kind: str, element: Element, category: str) -> RowBrought:
    if any(len(part.text or "") > LONGEST_TEXT for part in element.iter("text")):
        return RowBrought(number, "", None, "TEXT_TOO_LONG", {"most": LONGEST_TEXT})
    label = (_text(element.find("name")) or words(_text(element.find("questiontext"))))[:80]
    try:
        if (make := KINDS.get(kind)) is None:
            raise LeftOut("KIND_NOT_TAKEN", kind=kind[:40])
        if element.find(".//file") is not None or any(
            re.search(r"<img\b|@@PLUGINFILE@@", part.text or "", re.IGNORECASE) for part in element.iter("text")
        ):
            raise LeftOut("PICTURE")
        more = {"reason": words(_text(element.find("generalfeedback"))), "category": category}
        return judged(number, make(element, words(_text(element.find("questiontext"))), more))
    except LeftOut as left:
        return RowBrought(number, label, None, left.reason, left.facts)


def _choice(element: Element, stem: str, more: dict[str, Any]) -> QuestionBrought:
    kind = SINGLE if _text_of(element, "single", "true").lower() in ("true", "1") else MULTIPLE
    options = []
    for answer in element.findall("answer"):
        weight = _fraction(answer)
        is_correct = float(weight) >= 100 if kind == SINGLE else float(weight) > 0
        own = "" if weight == "0" or (kind == SINGLE and is_correct) else weight
        options.append(OptionBrought(words(_text(answer)), is_correct, reason=_feedback(answer), weight=own))
    return QuestionBrought(kind, stem, tuple(options), **more)


def _true_false(element: Element, stem: str, more: dict[str, Any]) -> QuestionBrought:
    answers = {_text(answer).strip().lower(): answer for answer in element.findall("answer")}
    if set(answers) != {"true", "false"}:
        raise LeftOut("TRUE_OR_FALSE_EXPECTED", said=", ".join(answers)[:80])
    truth = float(_fraction(answers["true"])) > 0
    return true_false(stem, truth, (_feedback(answers["true"]), _feedback(answers["false"])), **more)


def _short(element: Element, stem: str, more: dict[str, Any]) -> QuestionBrought:
    answers = tuple(
        AnswerBrought(_text(answer).strip(), _credit(answer), _feedback(answer)) for answer in element.findall("answer")
    )
    is_case_kept = _text_of(element, "usecase", "0") == "1"
    return QuestionBrought(SHORT_TEXT, stem, answers=answers, is_case_kept=is_case_kept, **more)


def _number(element: Element, stem: str, more: dict[str, Any]) -> QuestionBrought:
    answers = tuple(
        AnswerBrought(
            _text(answer).strip(), _credit(answer), _feedback(answer), tolerance=_text_of(answer, "tolerance", "0")
        )
        for answer in element.findall("answer")
        if _text(answer).strip() != "*"  # whatever else is said: it earns nothing here
    )
    units = tuple(
        UnitBrought(_text_of(unit, "unit_name", ""), _inverse(_text_of(unit, "multiplier", "1")))
        for unit in element.iter("unit")
    )
    is_needed = bool(units) and _text_of(element, "unitgradingtype", "0") != "0"
    return QuestionBrought(NUMERIC, stem, answers=answers, units=units, is_unit_needed=is_needed, **more)


def _inverse(multiplier: str) -> str:
    """Moodle divides what is said by the multiplier of its unit; here it is multiplied by the factor."""
    try:
        value = float(multiplier)
    except ValueError:
        return multiplier
    return multiplier if value in (0, 1) else format(round(1 / value, 12), "f").rstrip("0").rstrip(".")


def _match(element: Element, stem: str, more: dict[str, Any]) -> QuestionBrought:
    pairs = tuple(
        PairBrought(words(_text(part)), words(_text(part.find("answer")))) for part in element.findall("subquestion")
    )
    return QuestionBrought(MATCH, stem, pairs=pairs, **more)


def _order(element: Element, stem: str, more: dict[str, Any]) -> QuestionBrought:
    items = tuple(ItemBrought(words(_text(answer))) for answer in element.findall("answer"))
    return QuestionBrought(ORDER, stem, items=items, **more)


def _cloze(element: Element, stem: str, more: dict[str, Any]) -> QuestionBrought:
    gaps: list[tuple[AnswerBrought, ...]] = []

    def gap(match: re.Match[str]) -> str:
        if match[2] not in GAPS_TO_WRITE:
            raise LeftOut("KIND_NOT_TAKEN", kind=f"cloze {match[2]}"[:40])
        gaps.append(tuple(_cloze_answers(match[3])))
        return f"[[{len(gaps)}]]"

    return QuestionBrought(FILL_IN, CLOZE.sub(gap, stem), gaps=tuple(gaps), **more)


def _cloze_answers(said: str) -> list[AnswerBrought]:
    """`=right#feedback~%50%half~wrong`; what earns nothing is no accepted answer."""
    found = []
    for part in re.split(r"(?<!\\)~", said):
        text, credit = part.strip(), "0"
        if match := re.match(r"%(-?\d+(?:\.\d+)?)%", text):
            text, credit = text[match.end() :], match[1]
        elif text.startswith("="):
            text, credit = text[1:], "100"
        text = re.sub(r"\\(.)", r"\1", re.split(r"(?<!\\)#", text)[0]).partition(":")[0].strip()
        if float(credit) > 0:
            found.append(AnswerBrought(text, credit))
    return found


def _text(element: Element | None) -> str:
    """Of `<x><text>…</text></x>`."""
    return (element.findtext("text") or "") if element is not None else ""


def _text_of(element: Element, name: str, otherwise: str) -> str:
    return (element.findtext(name) or otherwise).strip()


def _fraction(answer: Element) -> str:
    said = answer.get("fraction", "0").strip()
    try:
        value = float(said)
    except ValueError:
        raise LeftOut("CREDIT") from None
    return format(round(value, 5), "f").rstrip("0").rstrip(".")


def _credit(answer: Element) -> str:
    return _fraction(answer)


def _feedback(answer: Element) -> str:
    return words(_text(answer.find("feedback")))


KINDS: dict[str, Callable[[Element, str, dict[str, Any]], QuestionBrought]] = {
    "multichoice": _choice,
    "truefalse": _true_false,
    "shortanswer": _short,
    "numerical": _number,
    "matching": _match,
    "ordering": _order,
    "cloze": _cloze,
}
