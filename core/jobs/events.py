"""What jobs announce."""

from dataclasses import dataclass

from core.outbox.events import Event


@dataclass(frozen=True, kw_only=True)
class JobFinished(Event):
    """A job ended: finished, failed or cancelled."""

    job_uuid: str
    kind: str
    title: str
    state: str
    person_id: int | None
    done: int
    refused: int
    failure: str = ""
