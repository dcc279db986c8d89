"""What the competencies pillar announces."""

from dataclasses import dataclass

from core.outbox.events import Event


@dataclass(frozen=True, kw_only=True)
class AttainmentRecorded(Event):
    """A person's passbook has new lines. One event per source; the lists run side by side."""

    person_id: int
    attainment_uuids: list[str]
    competency_ids: list[int]
    levels: list[int]
    kind: str
    home_organisation_id: int | None = None
