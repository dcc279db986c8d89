"""What the sums say about a question. Pure.

Facility: the mean part of the marks. Discrimination: the correlation of the question with the rest of the paper
(point-biserial where it is all or nothing), the question itself left out, as classical test theory has it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

LEAST = 10  # attempts; fewer say nothing, and might say who
ENOUGH_FOR_OPTIONS = 30  # attempts before an option that nobody chose is remarked on
FEWEST = 3  # learners; what fewer answered in a package is counted together: its words might be somebody's own
EASY, HARD, WEAK = 0.95, 0.25, 0.15


@dataclass(frozen=True, slots=True)
class Sums:
    attempts: int
    answered: int
    x: float
    xx: float
    y: float
    yy: float
    xy: float


@dataclass(frozen=True, slots=True)
class Option:
    text: str
    is_right: bool
    count: int
    share: float  # of attempts


@dataclass(frozen=True, slots=True)
class Figures:
    """None where nothing can be said. `flags`: why the question should be looked at; empty when nothing speaks for it."""

    attempts: int
    answered: int
    facility: float | None = None
    discrimination: float | None = None
    options: tuple[Option, ...] = ()
    flags: tuple[str, ...] = ()


def figures(
    sums: Sums | None, options: Sequence[Mapping[str, Any]], chosen: Mapping[str, int], *, is_withdrawn: bool = False
) -> Figures:
    """`options`: [{"id", "text", "is_correct"}]; `chosen`: how often each id was chosen. `is_withdrawn`: a correction
    took it out of the marks; there is nothing more to look at."""
    if sums is None or sums.attempts < LEAST:
        return Figures(sums.attempts if sums else 0, sums.answered if sums else 0)
    facility = min(1.0, max(0.0, sums.x / sums.attempts))
    found = tuple(
        Option(
            option["text"], bool(option.get("is_correct")), chosen.get(option["id"], 0),
            chosen.get(option["id"], 0) / sums.attempts,
        )
        for option in options
    )  # fmt: skip
    related = discrimination(sums)
    return Figures(
        sums.attempts, sums.answered, facility, related, found,
        () if is_withdrawn else tuple(_flags(sums.attempts, facility, related, found)),
    )  # fmt: skip


def discrimination(sums: Sums) -> float | None:
    """From -1 to 1; None when everybody came to the same, in the question or in the rest."""
    n = sums.attempts
    spread_x, spread_y = n * sums.xx - sums.x**2, n * sums.yy - sums.y**2
    if spread_x <= 1e-9 or spread_y <= 1e-9:
        return None
    return max(-1.0, min(1.0, (n * sums.xy - sums.x * sums.y) / sqrt(spread_x * spread_y)))


def _flags(n: int, facility: float, related: float | None, options: Sequence[Option]) -> list[str]:
    flags = []
    if related is not None and related < 0:
        flags.append("NEGATIVE")
    elif related is not None and related < WEAK and HARD <= facility <= EASY:
        flags.append("WEAK")
    if facility > EASY:
        flags.append("TOO_EASY")
    elif facility < HARD:
        flags.append("TOO_HARD")
    right = [option.count for option in options if option.is_right]
    wrong = [option.count for option in options if not option.is_right]
    if right and wrong and max(wrong) > max(right):
        flags.append("RIVAL")
    if n >= ENOUGH_FOR_OPTIONS and any(count == 0 for count in wrong):
        flags.append("UNUSED")
    return flags


@dataclass(frozen=True, slots=True)
class Response:
    """One answer to a question inside a package. `is_right`: the package called it so, more often than not."""

    text: str
    is_right: bool
    learners: int
    count: int
    share: float  # of all answers


@dataclass(frozen=True, slots=True)
class Told:
    """A question inside a package, in figures. `right`: of what the package judged; `seconds`: to answer, on average.
    None where nothing was told. `others`: answers that are not in `responses`, because few people gave them or because
    there are too many."""

    learners: int
    answers: int
    right: float | None
    seconds: float | None
    responses: tuple[Response, ...]
    others: int


def told(
    *, learners: int, answers: int, judged: int, right: int, latency: int, timed: int,
    responses: Sequence[tuple[str, int, int, int]],
) -> Told | None:  # fmt: skip
    """`responses`: (text, learners, count, right), the most frequent first. None below LEAST learners."""
    if learners < LEAST:
        return None
    shown = tuple(
        Response(text, 2 * was_right > count, people, count, count / answers)
        for text, people, count, was_right in responses
        if people >= FEWEST
    )
    return Told(
        learners=learners,
        answers=answers,
        right=right / judged if judged else None,
        seconds=latency / timed if timed else None,
        responses=shown,
        others=answers - sum(one.count for one in shown),
    )
