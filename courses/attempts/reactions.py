"""What attempts do when something happened; subscribed in karmayogi/reactions.py, run as the platform."""

from collections.abc import Sequence

from core.outbox.events import Event
from courses.attempts.actions import give_more_time as give
from courses.events import AccommodationGranted


def give_more_time(events: Sequence[Event]) -> None:
    """AccommodationGranted: attempts under way end later, when the person is given more time now."""
    for event in events:
        if isinstance(event, AccommodationGranted):
            give(person_id=event.person_id, at=event.at)
