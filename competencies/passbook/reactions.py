"""What passbooks do when something happened; subscribed in karmayogi/reactions.py, run as the platform."""

from collections.abc import Sequence
from itertools import groupby

from django.utils import timezone

from competencies.passbook.actions import follow_transfer
from core.audit.actor import platform
from core.tenancy.homes import Moved


def follow_transfers(events: Sequence[Moved]) -> None:
    """OfficialTransferred: passbooks open to the new organisation."""
    for home, moved in groupby(events, key=lambda event: event.to_organisation_id):
        person_ids = [person_id for event in moved for person_id in event.person_ids]
        follow_transfer(person_ids=person_ids, home_organisation_id=home, actor=platform(), at=timezone.now())
