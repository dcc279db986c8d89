"""Pure decisions about sittings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

GRACE = timedelta(seconds=120)  # for the network, after the time is over: docs/decisions/0017
LATE_KEPT = timedelta(days=1)  # how long after its end an attempt still takes note of what comes
BEST, LAST, FIRST, AVERAGE = "best", "last", "first", "average"
ALL, FREE, FORWARD = "all", "free", "forward"  # how questions are shown: courses.questions.models.Paging


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier attempt. `score` in percent; `sections`: the percent of each; both None until it is marked.

    `is_pass_kept`: the pass stands, though the marks by a corrected key would not give it.
    """

    number: int
    submitted_at: datetime | None
    is_passed: bool | None
    score: int | None = None
    sections: tuple[int, ...] = ()
    is_pass_kept: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """What a person's attempts at a quiz come to, by the policy of the quiz."""

    score: int | None
    is_passed: bool


def counted(past: Sequence[Past], *, policy: str, pass_percent: int, cut_offs: Sequence[int] = ()) -> Counted:
    """Best, last, first: that attempt, as it was marked. Average: the mean of all, of each section too."""
    marked = sorted((one for one in past if one.score is not None), key=lambda one: one.number)
    if not marked:
        return Counted(None, False)
    if policy == AVERAGE:
        mean = sum(one.score or 0 for one in marked) / len(marked)
        reached = all(
            sum(one.sections[place] for one in marked if place < len(one.sections)) >= cut_off * len(marked)
            for place, cut_off in enumerate(cut_offs)
            if cut_off
        )
        is_kept = any(one.is_pass_kept for one in marked)
        return Counted(int(mean), is_kept or (mean >= pass_percent and reached))
    chosen = {
        BEST: lambda: max(marked, key=lambda one: (bool(one.is_passed), one.score or 0)),
        LAST: lambda: marked[-1],
        FIRST: lambda: marked[0],
    }[policy]()
    return Counted(chosen.score, bool(chosen.is_passed))


def passed_at(past: Sequence[Past], *, policy: str, pass_percent: int, cut_offs: Sequence[int] = ()) -> datetime | None:
    """When the quiz was passed: with the first attempt after which what counted was enough. What came later takes no
    pass away."""
    marked = sorted((one for one in past if one.score is not None), key=lambda one: one.number)
    for count, last in enumerate(marked, start=1):
        if counted(marked[:count], policy=policy, pass_percent=pass_percent, cut_offs=cut_offs).is_passed:
            return last.submitted_at
    return None


def start_refusal(
    past: Sequence[Past], *, attempts_allowed: int, cool_down_minutes: int, at: datetime, is_passed: bool,
    may_improve: bool = False, attempts_given_at: datetime | None = None,
) -> tuple[str, datetime | None] | None:  # fmt: skip
    """Why no new attempt may start, and from when one may; None when it may.

    `is_passed`: by what counts. `attempts_given_at`: when the person was last given more attempts; what was given beats
    a cool-down from before it.
    """
    if is_passed and not may_improve:
        return "ALREADY_PASSED", None
    if attempts_allowed and len(past) >= attempts_allowed:
        return "NO_ATTEMPTS_LEFT", None
    ended = [attempt.submitted_at for attempt in past if attempt.submitted_at]
    if ended and cool_down_minutes and not (attempts_given_at and attempts_given_at >= max(ended)):
        opens = max(ended) + timedelta(minutes=cool_down_minutes)
        if at < opens:
            return "COOL_DOWN", opens
    return None


def attempts_left(past: Sequence[Past], attempts_allowed: int) -> int | None:
    """None: as many as one likes."""
    return max(0, attempts_allowed - len(past)) if attempts_allowed else None


def is_late(deadline_at: datetime | None, at: datetime) -> bool:
    return deadline_at is not None and at > deadline_at + GRACE


def said_when(claimed: datetime | None, *, started_at: datetime, at: datetime) -> datetime:
    """When an answer was said: as its device tells by our clock, within the attempt and not after it came.

    Of two answers to a question the one said later stands, whichever comes first. It decides nothing else: whether an
    answer is in time is told by when it comes.
    """
    return at if claimed is None else min(max(claimed, started_at), at)


def needed_correct(total: int, pass_percent: int) -> int:
    """The smallest number of right answers that passes."""
    return -(-total * pass_percent // 100)


@dataclass(frozen=True, slots=True)
class Review:
    """What of a marked attempt its learner may see now: an allow-list. The score is always among it.

    `waits`: why there is more later: "UNTIL_DONE", "UNTIL_DATE", or nothing.
    """

    answers: bool = False  # own answers, and which were right
    reasons: bool = False  # what the author wrote about an answer that was not right
    key: bool = False  # the right answers
    waits: str = ""


REVIEWS = {
    "nothing": Review(),
    "answers": Review(answers=True),
    "reasons": Review(answers=True, reasons=True),
    "key": Review(answers=True, reasons=True, key=True),
}


def review(
    *, reveal: str, when: str, from_at: datetime | None, at: datetime, is_passed: bool, left: int | None,
    is_under_way: bool,
) -> Review:  # fmt: skip
    """What may be seen now. `when`: at_once; when_done (passed, or no attempt left and none under way); from_date."""
    allowed = REVIEWS[reveal]
    if not allowed.answers:
        return allowed
    if when == "when_done" and (is_under_way or not (is_passed or left == 0)):
        return Review(waits="UNTIL_DONE")
    if when == "from_date" and (from_at is None or at < from_at):
        return Review(waits="UNTIL_DATE")
    return allowed


def place_refusal(paging: str, *, reached: int, position: int) -> str | None:
    """Why a question may not be answered now, where there is no way back; None when it may."""
    if paging != FORWARD or position == reached:
        return None
    return "QUESTION_BEHIND" if position < reached else "QUESTION_AHEAD"


def shown_place(paging: str, *, reached: int, asked: int, total: int) -> int | None:
    """Which question a page shows alone; None for all of them on one page. `total` + 1: all are behind."""
    if paging == ALL:
        return None
    return reached if paging == FORWARD else min(max(asked, 1), total)
