"""Whether a question can be asked: each kind has what it needs, and its key can be reached."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from courses.formats.numbers import part_of, read_number
from courses.formats.questions import (
    FILL_IN,
    MATCH,
    MULTIPLE,
    NUMERIC,
    ORDER,
    SHORT_TEXT,
    SINGLE,
    TRUE_FALSE,
    AnswerBrought,
    QuestionBrought,
    RowBrought,
)  # fmt: skip

MOST_OPTIONS = 10
MOST_PARTS = 20  # accepted answers, pairs, items, gaps
LONGEST_STEM = 4000
LONGEST_OPTION = 1000
LONGEST_ANSWER = 200
GAP = re.compile(r"\[\[(\d{1,2})\]\]")
PERCENT = re.compile(r"-?\d{1,3}(?:\.\d{1,5})?")

Found = tuple[str, dict[str, Any]] | None


def judged(line: int, question: QuestionBrought) -> RowBrought:
    """The row accepted, or refused for the first thing that is wrong with it."""
    label = question.stem[:80]
    if found := problem(question):
        reason, facts = found
        return RowBrought(line, label, None, reason, facts)
    return RowBrought(line, label, question)


def problem(question: QuestionBrought) -> Found:
    """Why the question cannot be asked; None when it can."""
    if not question.stem.strip():
        return "NO_TEXT", {}
    if len(question.stem) > LONGEST_STEM or len(question.stem_hi) > LONGEST_STEM:
        return "TEXT_TOO_LONG", {"most": LONGEST_STEM}
    if any(_has_controls(text) for text in (question.stem, question.stem_hi, *_texts(question))):
        return "ODD_CHARACTERS", {}
    return PROBLEMS[question.kind](question)


def _texts(question: QuestionBrought) -> list[str]:
    answers = [*question.answers, *(answer for gap in question.gaps for answer in gap)]
    return [
        *(text for option in question.options for text in (option.text, option.text_hi)),
        *(answer.text for answer in answers),
        *(text for pair in question.pairs for text in (pair.left, pair.right, pair.left_hi, pair.right_hi)),
        *(text for item in question.items for text in (item.text, item.text_hi)),
    ]


def _has_controls(text: str) -> bool:
    return any(unicodedata.category(letter) == "Cc" and letter not in "\n\t" for letter in text)


def _same(texts: Sequence[str]) -> bool:
    return len({" ".join(text.split()).casefold() for text in texts}) < len(texts)


def _options(question: QuestionBrought) -> Found:
    options = question.options
    if len(options) < 2:
        return "TOO_FEW_ANSWERS", {}
    if len(options) > MOST_OPTIONS:
        return "TOO_MANY_ANSWERS", {"most": MOST_OPTIONS}
    if any(not option.text.strip() for option in options):
        return "EMPTY_ANSWER", {}
    if any(len(option.text) > LONGEST_OPTION for option in options):
        return "ANSWER_TOO_LONG", {"most": LONGEST_OPTION}
    if _same([option.text for option in options]):
        return "SAME_ANSWER_TWICE", {}
    right = sum(option.is_correct for option in options)
    if right == 0:
        return "NO_RIGHT_ANSWER", {}
    if question.kind != MULTIPLE and right > 1:
        return "SEVERAL_RIGHT_ANSWERS", {}
    return _weights(question)


def _weights(question: QuestionBrought) -> Found:
    """A single answer's own weight is a part of the marks; the right ones of several must add up to all of them."""
    weighted = [option for option in question.options if option.weight]
    if any(not PERCENT.fullmatch(option.weight) or abs(part_of(option.weight)) > 1 for option in weighted):
        return "CREDIT", {}
    if question.kind == MULTIPLE and weighted:
        found = sum((part_of(option.weight or "100") for option in question.options if option.is_correct), Fraction(0))
        if abs(found - 1) > part_of("0.1"):
            return "WEIGHTS_NOT_ALL", {}
        if any(part_of(option.weight) > 0 for option in weighted if not option.is_correct):
            return "WEIGHT_OF_A_WRONG_ANSWER", {}
    return None


