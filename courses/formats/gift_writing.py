"""Writing questions as GIFT: what is written is read again as the same question, in one language."""

from collections.abc import Sequence
from decimal import Decimal

from courses.formats.asking import GAP
from courses.formats.numbers import plain_text, read_number
from courses.formats.questions import (
    FILL_IN,
    MATCH,
    MULTIPLE,
    NUMERIC,
    ORDER,
    SHORT_TEXT,
    TRUE_FALSE,
    AnswerBrought,
    OptionBrought,
    QuestionBrought,
)  # fmt: skip

SPECIAL = str.maketrans({letter: f"\\{letter}" for letter in "~=#{}:\\"} | {"\n": "\\n"})


def write(questions: Sequence[QuestionBrought], *, language: str = "en") -> str:
    """A file. Hindi is written where there is some; units and typing mistakes have no place in GIFT."""
    lines, category = [], ""
    for question in questions:
        if question.category != category:
            category = question.category
            lines += [f"$CATEGORY: {category or 'top'}", ""]
        lines += [_written(question, language), ""]
    return "\n".join(lines)


def _written(question: QuestionBrought, language: str) -> str:
    stem = _in(question.stem, question.stem_hi, language)
    reason = _in(question.reason, question.reason_hi, language)
    general = f"\n####{_safe(reason)}" if reason else ""
    if question.kind == FILL_IN:
        return _gaps(question, stem, general)
    return f"{_safe(stem)} {{{_inside(question, language)}{general}\n}}"


def _inside(question: QuestionBrought, language: str) -> str:
    kind = question.kind
    if kind == TRUE_FALSE:
        truth = question.options[0].is_correct
        right, wrong = (_reason(option, language) for option in question.options[:: 1 if truth else -1])
        feedback = f"#{wrong}#{right}" if right else f"#{wrong}" if wrong else ""
        return ("TRUE" if truth else "FALSE") + feedback
    if kind == NUMERIC:
        return "#" + "".join(
            f"\n={_worth(answer)}{_number(answer)}{_why(answer, language)}" for answer in question.answers
        )
    if kind == SHORT_TEXT:
        return "".join(
            f"\n={_worth(answer)}{_safe(answer.text)}{_why(answer, language)}" for answer in question.answers
        )
    if kind == MATCH:
        sides = [(_in(p.left, p.left_hi, language), _in(p.right, p.right_hi, language)) for p in question.pairs]
        return "".join(f"\n={_safe(left)} -> {_safe(right)}" for left, right in sides)
    if kind == ORDER:
        return ">ALL\n" + "\n".join(_safe(_in(item.text, item.text_hi, language)) for item in question.items)
    return "".join(f"\n{_sign(option, question)}{_option(option, language)}" for option in question.options)


def _gaps(question: QuestionBrought, stem: str, general: str) -> str:
    pieces = GAP.split(stem)
    last = len(pieces) - 2
    written = ""
    for place, piece in enumerate(pieces):
        if place % 2 == 0:
            written += _safe(piece)
        else:
            answers = " ".join(f"={_worth(answer)}{_safe(answer.text)}" for answer in question.gaps[int(piece) - 1])
            written += f"{{{answers}{general if place == last else ''}}}"
    return written


def _sign(option: OptionBrought, question: QuestionBrought) -> str:
    """Several right answers are marked by weights; without the author's own, right ones share and wrong ones take away."""
    if question.kind != MULTIPLE:
        return "=" if option.is_correct else f"~%{option.weight}%" if option.weight else "~"
    if any(one.weight for one in question.options):
        return f"~%{option.weight or (100 if option.is_correct else 0)}%"
    alike = sum(one.is_correct == option.is_correct for one in question.options)
    share = plain_text(round(Decimal(100) / alike, 5))
    return f"~%{share}%" if option.is_correct else f"~%-{share}%"


def _option(option: OptionBrought, language: str) -> str:
    reason = _reason(option, language)
    return _safe(_in(option.text, option.text_hi, language)) + (f"#{reason}" if reason else "")


def _reason(option: OptionBrought, language: str) -> str:
    return _safe(_in(option.reason, option.reason_hi, language))


def _worth(answer: AnswerBrought) -> str:
    return "" if answer.credit == "100" else f"%{answer.credit}%"


def _why(answer: AnswerBrought, language: str) -> str:
    reason = _in(answer.reason, answer.reason_hi, language)
    return f"#{_safe(reason)}" if reason else ""


def _number(answer: AnswerBrought) -> str:
    """Moodle knows no tolerance in percent: it is written as the amount it comes to."""
    value, tolerance = read_number(answer.text), read_number(answer.tolerance or "0")
    if value is None or tolerance is None:
        raise ValueError(answer.text)
    if answer.is_percent:
        tolerance = abs(value) * tolerance / 100
    return f"{plain_text(value)}:{plain_text(tolerance)}"


def _in(english: str, hindi: str, language: str) -> str:
    return hindi if language == "hi" and hindi else english


def _safe(text: str) -> str:
    return text.translate(SPECIAL)
