"""What a correction does to marks and passes. Pure.

Nobody loses a pass by the provider's mistake: a mark may fall and is shown as it is; a pass once given stands.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from fractions import Fraction
from typing import Any

NEW_KEY, BOTH, FULL, LEFT_OUT = "new_key", "both", "full", "left_out"  # courses.questions.models.Treatment
WITH_A_KEY = (NEW_KEY, BOTH)
SHORTEST_REASON, LONGEST_REASON = 10, 1000


@dataclass(frozen=True, slots=True)
class Mark:
    """What an attempt came to. `share`: of the whole, 0 to 1, as people are told it."""

    share: Fraction
    score: int
    is_passed: bool


def direction(before: Mark, after: Mark) -> str:
    if after.share == before.share:
        return "same"
    return "raised" if after.share > before.share else "lowered"


@dataclass(frozen=True, slots=True)
class Count:
    """`attempts` with the question, of which so many go up, down, or stay. `people` who sat them; `passing`: who pass
    now and did not before; `kept`: who would not have passed by the corrected key, and whose pass stands."""

    attempts: int = 0
    raised: int = 0
    lowered: int = 0
    same: int = 0
    people: int = 0
    passing: int = 0
    kept: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(**{one.name: getattr(self, one.name) + getattr(other, one.name) for one in fields(Count)})

    def as_json(self) -> dict[str, int]:
        return asdict(self)

    @classmethod
    def of_json(cls, kept: Mapping[str, Any]) -> "Count":
        return cls(**kept)


def count(
    changes: Iterable[tuple[Mark, Mark]], *, passed_before: datetime | None, passed_by_key: datetime | None
) -> Count:
    """Of one enrolment in one quiz. `passed_by_key`: when, were it marked by the corrected key alone."""
    went = [direction(before, after) for before, after in changes]
    return Count(
        attempts=len(went),
        raised=went.count("raised"),
        lowered=went.count("lowered"),
        same=went.count("same"),
        people=1,
        passing=int(passed_before is None and passed_by_key is not None),
        kept=int(passed_before is not None and passed_by_key is None),
    )


def leaves_nothing(sections: Iterable[tuple[int, int, int]]) -> bool:
    """Whether somebody could have been asked nothing that counts. `sections`: (pick, pool, left out) each."""
    return any(out and min(pick, pool) <= out for pick, pool, out in sections)


def keys_in_force(treatment: str, *, was: Iterable[int], own: int, new: int | None) -> list[int]:
    """Ids of the versions whose keys count. `was`: those that counted before; none: the question's `own`."""
    if treatment == NEW_KEY and new is not None:
        return [new]
    if treatment == BOTH and new is not None:
        return [*(list(was) or [own]), new]
    return []
