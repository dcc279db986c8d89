"""A paper of sections: what each asks, and what its answers add up to. Exact fractions; nobody passes by rounding."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from courses.questions.rules.drawing import draw
from courses.questions.rules.shapes import LEFT_OUT, PoolQuestion

LAST = 10**9  # as if seen so often: drawn after all others
PENALTIES = ("0", "1/4", "1/3", "1/2", "1")  # of a question's marks, for a wrong answer


@dataclass(frozen=True, slots=True)
class Terms:
    """What one section asks. `marks` of each question; `penalty`: the part of them that a wrong answer takes away.

    `cut_off`: percent of the section's marks without which nobody passes; 0: none.
    """

    pick: int
    marks: Fraction = Fraction(1)
    penalty: Fraction = Fraction(0)
    cut_off: int = 0
    title: str = ""
    title_hi: str = ""

    @property
    def most(self) -> Fraction:
        return self.pick * self.marks

    def as_json(self) -> dict[str, Any]:
        return {
            "title": self.title, "title_hi": self.title_hi, "count": self.pick, "marks": str(self.marks),
            "penalty": str(self.penalty), "cut_off": self.cut_off,
        }  # fmt: skip

    @classmethod
    def of_json(cls, kept: dict[str, Any]) -> "Terms":
        return cls(
            kept["count"], Fraction(kept["marks"]), Fraction(kept["penalty"]), kept["cut_off"], kept["title"],
            kept["title_hi"],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Marked:
    """One answer after marking: the part of the question's marks it earned, and whether anything was said.

    `is_counted`: not of a question that a correction left out.
    """

    earned: Fraction
    is_answered: bool
    is_counted: bool = True


@dataclass(frozen=True, slots=True)
class Reached:
    """What a section, or a whole paper, came to. `points` of a section may be below nothing, of a paper never."""

    points: Fraction
    most: Fraction
    correct: int
    count: int
    is_reached: bool

    @property
    def percent(self) -> int:
        """Rounded down, never below nothing."""
        return int(max(self.points, Fraction(0)) * 100 // self.most) if self.most else 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """`total.is_reached`: passed, which needs the pass mark of the whole and the cut-off of every section."""

    total: Reached
    sections: tuple[Reached, ...]


def outcome(sections: Sequence[tuple[Terms, Sequence[Marked]]], *, pass_percent: int) -> Outcome:
    """Add up. Marks lost in one section count against the whole, which is never less than nothing."""
    reached = tuple(_section(terms, answers) for terms, answers in sections)
    points = max(sum((one.points for one in reached), Fraction(0)), Fraction(0))
    most = sum((one.most for one in reached), Fraction(0))
    is_passed = bool(most) and points * 100 >= most * pass_percent and all(one.is_reached for one in reached)
    total = Reached(points, most, sum(o.correct for o in reached), sum(o.count for o in reached), is_passed)
    return Outcome(total, reached)


def _section(terms: Terms, said: Sequence[Marked]) -> Reached:
    answers = [answer for answer in said if answer.is_counted]
    points = sum((worth(terms, answer) for answer in answers), Fraction(0))
    most = len(answers) * terms.marks
    is_reached = max(points, Fraction(0)) * 100 >= most * terms.cut_off
    return Reached(points, most, sum(answer.earned == 1 for answer in answers), len(answers), is_reached)


def worth(terms: Terms, answer: Marked) -> Fraction:
    """The marks of one answer: what it earned; less than nothing when it is wrong; nothing when nothing was said."""
    if answer.is_answered and answer.earned == 0:
        return -terms.marks * terms.penalty
    return terms.marks * answer.earned


def is_plain(sections: Sequence[Terms]) -> bool:
    """One mark a question and nothing lost: then right answers can be counted instead of marks."""
    return all(terms.marks == sections[0].marks and not terms.penalty for terms in sections)


def needed(sections: Sequence[Terms], pass_percent: int) -> Fraction:
    """The marks that pass."""
    return sum((terms.most for terms in sections), Fraction(0)) * pass_percent / 100


def shown(points: Fraction) -> str:
    """Marks for people: at most two decimals, rounded down towards nothing; 3, 2.5, −0.33."""
    hundredths = int(abs(points) * 100)
    sign = "−" if points < 0 and hundredths else ""
    return sign + f"{hundredths / 100:.2f}".rstrip("0").rstrip(".")


@dataclass(frozen=True, slots=True)
class Drawable:
    """A section with its pool. `pinned`: versions that are always asked."""

    terms: Terms
    pool: Sequence[PoolQuestion]
    pinned: frozenset[int] = frozenset()


def draw_paper(
    sections: Sequence[Drawable], *, seed: int, is_shuffled: bool, seen: Mapping[int, int] | None = None
) -> tuple[list[dict[str, Any]], list[Terms]]:
    """The questions of all sections in their order, each with the place of its section; and what was really drawn."""
    questions: list[dict[str, Any]] = []
    terms: list[Terms] = []
    for place, section in enumerate(sections):
        pool = [question for question in section.pool if question.treatment != LEFT_OUT]
        often = {**(seen or {}), **dict.fromkeys(section.pinned, -1)}  # seen least: drawn before all others
        often |= {question.id: LAST for question in pool if question.is_withdrawn}
        drawn = draw(pool, pick=section.terms.pick, seed=seed, is_shuffled=is_shuffled, seen=often)
        questions += [{**question, "section": place} for question in drawn]
        terms.append(replace(section.terms, pick=len(drawn)))
    return questions, terms
