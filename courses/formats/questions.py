"""A question as a file or a form brings it, and what is wrong with it, if anything."""

from dataclasses import asdict, dataclass, field
from typing import Any

SINGLE, MULTIPLE, TRUE_FALSE = "single", "multiple", "true_false"
NUMERIC, SHORT_TEXT, MATCH, ORDER, FILL_IN = "numeric", "short_text", "match", "order", "fill_in"
KINDS = (SINGLE, MULTIPLE, TRUE_FALSE, NUMERIC, SHORT_TEXT, MATCH, ORDER, FILL_IN)
MOST_QUESTIONS = 1000  # in one file
MOST_BYTES = 5 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class OptionBrought:
    """An answer to choose from. `reason`: what to tell whoever chose it. `weight`: percentage, or "" for all or nothing.

    `is_fixed`: stays in its place when the others are shuffled ("all of these").
    """

    text: str
    is_correct: bool
    text_hi: str = ""
    reason: str = ""
    reason_hi: str = ""
    is_fixed: bool = False
    weight: str = ""


@dataclass(frozen=True, slots=True)
class AnswerBrought:
    """An answer that is accepted: a text, or a number with its tolerance. `credit`: what it earns, in percent."""

    text: str
    credit: str = "100"
    reason: str = ""
    reason_hi: str = ""
    tolerance: str = "0"
    is_percent: bool = False


@dataclass(frozen=True, slots=True)
class PairBrought:
    """What belongs together. Without a left side: one more right side that belongs to nothing."""

    left: str
    right: str
    left_hi: str = ""
    right_hi: str = ""


@dataclass(frozen=True, slots=True)
class ItemBrought:
    """Something to be put in order."""

    text: str
    text_hi: str = ""


@dataclass(frozen=True, slots=True)
class UnitBrought:
    """A unit an answer may carry; a number in it times `factor` is the number in the question's own unit."""

    name: str
    factor: str = "1"


@dataclass(frozen=True, slots=True)
class QuestionBrought:
    """A question with its key. `reason` says why the right answer is right.

    `options` for the kinds to choose from, `answers` for numeric and short_text, `gaps` (each with its answers) for
    fill_in, whose stem holds [[1]], [[2]] where they are; `items` stand in the right order. `category`: a path.
    """

    kind: str
    stem: str
    options: tuple[OptionBrought, ...] = ()
    stem_hi: str = ""
    reason: str = ""
    reason_hi: str = ""
    answers: tuple[AnswerBrought, ...] = ()
    pairs: tuple[PairBrought, ...] = ()
    items: tuple[ItemBrought, ...] = ()
    gaps: tuple[tuple[AnswerBrought, ...], ...] = ()
    units: tuple[UnitBrought, ...] = ()
    is_unit_needed: bool = False
    typos: int = 0
    is_case_kept: bool = False
    is_partial: bool = True
    category: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> "QuestionBrought":
        parts: dict[str, Any] = {
            name: tuple(kind(**part) for part in said.get(name, ()))
            for name, kind in (
                ("options", OptionBrought),
                ("answers", AnswerBrought),
                ("pairs", PairBrought),
                ("items", ItemBrought),
                ("units", UnitBrought),
            )
        }
        gaps = tuple(tuple(AnswerBrought(**answer) for answer in gap) for gap in said.get("gaps", ()))
        return cls(**{**said, **parts, "gaps": gaps})

    def parts(self) -> int:
        """How many answers, pairs, items or gaps it has, for a report."""
        return len(self.options or self.answers or self.pairs or self.items or self.gaps)


@dataclass(frozen=True, slots=True)
class RowBrought:
    """A question's place in its file (line of a text file, row of a sheet) and either the question or a reason."""

    line: int
    label: str  # how the row can be recognised: its name or the beginning of its text
    question: QuestionBrought | None = None
    reason: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


def true_false(stem: str, answer: bool, reasons: tuple[str, str] = ("", ""), **more: Any) -> QuestionBrought:
    """Both answers stand in the file's language; the page translates them (questions of this kind are fixed).

    `reasons`: what to tell whoever says true, and whoever says false.
    """
    options = (
        OptionBrought("True", answer, "सही", reasons[0], is_fixed=True),
        OptionBrought("False", not answer, "गलत", reasons[1], is_fixed=True),
    )
    return QuestionBrought(TRUE_FALSE, stem, options, **more)
