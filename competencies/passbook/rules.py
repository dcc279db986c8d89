"""Which evidence counts, and the level it adds up to. No database, no Django."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

COUNTS = frozenset({"course", "assessment", "supervisor"})  # a person's own statement is shown and raises nothing
LOWEST, HIGHEST = 1, 5


@dataclass(frozen=True, slots=True)
class Line:
    competency_id: int
    level: int
    kind: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Held:
    """`since`: the first evidence of this level or a higher one."""

    level: int
    since: datetime


def held(lines: Iterable[Line]) -> dict[int, Held]:
    """The level held of each competency: the highest that counting evidence shows. Order does not matter."""
    best: dict[int, Held] = {}
    for line in lines:
        if line.kind not in COUNTS:
            continue
        before = best.get(line.competency_id)
        if before is None or line.level > before.level or (line.level == before.level and line.at < before.since):
            best[line.competency_id] = Held(line.level, line.at)
    return best
