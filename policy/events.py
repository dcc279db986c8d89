"""What policy announces."""

from dataclasses import dataclass, field
from datetime import date

from core.outbox.events import Event


@dataclass(frozen=True, kw_only=True)
class PlanPublished(Event):
    """A chunk of officials was given the items of a plan: when it was published, or because they joined later."""

    plan_uuid: str
    title: str
    person_ids: list[int] = field(default_factory=list)
    item_count: int = 0


@dataclass(frozen=True, kw_only=True)
class DueDateChanged(Event):
    """A chunk of officials has another day for an item of a plan."""

    plan_uuid: str
    offering_id: int
    due_date: date | None = None
    was: date | None = None
    person_ids: list[int] = field(default_factory=list)
