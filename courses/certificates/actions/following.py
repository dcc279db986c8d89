"""Certificates go with their person."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from core.audit import entries as audit
from core.audit.actor import Actor
from courses.certificates.models import Certificate


@transaction.atomic
def follow_transfer(*, person_ids: Sequence[int], home_organisation_id: int, actor: Actor, at: datetime) -> int:
    """Open the certificates of people who moved to their new organisation. Where they were earned stays written."""
    moved = (
        Certificate.objects.filter(person_id__in=person_ids)
        .exclude(home_organisation_id=home_organisation_id)
        .update(home_organisation_id=home_organisation_id)
    )
    if moved:
        audit.record(
            actor, "courses.certificates.followed_transfer", None, at, organisation_id=home_organisation_id,
            people=len(person_ids), certificates=moved,
        )  # fmt: skip
    return moved
