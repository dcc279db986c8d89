"""What statistics do when attempts were marked. Listed in karmayogi.reactions, run as the platform."""

from collections.abc import Sequence

from core.outbox.events import Event
from courses.events import AttemptMarked
from courses.statistics.actions import fold


def count_attempts(events: Sequence[Event]) -> None:
    """AttemptMarked: the questions of these attempts. Effect and position of the relay are one transaction."""
    fold(attempt_ids=[event.attempt_id for event in events if isinstance(event, AttemptMarked)])
