"""What this pillar announces."""

from dataclasses import dataclass

from core.outbox.events import Event


@dataclass(frozen=True, kw_only=True)
class PersonJoined(Event):
    """A person without a home joined one, by an approved address. `organisation_id` of the event is which."""

    person_id: int
