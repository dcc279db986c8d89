"""How a person stands at a quiz: what counts so far, what is left, whether a new attempt may begin."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from courses.accommodations.queries import window_of
from courses.accommodations.rules import Window
from courses.attempts import rules
from courses.attempts.models import Attempt
from courses.attempts.rules import REVIEWS, Counted, Past, Review
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
    return Past(attempt.number, attempt.submitted_at, attempt.is_passed, attempt.score, sections, attempt.is_pass_kept)


def review_of(attempt: Attempt, *, at: datetime) -> Review:
    """What of an attempt its learner may see now. Of a practice, at once what the paper ever shows."""
    paper = Paper.objects.get(pk=attempt.paper_id)
    if attempt.is_practice:
        return REVIEWS["key" if paper.reveal == "key" else "reasons"]
    past = list(
        Attempt.objects.filter(enrolment_id=attempt.enrolment_id, resource_id=attempt.resource_id).order_by("number")
    )
    standing = standing_of(paper, attempt.enrolment, past, at=at)
    return rules.review(
        reveal=paper.reveal, when=paper.reveal_when, from_at=paper.reveal_from, at=at,
        is_passed=standing.counted.is_passed and not paper.may_improve, left=standing.left,
        is_under_way=any(one.submitted_at is None for one in past),
    )  # fmt: skip
