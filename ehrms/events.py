"""What e-HRMS announces. Bulk work announces once for each chunk, with the ids of the persons."""

from dataclasses import dataclass, field

from core.outbox.events import Event


@dataclass(frozen=True, kw_only=True)
class OfficialsJoined(Event):
    """Persons became officials of offices at or below `organisation_id`."""

    person_ids: list[int] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class OfficialsPosted(Event):
    """Persons got a posting that may change what is asked of them: another designation or another office."""

    person_ids: list[int] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class OfficialTransferred(Event):
    """Persons have a new home organisation. `organisation_id` is the one they came to."""

    person_ids: list[int] = field(default_factory=list)
    to_organisation_id: int = 0
