"""What holds for one person in one quiz. One resolver, with its reasons: what was given always beats the default."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

MOST_PERCENT = 300
MOST_ATTEMPTS = 20


@dataclass(frozen=True, slots=True)
class Given:
    """An accommodation that holds now. `is_for_course`: given for this one course (an extension), not for all."""

    extra_time_percent: int
    extra_attempts: int
    category: str
    by: str
    by_hi: str
    given_at: datetime
    active_to: date | None = None
    is_for_course: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the trace: what it made of the time and of the attempts. `given` None: the rules of the quiz."""

    minutes: int | None
    attempts: int
    given: Given | None = None
    is_used: bool = True


@dataclass(frozen=True, slots=True)
class Window:
    """What a person has for a quiz. `minutes` None: no limit. `attempts` 0: as many as one likes.

    `attempts_given_at`: when more attempts were last given; a cool-down that began before no longer holds.
    """

    minutes: int | None
    attempts: int
    trace: tuple[Step, ...]
    attempts_given_at: datetime | None = None


def effective_window(*, minutes: int | None, attempts: int, given: Sequence[Given]) -> Window:
    """Of several, the longest extra time counts (none makes another worse); extra attempts add up."""
    longest = max((one.extra_time_percent for one in given), default=0)
    steps = [Step(minutes, attempts)]
    now_minutes, now_attempts, given_at, is_time_taken = minutes, attempts, None, False
    for one in sorted(given, key=lambda one: (one.is_for_course, one.given_at)):
        takes_time = bool(minutes and one.extra_time_percent == longest and longest and not is_time_taken)
        takes_attempts = bool(attempts and one.extra_attempts)
        if takes_time and minutes:
            now_minutes, is_time_taken = longer(minutes, longest), True
        if takes_attempts:
            now_attempts += one.extra_attempts
            given_at = max(given_at or one.given_at, one.given_at)
        steps.append(Step(now_minutes, now_attempts, one, is_used=takes_time or takes_attempts))
    return Window(now_minutes, now_attempts, tuple(steps), given_at)


def longer(minutes: int, percent: int) -> int:
    """Rounded up: nobody loses a minute to rounding."""
    return -(-minutes * (100 + percent) // 100)


def grant_refusal(
    *, extra_time_percent: int, extra_attempts: int, active_from: date, active_to: date | None, today: date,
    is_own: bool,
) -> str | None:  # fmt: skip
    """Why it cannot be given; None when it can."""
    if is_own:
        return "NOT_TO_ONESELF"
    if not extra_time_percent and not extra_attempts:
        return "NOTHING_GIVEN"
    if not (0 <= extra_time_percent <= MOST_PERCENT and 0 <= extra_attempts <= MOST_ATTEMPTS):
        return "TOO_MUCH"
    if active_to is not None and (active_to <= active_from or active_to <= today):
        return "ENDS_TOO_EARLY"
    return None
