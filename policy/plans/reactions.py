"""What plans do when officials join or are posted."""

from django.utils import timezone

from core.audit.actor import platform
from core.outbox.events import Event
from policy.plans.actions import include

CHUNK = 2000


def include_joiners(events: list[Event]) -> None:
    """Everybody named by the events gets the running plans of their new place; twice is the same as once."""
    person_ids = sorted({person_id for event in events for person_id in getattr(event, "person_ids", [])})
    for start in range(0, len(person_ids), CHUNK):
        include(person_ids=person_ids[start : start + CHUNK], actor=platform(), at=timezone.now())
