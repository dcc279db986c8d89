"""How the ratings of an offering are spread, and from how many on that may be told."""

from collections.abc import Sequence
from dataclasses import dataclass

SPREAD_FROM = 10  # ratings; with fewer, a spread would tell who said what
STARS_FROM = 20  # ratings; with fewer, an average says nothing


@dataclass(frozen=True, slots=True)
class Spread:
    """How many gave 1, 2, 3, 4 and 5."""

    counts: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)

    @classmethod
    def of(cls, counts: Sequence[int] | None) -> "Spread":
        """As a row of the sums has them; None where there is no row yet."""
        ones, twos, threes, fours, fives = counts or (0, 0, 0, 0, 0)
        return cls((ones, twos, threes, fours, fives))

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

    @property
    def average_shown(self) -> str:
        """ "4.0" beside "4.1"; "" while there are too few to say."""
        return "" if self.average is None else f"{self.average:.1f}"
