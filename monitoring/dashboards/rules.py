"""Decisions about what a dashboard says: the period, the finding in a heading, what needs attention."""

from dataclasses import dataclass
from datetime import date

FIRST_YEAR = 2024
BEHIND_PERCENT = 50  # of what a plan asked for, from which on nobody is called behind


@dataclass(frozen=True, slots=True)
class FinancialYear:
    """April to March. `start` is the calendar year it begins in: 2026 for 2026–27."""

    start: int

    @property
    def first_day(self) -> date:
        return date(self.start, 4, 1)

    @property
    def last_day(self) -> date:
        return date(self.start + 1, 3, 31)

    @property
    def label(self) -> str:
        return f"{self.start}–{(self.start + 1) % 100:02d}"


def financial_year(today: date) -> FinancialYear:
    return FinancialYear(today.year if today.month >= 4 else today.year - 1)


def chosen_year(asked: str, today: date) -> FinancialYear:
    """The year a filter asks for; the current one when it asks for nothing sensible."""
    current = financial_year(today)
    if len(asked) == 4 and asked.isascii() and asked.isdecimal() and FIRST_YEAR <= int(asked) <= current.start:
        return FinancialYear(int(asked))
    return current


def years(today: date) -> list[FinancialYear]:
    """Newest first."""
    return [FinancialYear(start) for start in range(financial_year(today).start, FIRST_YEAR - 1, -1)]


def trend_finding(completed: list[int]) -> str:
    """What the last of these months, all of them full, says against the one before: MORE, FEWER, SAME, or NONE when
    there is nothing to say."""
    if len(completed) < 2 or not any(completed):
        return "NONE"
    before, last = completed[-2:]
    if last == before:
        return "SAME"
    return "MORE" if last > before else "FEWER"


def monthly_change(counts: list[int]) -> int | None:
    """By how many percent the last of these months, all of them full, is above the one before; None when there is
    nothing to compare with."""
    if len(counts) < 2 or not counts[-2]:
        return None
    return round(100 * (counts[-1] - counts[-2]) / counts[-2])
