"""Reads of memberships: who holds which role where, and why somebody may do something."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from accounts import facade as accounts
from institutions.organisations.models import Organisation
from institutions.roles.models import Membership, Role
from institutions.roles.rules import GRANTABLE, HeldRole


@dataclass(frozen=True, slots=True)
class Holder:
    """A person in a role at an organisation. A name that the scope may not see is empty."""

    membership_uuid: str
    person_id: int
    person_uuid: str
    person_name: str
    role: str
    role_name: str
    organisation_id: int
    organisation_code: str
    organisation_name: str
    granted_by: str  # empty: by the platform
    active_from: datetime


def held_by(person_id: int, at: datetime) -> tuple[HeldRole, ...]:
    """The roles a person holds, as the rules want them."""
    return tuple(
        HeldRole(role, organisation_id)
        for role, organisation_id in Membership.objects.at(at)
        .filter(person_id=person_id)
        .values_list("role", "organisation_id")
    )


def holders_at(organisation_ids: Iterable[int], at: datetime, language: str) -> list[Holder]:
    """Everybody who holds a role at one of the organisations, by organisation, role and name."""
    rows = Membership.objects.at(at).filter(organisation_id__in=list(organisation_ids))
    return sorted(
        _holders(rows, language), key=lambda holder: (holder.organisation_name, holder.role_name, holder.person_name)
    )


def holders_of(role: str, organisation_id: int, at: datetime) -> list[int]:
    rows = Membership.objects.at(at).filter(role=role, organisation_id=organisation_id)
    return sorted(rows.values_list("person_id", flat=True))


def roles_of(person_id: int, at: datetime, language: str) -> list[Holder]:
    """The roles of one person, oldest first."""
    return _holders(Membership.objects.at(at).filter(person_id=person_id).order_by("active_from", "pk"), language)


def can_hand_out_roles(organisation_path: tuple[int, ...], at: datetime, *, without: int) -> bool:
    """Whether anybody but the membership `without` can hand out roles here. The nation's count only at the nation.

    Looks at roles above too, so it needs a scope that sees them.
    """
    counted = organisation_path[1:] or organisation_path
    return (
        Membership.objects.at(at)
        .filter(organisation_id__in=counted, role__in=list(GRANTABLE))
        .exclude(pk=without)
        .exists()
    )


def _holders(rows: "Iterable[Membership]", language: str) -> list[Holder]:
    kept = list(rows)
    people = accounts.people_named([pk for row in kept for pk in (row.person_id, row.granted_by_id) if pk])
    organisations = Organisation.objects.in_bulk({row.organisation_id for row in kept})

    def name(pk: int | None) -> str:
        return people[pk].name_in(language) if pk in people else ""

    return [
        Holder(
            membership_uuid=str(row.uuid),
            person_id=row.person_id,
            person_uuid=str(people[row.person_id].uuid) if row.person_id in people else "",
            person_name=name(row.person_id),
            role=row.role,
            role_name=str(Role(row.role).label),
            organisation_id=row.organisation_id,
            organisation_code=organisations[row.organisation_id].code,
            organisation_name=organisations[row.organisation_id].name_in(language),
            granted_by=name(row.granted_by_id),
            active_from=row.active_from,
        )
        for row in kept
    ]
