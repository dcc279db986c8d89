"""Pure decisions about sittings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

GRACE = timedelta(seconds=30)  # for the network, after the time is over


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier attempt."""

    number: int
    submitted_at: datetime | None
    is_passed: bool | None


def start_refusal(
    past: Sequence[Past], *, attempts_allowed: int, cool_down_minutes: int, at: datetime,
    attempts_given_at: datetime | None = None,
) -> tuple[str, datetime | None] | None:  # fmt: skip
    """Why no new attempt may start, and from when one may; None when it may.

    `attempts_given_at`: when the person was last given more of them; what was given beats a cool-down from before it.
    """
    if any(attempt.is_passed for attempt in past):
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


def needed_correct(total: int, pass_percent: int) -> int:
    """The smallest number of right answers that passes."""
    return -(-total * pass_percent // 100)
