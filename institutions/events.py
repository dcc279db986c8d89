"""What this pillar announces."""

from dataclasses import dataclass

from core.outbox.events import Event


@dataclass(frozen=True, kw_only=True)
class MembershipGranted(Event):
    """A person was given a role. `organisation_id` of the event is where."""

    membership_uuid: str
    person_id: int
    role: str
    granted_by_id: int | None


@dataclass(frozen=True, kw_only=True)
class MembershipEnded(Event):
    """A role of a person ended."""

    membership_uuid: str
    person_id: int
    role: str
    ended_by_id: int | None
