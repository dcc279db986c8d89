"""Certificates go with their person."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from accounts.models import Person
from core.audit import entries as audit
from core.audit.actor import Actor
from courses.certificates.models import Certificate, CertificateCorrection


@transaction.atomic
def follow_transfer(*, person_ids: Sequence[int], home_organisation_id: int, actor: Actor, at: datetime) -> int:
    """Open the certificates of people who moved to their new organisation. Where they were earned stays written."""
    moved = (
        Certificate.objects.filter(person_id__in=person_ids)
        .exclude(home_organisation_id=home_organisation_id)
        .update(home_organisation_id=home_organisation_id)
    )
    CertificateCorrection.objects.filter(person_id__in=person_ids).update(home_organisation_id=home_organisation_id)
    if moved:
        audit.record(
            actor, "courses.certificates.followed_transfer", None, at, organisation_id=home_organisation_id,
            people=len(person_ids), certificates=moved,
        )  # fmt: skip
    return moved


@transaction.atomic
def follow_merge(*, person_id: int, actor: Actor, at: datetime) -> int:
    """Two records turned out to be one human being: the certificates of the one that was given up are the other's."""
    person = Person.objects.get(pk=person_id)
    home = person.home_organisation_id
    moved = 0
    for row in Certificate.objects.select_for_update().filter(person__merged_into=person).order_by("pk"):
        if home is None:
            continue  # at home nowhere yet: they follow when the person joins an organisation
        row.corrections.update(person=person, home_organisation_id=home)
        before, row.person, row.home_organisation_id = row.person_id, person, home
        row.save(update_fields=["person", "home_organisation_id"])
        audit.record(
            actor, "courses.certificate.followed_merge", row, at, organisation_id=row.provider_id, person_before=before
        )
        moved += 1
    return moved
