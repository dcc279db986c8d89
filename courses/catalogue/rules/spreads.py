"""How the ratings of an offering are spread, and from how many on that may be told."""

from dataclasses import dataclass

SPREAD_FROM = 10  # ratings; with fewer, a spread would tell who said what
STARS_FROM = 20  # ratings; with fewer, an average says nothing


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
