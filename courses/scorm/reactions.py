"""What is kept of packages when something happened; subscribed in karmayogi/reactions.py, run as the platform."""

from collections.abc import Sequence

from core.outbox.events import Event
from courses.scorm.models import ScoInteraction, ScoSession, ScoState

FOLLOWING = (ScoSession, ScoState, ScoInteraction)


def follow_transfers(events: Sequence[Event]) -> None:
    """OfficialTransferred: what people who moved have done in packages opens to their new organisation."""
    for event in events:
        home = event.to_organisation_id  # type: ignore[attr-defined]
        for table in FOLLOWING:
            rows = table.objects.filter(person_id__in=event.person_ids)  # type: ignore[attr-defined]
            rows.exclude(home_organisation_id=home).update(home_organisation_id=home)
