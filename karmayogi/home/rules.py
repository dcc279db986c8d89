"""What a duty looks like on a given day: its order, its chip, its piece of the bar."""

from dataclasses import dataclass
from datetime import date

SOON_DAYS = 14


@dataclass(frozen=True, slots=True)
class Due:
    """One offering a person was asked to take. `progress` in percent; `minutes` is the course's length."""

    code: str
    title: str
    area: str
    minutes: int
    due_date: date | None
    why: str
    assignment: str
    progress: int
    is_started: bool
    completed_date: date | None

    @property
    def is_done(self) -> bool:
        return self.completed_date is not None

    def is_overdue(self, today: date) -> bool:
        return not self.is_done and self.due_date is not None and self.due_date < today

    def order(self, today: date) -> tuple[bool, date, str]:
        """Open ones by date, then those without a date, done ones last and the newest of them first."""
        if self.completed_date is not None:
            return True, date.fromordinal(date.max.toordinal() - self.completed_date.toordinal()), self.code
        return False, self.due_date or date.max, self.code

    def segment(self, today: date) -> tuple[str, int]:
        if self.is_done:
            return "done", 100
        if self.is_overdue(today):
            return "late", self.progress
        return ("part", self.progress) if self.is_started else ("todo", 0)


def chip(due: Due, today: date) -> tuple[str, str, int | date | None]:
    """The chip's kind, which sentence it says (overdue, due, completed, open) and with what."""
    if due.completed_date is not None:
        return "ok", "completed", due.completed_date
    if due.due_date is None:
        return "plain", "open", None
    if due.is_overdue(today):
        return "bad", "overdue", (today - due.due_date).days
    return ("warn" if (due.due_date - today).days <= SOON_DAYS else "info"), "due", due.due_date
