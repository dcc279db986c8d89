"""What packages keep goes with its learner; subscribed in karmayogi/reactions.py, run as the platform."""

from collections.abc import Sequence

from core.outbox.events import Event
from courses.h5p.models import H5PState, H5PStatement


def follow_transfers(events: Sequence[Event]) -> None:
    """OfficialTransferred: what was kept opens to the new organisation."""
    for event in events:
        home = event.to_organisation_id  # type: ignore[attr-defined]
        for table in (H5PState, H5PStatement):
            rows = table.objects.filter(person_id__in=event.person_ids)  # type: ignore[attr-defined]
            rows.exclude(home_organisation_id=home).update(home_organisation_id=home)
