"""Pure decisions about enrolment."""

from dataclasses import dataclass
from datetime import datetime

WITHDRAWAL_REASONS = ("irrelevant", "too_hard", "too_easy", "no_time", "quality", "mistake")


@dataclass(frozen=True, slots=True)
class Learner:
    """Who wants to enrol, and from where. `above_ids`: own organisation and those above it."""

    person_id: int
    organisation_id: int | None
    above_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """What a batch asks of those who enrol."""

    owner_id: int
    is_national: bool
    is_retired: bool
    opens_at: datetime | None
    closes_at: datetime | None


def refusal(terms: Terms, learner: Learner, *, has_completed: bool, at: datetime) -> str | None:
    """The most useful reason why this learner cannot enrol now; None when the learner can."""
    if learner.organisation_id is None:
        return "NO_ORGANISATION"
    if not terms.is_national and terms.owner_id not in learner.above_ids:
        return "NOT_IN_AUDIENCE"
    if has_completed:
        return "ALREADY_COMPLETED"
    if terms.is_retired:
        return "RETIRED"
    if terms.opens_at is not None and at < terms.opens_at:
        return "WINDOW_NOT_OPEN"
    if terms.closes_at is not None and at >= terms.closes_at:
        return "WINDOW_CLOSED"
    return None


def place(capacity: int | None, waiting_places: int, taken: int, waiting: int) -> str | None:
    """Where a newcomer goes: "open", "waiting", or None when even the waiting list is full. Nobody jumps the queue."""
    if capacity is None or (taken < capacity and waiting == 0):
        return "open"
    return "waiting" if waiting < waiting_places else None


def withdrawal_refusal(state: str) -> str | None:
    return {"completed": "ALREADY_COMPLETED", "lapsed": "LAPSED"}.get(state)
