"""The one door of institutions for other pillars: codes, ids and names in and out."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from accounts.models import Person
from core.audit.actor import Actor
from institutions.organisations import actions as organisation_actions
from institutions.organisations.models import Organisation
from institutions.positions import actions as position_actions
from institutions.roles import access as role_access
from institutions.roles import actions as role_actions
from institutions.roles import queries as role_queries
from institutions.roles.principal import forget, forget_everybody
from institutions.sign_on.actions import setting_up as service_setting

__all__ = [
    "appoint", "approve_domains", "forget", "forget_everybody", "holders_of", "ids_of_codes", "names_of_codes",
    "person_at", "plant_tree", "reseal_sign_on_secrets", "save_designations",
]  # fmt: skip


def plant_tree(*, rows: Sequence[Mapping[str, str]], actor: Actor, at: datetime) -> int:
    """Rows of code, name, name_hi, kind, parent (a code). Runs as the platform (core.tenancy.context.everywhere)."""
    return organisation_actions.plant_tree(rows=rows, actor=actor, at=at)


def approve_domains(*, domains: Mapping[str, str], actor: Actor, at: datetime) -> int:
    return organisation_actions.approve_domains(domains=domains, actor=actor, at=at)


def save_designations(*, rows: Sequence[Mapping[str, str]], actor: Actor, at: datetime) -> int:
    return position_actions.save_designations(rows=rows, actor=actor, at=at)


def appoint(*, person_id: int, organisation_id: int, role: str, actor: Actor, at: datetime) -> None:
    """Give a role by order of the platform (a command, an import); a role held already stays as it is."""
    role_actions.appoint(person_id=person_id, organisation_id=organisation_id, role=role, actor=actor, at=at)


def holders_of(*, role: str, organisation_id: int, at: datetime) -> list[int]:
    """Who holds a role at exactly this organisation, as person ids."""
    return role_queries.holders_of(role, organisation_id, at)


def person_at(*, organisation: Organisation, address: str) -> Person | None:
    """The person with this e-mail address who belongs to the organisation or to one below it."""
    return role_access.person_here(organisation, address)


def reseal_sign_on_secrets() -> int:
    """Seal the secrets of sign-in services with the newest key; returns how many there are."""
    return service_setting.reseal()


def ids_of_codes() -> dict[str, int]:
    return dict(Organisation.objects.values_list("code", "pk"))


def names_of_codes(language: str) -> dict[str, str]:
    return {organisation.code: organisation.name_in(language) for organisation in Organisation.objects.all()}
