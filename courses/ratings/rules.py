"""Pure decisions about ratings."""

from dataclasses import dataclass
from datetime import datetime, timedelta

LOWEST, HIGHEST = 1, 5
LONGEST_WORDS = 1000
SHORTEST_REPLY = 10
SPREAD_FROM = 10  # ratings; with fewer, a spread would tell who said what
STARS_FROM = 20  # ratings; with fewer, an average says nothing
CHANGEABLE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Spread:
    """How many gave 1, 2, 3, 4 and 5."""

    counts: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)

    @property
    def count(self) -> int:
        return sum(self.counts)

    @property
    def shows_spread(self) -> bool:
        return self.count >= SPREAD_FROM

    @property
    def average(self) -> float | None:
        """With one decimal; None while there are too few to say."""
        if self.count < STARS_FROM:
            return None
        return round(sum(value * many for value, many in enumerate(self.counts, start=1)) / self.count, 1)


def refusal(stars: int, words: str) -> str | None:
    """Why a rating cannot be taken as it is; None when it can."""
    if not LOWEST <= stars <= HIGHEST:
        return "STARS_MISSING"
    if len(words) > LONGEST_WORDS:
        return "TOO_LONG"
    return None


def may_change(rated_at: datetime, at: datetime) -> bool:
    return at - rated_at <= CHANGEABLE


def initials(name: str) -> str:
    """Asha Verma: A. V."""
    return " ".join(f"{part[0].upper()}." for part in name.split())
