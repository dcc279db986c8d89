"""The list of designations, kept for the whole service. It is national: this runs as the platform."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from core.audit.actor import Actor
from core.audit.entries import record
from institutions.positions.models import Designation

FIELDS = ("name", "name_hi", "pay_level", "group")


@transaction.atomic
def save_designations(*, rows: Sequence[Mapping[str, str]], actor: Actor, at: datetime) -> int:
    """Make or correct designations by code; returns how many are new."""
    before = Designation.objects.count()
    Designation.objects.bulk_create(
        [Designation(code=row["code"], **{field: row[field] for field in FIELDS}) for row in rows],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=FIELDS,
    )
    made = Designation.objects.count() - before
    if made:
        record(actor, "institutions.designations.saved", None, at, designations=made)
    return made
