"""Between a question as it is brought and the columns of its version; both ways, without loss."""

from dataclasses import asdict
from typing import Any

from courses.formats.numbers import plain_text, read_number
from courses.formats.questions import (
    FILL_IN,
    MATCH,
    NUMERIC,
    ORDER,
    SHORT_TEXT,
    TRUE_FALSE,
    AnswerBrought,
    ItemBrought,
    OptionBrought,
    PairBrought,
    QuestionBrought,
    UnitBrought,
)  # fmt: skip
from courses.questions.models import QuestionVersion


def columns(question: QuestionBrought) -> dict[str, Any]:
    """For a QuestionVersion. Numbers are kept plainly: "1,00,000" as 100000."""
    ids = ("true", "false") if question.kind == TRUE_FALSE else "abcdefghij"
    options = [
        {"id": ids[place], **asdict(option), "is_fixed": option.is_fixed or question.kind == TRUE_FALSE}
        for place, option in enumerate(question.options)
    ]
    names = ("kind", "stem", "stem_hi", "reason", "reason_hi", "is_partial")
    return {name: getattr(question, name) for name in names} | {"options": options, "body": _body(question)}


def _body(question: QuestionBrought) -> dict[str, Any]:
    kind = question.kind
    if kind == NUMERIC:
        units = [{"name": unit.name.strip(), "factor": _number(unit.factor)} for unit in question.units]
        answers = [
            {
                "value": _number(answer.text),
                "tolerance": _number(answer.tolerance or "0"),
                "is_percent": answer.is_percent,
                **_worth(answer),
            }
            for answer in question.answers
        ]
        return {"answers": answers, "units": units, "is_unit_needed": question.is_unit_needed}
    if kind == SHORT_TEXT:
        answers = [{"text": answer.text.strip(), **_worth(answer)} for answer in question.answers]
        return {"answers": answers, **_forgiven(question)}
    if kind == MATCH:
        return {"pairs": [asdict(pair) for pair in question.pairs]}
    if kind == ORDER:
        return {"items": [asdict(item) for item in question.items]}
    if kind == FILL_IN:
        gaps = [
            {"answers": [{"text": answer.text.strip(), "credit": answer.credit} for answer in gap]}
            for gap in question.gaps
        ]
        return {"gaps": gaps, **_forgiven(question)}
    return {}


def _worth(answer: AnswerBrought) -> dict[str, str]:
    return {"credit": answer.credit, "reason": answer.reason, "reason_hi": answer.reason_hi}


def _forgiven(question: QuestionBrought) -> dict[str, Any]:
    return {"typos": question.typos, "is_case_kept": question.is_case_kept}


def _number(text: str) -> str:
    value = read_number(text)
    if value is None:
        raise ValueError(text)
    return plain_text(value)


def brought(version: QuestionVersion) -> QuestionBrought:
    """The question again, for a form, an endpoint or a file."""
    body = version.body
    answers = [
        {("text" if name == "value" else name): value for name, value in answer.items()}
        for answer in body.get("answers", ())
    ]
    names = ("kind", "stem", "stem_hi", "reason", "reason_hi", "is_partial")
    flags = {name: body[name] for name in ("is_unit_needed", "typos", "is_case_kept") if name in body}
    return QuestionBrought(
        **{name: getattr(version, name) for name in names},
        **flags,
        options=tuple(OptionBrought(**{k: v for k, v in option.items() if k != "id"}) for option in version.options),
        answers=tuple(AnswerBrought(**answer) for answer in answers),
        pairs=tuple(PairBrought(**pair) for pair in body.get("pairs", ())),
        items=tuple(ItemBrought(**item) for item in body.get("items", ())),
        gaps=tuple(tuple(AnswerBrought(**answer) for answer in gap["answers"]) for gap in body.get("gaps", ())),
        units=tuple(UnitBrought(**unit) for unit in body.get("units", ())),
        category=version.question.category,
    )
