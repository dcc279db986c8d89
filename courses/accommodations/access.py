"""For whom somebody may decide: people of the organisation or below it; a provider, for who is in its course."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts import facade as accounts
from courses.accommodations.models import Accommodation
from courses.catalogue.models import Offering
from courses.enrolment.models import Enrolment
from institutions import facade as institutions
from institutions.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Found:
    """A person for whom the organisation may decide; `name` as the organisation knows them."""

    person_id: int
    name: str
    home_organisation_id: int


def person_of(organisation: Organisation, address: str) -> Found | None:
    """One of the organisation's own people, by address; others do not exist here."""
    person = institutions.person_at(organisation=organisation, address=address)
    if person is None or person.home_organisation_id is None:
        return None
    return Found(person.pk, person.full_name, person.home_organisation_id)


def learner_of(organisation: Organisation, offering: Offering, address: str) -> Found | None:
    """Somebody enrolled in the provider's course, by address. The provider learns nothing more about the person."""
    user = accounts.login_of(address)
    if user is None:
        return None
    place = Enrolment.objects.filter(
        person_id=user.person_id, offering=offering, provider_id=organisation.pk, withdrawn_at=None
    ).first()
    return Found(user.person_id, user.email, place.home_organisation_id) if place else None


def get_own_offering(organisation: Organisation, code: str) -> Offering:
    return get_object_or_404(Offering, owner=organisation, code=code, published_version__isnull=False)


def offering_named(code: str) -> Offering | None:
    return Offering.objects.filter(code=code, published_version__isnull=False).first()


def given_by(organisation: Organisation) -> list[int]:
    """The organisation and those below it: what they gave is listed and ended here."""
    return list(Organisation.objects.below(organisation.pk).values_list("pk", flat=True))


def get_accommodation(organisation: Organisation, uuid: UUID, offering: Offering | None = None) -> Accommodation:
    rows = Accommodation.objects.filter(uuid=uuid, organisation_id__in=given_by(organisation))
    if offering is not None:
        rows = rows.filter(offering=offering)
    if (row := rows.first()) is None:
        raise Http404
    return row
