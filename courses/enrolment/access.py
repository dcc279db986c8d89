"""Whose enrolment a person may act on: the own. Everything else is not found."""

from uuid import UUID

from django.http import Http404

from courses.enrolment.models import Batch, Enrolment, EnrolmentState
from courses.enrolment.rules import Learner
from institutions.roles.principal import Principal


def learner(principal: Principal) -> Learner:
    return Learner(principal.person_id, principal.organisation_id, principal.above_ids)


def get_enrolment(principal: Principal, uuid: UUID) -> Enrolment:
    mine = Enrolment.objects.of(principal.person_id).filter(uuid=uuid)
    if (enrolment := mine.select_related("batch", "offering", "version").first()) is None:
        raise Http404
    return enrolment


def current_enrolment(principal: Principal, offering_id: int) -> Enrolment | None:
    """The one being taken, else the completed one. Uses enrolment_of_person."""
    rows = Enrolment.objects.of(principal.person_id).filter(
        offering_id=offering_id,
        state__in=[EnrolmentState.OPEN, EnrolmentState.WAITING, EnrolmentState.COMPLETED],
    )
    found = sorted(
        rows.select_related("batch", "version"), key=lambda row: (row.state == EnrolmentState.COMPLETED, -row.pk)
    )
    return found[0] if found else None


def open_batch(version_id: int | None) -> Batch:
    """The batch that stays open for a version."""
    if (batch := Batch.objects.filter(version_id=version_id, is_default=True).first()) is None:
        raise Http404
    return batch
