"""Who may be inside a course: its learner. Everybody else finds nothing, or the course page."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from courses.attempts.models import Attempt
from courses.catalogue.access import get_offering, get_resource
from courses.catalogue.models import Offering, Resource
from courses.enrolment.access import current_enrolment
from courses.enrolment.models import Enrolment, EnrolmentState
from institutions.roles.principal import Principal


@dataclass(frozen=True, slots=True)
class Seat:
    """A learner's place inside a course, at one resource."""

    offering: Offering
    enrolment: Enrolment
    resource: Resource


class NotInside(Exception):  # noqa: N818 (sends to the course page; not a fault)
    """The person is not learning in this course now."""


def get_seat(principal: Principal, code: str, uuid: UUID) -> Seat:
    offering = get_offering(code)
    enrolment = current_enrolment(principal, offering.pk)
    if enrolment is None or enrolment.state == EnrolmentState.WAITING:
        raise NotInside
    return Seat(offering, enrolment, get_resource(enrolment.version_id, uuid))


def get_attempt(principal: Principal, uuid: UUID) -> Attempt:
    mine = Attempt.objects.filter(uuid=uuid, person_id=principal.person_id)
    if (attempt := mine.select_related("enrolment__offering", "resource").first()) is None:
        raise Http404
    return attempt