def _answers(answers: Sequence[AnswerBrought]) -> Found:
    if not answers:
        return "NO_ACCEPTED_ANSWER", {}
    if len(answers) > MOST_PARTS:
        return "TOO_MANY_ANSWERS", {"most": MOST_PARTS}
    if any(not answer.text.strip() for answer in answers):
        return "EMPTY_ANSWER", {}
    if any(len(answer.text) > LONGEST_ANSWER for answer in answers):
        return "ANSWER_TOO_LONG", {"most": LONGEST_ANSWER}
    if any(not PERCENT.fullmatch(answer.credit) or not 0 <= part_of(answer.credit) <= 1 for answer in answers):
        return "CREDIT", {}
    if all(part_of(answer.credit) < 1 for answer in answers):
        return "NO_FULL_ANSWER", {}
    return None


def _short_text(question: QuestionBrought) -> Found:
    if not 0 <= question.typos <= 2:
        return "TYPOS", {}
    return _answers(question.answers)


def _numeric(question: QuestionBrought) -> Found:
    if found := _answers(question.answers):
        return found
    for answer in question.answers:
        if read_number(answer.text) is None:
            return "NOT_A_NUMBER", {"said": answer.text}
        tolerance = read_number(answer.tolerance or "0")
        if tolerance is None or tolerance < 0:
            return "TOLERANCE", {"said": answer.tolerance}
    if len(question.units) > MOST_PARTS or any(len(unit.name) > 30 for unit in question.units):
        return "UNITS", {}
    for unit in question.units:
        factor = read_number(unit.factor)
        if not unit.name.strip() or any(letter.isdigit() for letter in unit.name) or factor is None or factor <= 0:
            return "UNITS", {}
    if _same([unit.name for unit in question.units]) or (question.is_unit_needed and not question.units):
        return "UNITS", {}
    return None


def _match(question: QuestionBrought) -> Found:
    pairs = question.pairs
    lefts = [pair.left for pair in pairs if pair.left.strip()]
    if len(lefts) < 2 or len({pair.right for pair in pairs}) < 2:
        return "TOO_FEW_PAIRS", {}
    if len(pairs) > MOST_PARTS:
        return "TOO_MANY_PARTS", {"most": MOST_PARTS}
    if any(not pair.right.strip() for pair in pairs):
        return "EMPTY_SIDE", {}
    if any(len(side) > LONGEST_OPTION for pair in pairs for side in (pair.left, pair.right)):
        return "ANSWER_TOO_LONG", {"most": LONGEST_OPTION}
    return ("SAME_LEFT_TWICE", {}) if _same(lefts) else None


def _order(question: QuestionBrought) -> Found:
    items = question.items
    if len(items) < 2:
        return "TOO_FEW_ITEMS", {}
    if len(items) > MOST_PARTS:
        return "TOO_MANY_PARTS", {"most": MOST_PARTS}
    if any(not item.text.strip() for item in items):
        return "EMPTY_ANSWER", {}
    if any(len(item.text) > LONGEST_OPTION for item in items):
        return "ANSWER_TOO_LONG", {"most": LONGEST_OPTION}
    return ("SAME_ANSWER_TWICE", {}) if _same([item.text for item in items]) else None


def _fill_in(question: QuestionBrought) -> Found:
    if not 0 <= question.typos <= 2:
        return "TYPOS", {}
    count = len(question.gaps)
    if count > MOST_PARTS:
        return "TOO_MANY_PARTS", {"most": MOST_PARTS}
    numbers = list(range(1, count + 1))
    for stem in filter(None, (question.stem, question.stem_hi)):
        if sorted(int(number) for number in GAP.findall(stem)) != numbers or not count:
            return "GAPS", {"count": count}
    return next((found for gap in question.gaps if (found := _answers(gap))), None)


PROBLEMS: dict[str, Callable[[QuestionBrought], Found]] = {
    SINGLE: _options,
    MULTIPLE: _options,
    TRUE_FALSE: _options,
    NUMERIC: _numeric,
    SHORT_TEXT: _short_text,
    MATCH: _match,
    ORDER: _order,
    FILL_IN: _fill_in,
}
