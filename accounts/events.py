"""What this pillar announces."""

from dataclasses import dataclass

from core.outbox.events import Event


@dataclass(frozen=True, kw_only=True)
class PersonJoined(Event):
    """A person without a home joined one, by an approved address. `organisation_id` of the event is which."""

    person_id: int


@dataclass(frozen=True, kw_only=True)
class ApiKeyIssued(Event):
    """A person made a key for a program. `organisation_id` of the event: where the person is at home."""

    person_id: int
    key_uuid: str
    name: str
    may_write: bool
