"""Doors for workers: what follows from a withdrawal."""

from collections.abc import Sequence
from typing import Any

from core.audit.actor import platform
from courses.enrolment.actions import offer_places


def offer_free_places(events: Sequence[Any]) -> None:
    """LearnerWithdrew: the freed place goes to the first who waits, in whatever organisation. Safe to run twice."""
    latest = {event.batch_id: event.at for event in events if event.gave_place}
    for batch_id, at in sorted(latest.items()):
        offer_places(batch_id=batch_id, actor=platform(), at=at)
