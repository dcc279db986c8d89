"""A question as a file brings it, and what is wrong with it, if anything."""

import unicodedata
from dataclasses import asdict, dataclass, field
from typing import Any

SINGLE, MULTIPLE, TRUE_FALSE = "single", "multiple", "true_false"
MOST_QUESTIONS = 1000  # in one file
MOST_BYTES = 5 * 1024 * 1024
MOST_OPTIONS = 10
LONGEST_STEM = 4000
LONGEST_OPTION = 1000


@dataclass(frozen=True, slots=True)
class OptionBrought:
    """An answer to choose from. `reason`: what to tell whoever chose it."""

    text: str
    is_correct: bool
    text_hi: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class QuestionBrought:
    """A question with its key. `reason` says why the right answer is right."""

    kind: str
    stem: str
    options: tuple[OptionBrought, ...]
    stem_hi: str = ""
    reason: str = ""
    reason_hi: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> "QuestionBrought":
        return cls(**{**said, "options": tuple(OptionBrought(**option) for option in said["options"])})


@dataclass(frozen=True, slots=True)
class RowBrought:
    """A question's place in its file (line of a text file, row of a sheet) and either the question or a reason."""

    line: int
    label: str  # how the row can be recognised: its name or the beginning of its text
    question: QuestionBrought | None = None
    reason: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


def judged(line: int, question: QuestionBrought) -> RowBrought:
    """The row accepted, or refused for the first thing that is wrong with it."""
    label = question.stem[:80]
    if found := problem(question):
        reason, facts = found
        return RowBrought(line, label, None, reason, facts)
    return RowBrought(line, label, question)


def problem(question: QuestionBrought) -> tuple[str, dict[str, Any]] | None:
    """Why the question cannot be asked; None when it can."""
    options = question.options
    if not question.stem.strip():
        return "NO_TEXT", {}
    if len(question.stem) > LONGEST_STEM or len(question.stem_hi) > LONGEST_STEM:
        return "TEXT_TOO_LONG", {"most": LONGEST_STEM}
    if any(_has_controls(text) for text in (question.stem, question.stem_hi, *(option.text for option in options))):
        return "ODD_CHARACTERS", {}
    if len(options) < 2:
        return "TOO_FEW_ANSWERS", {}
    if len(options) > MOST_OPTIONS:
        return "TOO_MANY_ANSWERS", {"most": MOST_OPTIONS}
    if any(not option.text.strip() for option in options):
        return "EMPTY_ANSWER", {}
    if any(len(option.text) > LONGEST_OPTION for option in options):
        return "ANSWER_TOO_LONG", {"most": LONGEST_OPTION}
    if len({" ".join(option.text.split()).casefold() for option in options}) < len(options):
        return "SAME_ANSWER_TWICE", {}
    right = sum(option.is_correct for option in options)
    if right == 0:
        return "NO_RIGHT_ANSWER", {}
    if question.kind != MULTIPLE and right > 1:
        return "SEVERAL_RIGHT_ANSWERS", {}
    return None


def _has_controls(text: str) -> bool:
    return any(unicodedata.category(letter) == "Cc" and letter not in "\n\t" for letter in text)


def true_false(stem: str, answer: bool, **more: str) -> QuestionBrought:
    """Both answers stand in the file's language; the page translates them (questions of this kind are fixed)."""
    return QuestionBrought(
        TRUE_FALSE, stem, (OptionBrought("True", answer, "सही"), OptionBrought("False", not answer, "गलत")), **more
    )
