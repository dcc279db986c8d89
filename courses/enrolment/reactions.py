"""What enrolment does when something happened; subscribed in karmayogi/reactions.py, run as the platform."""

from collections.abc import Sequence

from django.utils import timezone

from core.audit.actor import platform
from core.outbox.events import Event
from courses.enrolment.actions import offer_places
from courses.events import LearnerWithdrew


def offer_freed_places(events: Sequence[Event]) -> None:
    """LearnerWithdrew: the freed place goes to the first who waits, in whatever organisation."""
    batches = {event.batch_id for event in events if isinstance(event, LearnerWithdrew) and event.gave_place}
    for batch_id in sorted(batches):
        offer_places(batch_id=batch_id, actor=platform(), at=timezone.now())
