"""Pure decisions on plans: years, days, and why a plan may not be published."""

import re
from dataclasses import dataclass
from datetime import date

MAX_ITEMS = 100


@dataclass(frozen=True, slots=True)
class Item:
    """An offering of a plan as the rules see it."""

    title: str
    due_on: date
    is_offered: bool = True


def financial_year_of(day: date) -> str:
    """The year from April to March a day falls in: "2026-27"."""
    first = day.year if day.month >= 4 else day.year - 1
    return f"{first}-{(first + 1) % 100:02d}"


def days_of(financial_year: str) -> tuple[date, date]:
    """First and last day of a financial year."""
    first = int(financial_year[:4])
    return date(first, 4, 1), date(first + 1, 3, 31)


def year_refusal(financial_year: str, today: date) -> str | None:
    """Why a plan cannot be made for a year: this year and the next can be planned."""
    if not re.fullmatch(r"20\d\d-\d\d", financial_year):
        return "YEAR_MALFORMED"
    first = int(financial_year[:4])
    if int(financial_year[5:]) != (first + 1) % 100:
        return "YEAR_MALFORMED"
    this = int(financial_year_of(today)[:4])
    return None if this <= first <= this + 1 else "YEAR_NOT_PLANNED"


def due_refusal(due_on: date, financial_year: str, today: date) -> str | None:
    """Why a day cannot be a due date: it must lie ahead and within the plan's year."""
    first, last = days_of(financial_year)
    if due_on < today:
        return "DUE_IN_THE_PAST"
    return None if first <= due_on <= last else "DUE_OUTSIDE_THE_YEAR"


def publication_refusal(items: list[Item], today: date, emptied_by: str | None) -> str | None:
    """The one reason to mend first before a plan can be published; None when it can."""
    if not items:
        return "NO_ITEMS"
    if any(not item.is_offered for item in items):
        return "ITEM_NOT_OFFERED"
    if any(item.due_on < today for item in items):
        return "ITEM_OVERDUE"
    if emptied_by == "organisation":
        return "NOBODY_SERVES_THERE"
    return "NOBODY_HOLDS_THE_DESIGNATION" if emptied_by else None


def due_state(due_on: date | None, today: date, is_completed: bool) -> str:
    """completed, overdue, soon (within 30 days) or later."""
    if is_completed:
        return "completed"
    if due_on is None:
        return "later"
    if due_on < today:
        return "overdue"
    return "soon" if (due_on - today).days <= 30 else "later"
