"""How a person stands at a quiz: what counts so far, what is left, whether a new attempt may begin."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from courses.accommodations.queries import window_of
from courses.accommodations.rules import Window
from courses.attempts import rules
from courses.attempts.models import Attempt
from courses.attempts.rules import Counted, Past
from courses.enrolment.models import Enrolment
from courses.questions.models import Paper


@dataclass(frozen=True, slots=True)
class Standing:
    """`left` None: as many attempts as one likes. `refused`: why none may start, and from when one may."""

    window: Window
    counted: Counted
    left: int | None
    refused: tuple[str, datetime | None] | None


def standing_of(paper: Paper, enrolment: Enrolment, past: Sequence[Attempt], *, at: datetime) -> Standing:
    """By the one resolver; one query beside those that brought the attempts."""
    window = window_of(
        person_id=enrolment.person_id, offering_id=enrolment.offering_id, minutes=paper.time_limit_minutes,
        attempts=0 if paper.is_practice else paper.attempts_allowed, at=at,
    )  # fmt: skip
    before = [past_of(attempt) for attempt in past]
    counted = counted_of(paper, past)
    refused = rules.start_refusal(
        before, attempts_allowed=window.attempts,
        cool_down_minutes=0 if paper.is_practice else paper.cool_down_minutes, at=at, is_passed=counted.is_passed,
        may_improve=paper.may_improve, attempts_given_at=window.attempts_given_at,
    )  # fmt: skip
    return Standing(window, counted, rules.attempts_left(before, window.attempts), refused)


def counted_of(paper: Paper, past: Sequence[Attempt]) -> Counted:
    """What the attempts at a quiz come to, by its policy."""
    cut_offs = [section["cut_off"] for section in past[0].sections] if past else []
    return rules.counted(
        [past_of(attempt) for attempt in past], policy=paper.counts, pass_percent=paper.pass_percent, cut_offs=cut_offs
    )


def past_of(attempt: Attempt) -> Past:
    sections = tuple(section["percent"] for section in attempt.sections if "percent" in section)
    return Past(attempt.number, attempt.submitted_at, attempt.is_passed, attempt.score, sections)
