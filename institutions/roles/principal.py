"""Who a request is from: the signed-in person, their organisation and roles, kept in the cache between requests."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from accounts.models import Person, User
from core.audit.actor import Actor
from core.kept import give_up, kept
from core.tenancy.context import Scope, acting_in
from institutions.organisations.models import Organisation
from institutions.roles.models import Membership
from institutions.roles.rules import (
    PERMISSIONS,
    HeldRole,
    SecondStepPolicy,
    before_second_step,
    permits,
    second_step_days,
)

KEEP_SECONDS = 60  # the longest a change goes unseen that could not reach the cache: decision 0004


@dataclass(frozen=True, slots=True)
class Support:
    """The request is served to a member of staff, with the person's eyes (institutions.support)."""

    uuid: str
    staff_name: str
    may_write: bool
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Principal:
    """A signed-in person. `above_ids`: own organisation and those above it, root first.

    `roles`: those that open now. `waiting`: roles that open once this session has used a second step; `second_step_by`:
    when the next of `roles` will ask for it.
    """

    user_id: int
    person_id: int
    person_uuid: str
    names: dict[str, str]  # language -> name
    organisation_id: int | None
    organisation_names: dict[str, str]
    above_ids: tuple[int, ...]
    roles: tuple[HeldRole, ...]
    areas: tuple[tuple[str, str], ...]  # (role, organisation code): where the role switch leads
    waiting: tuple[HeldRole, ...] = ()
    second_step_by: datetime | None = None
    support: Support | None = None  # set while staff look with this person's eyes

    def actor(self, door: str = "page", organisation_id: int | None = None) -> Actor:
        return Actor(
            name=self.names["en"],
            door=door,
            person_id=self.person_id,
            user_id=self.user_id,
            organisation_id=organisation_id if organisation_id is not None else self.organisation_id,
        )

    def may(self, permission: str, path: Sequence[int]) -> bool:
        """Whether a held role gives the permission at the organisation with this path."""
        return permits(self.roles, permission, tuple(path)) is not None

    def after_one_step(self, at: datetime) -> "Principal":
        """As whoever signed in without a second step: roles that ask for one do not count yet."""
        opens, waiting, by = before_second_step(self.roles, second_step_policy(), at)
        if not waiting and by is None:
            return self
        return replace(self, roles=opens, waiting=waiting, second_step_by=by)

    def learner_scope(self) -> Scope:
        """A learner's eyes: own rows and what the organisations above share; no colleague's rows."""
        return Scope(person_id=self.person_id, above_ids=self.above_ids)


EVERYBODY = "principals"
MOST_PERSONS = 20_000
_persons: dict[str, int] = {}


def principal_of(user: User) -> Principal:
    """From the cache, or built from person, organisation and memberships and then kept."""
    if len(_persons) >= MOST_PERSONS:
        _persons.clear()
    _persons[str(user.pk)] = user.person_id
    return kept(
        _name(user.pk),
        depends_on=[EVERYBODY, _token(user.pk)],
        build=lambda: _build(user),
        seconds=KEEP_SECONDS,
    )


def kept_names(user_id: int | str) -> list[str]:
    """What `principal_of` will ask the cache for."""
    return [_name(user_id), EVERYBODY, _token(user_id)]


def known_person(user_id: int | str) -> int | None:
    """Whose login this was when this process last saw it: enough to guess what will be asked for."""
    return _persons.get(str(user_id))


def second_step_policy() -> SecondStepPolicy:
    return _policy(tuple(settings.SECOND_STEP_ROLES), settings.SECOND_STEP_GRACE_DAYS, settings.SECOND_STEP_SINCE)


@lru_cache(maxsize=8)
def _policy(roles: tuple[str, ...], grace: int, since: date | None) -> SecondStepPolicy:
    try:
        days = second_step_days(roles, otherwise=grace)
    except ValueError as wrong:
        raise ImproperlyConfigured(
            f"SECOND_STEP_ROLES has {str(wrong)!r}; allowed are {', '.join(PERMISSIONS)}, each with or without days of"
            " grace, as in platform_admin:0, or nothing to ask nobody."
        ) from None
    return SecondStepPolicy(days, since, ZoneInfo(settings.TIME_ZONE))


def must_keep_second_step(user: User) -> bool:
    """Whether the person holds a role that asks for a second step, now or later (settings.SECOND_STEP_POLICY)."""
    policy = second_step_policy()
    return any(policy.asks_from(role) is not None for role in principal_of(user).roles)


def forget(person_id: int) -> None:
    """Drop what is kept of a person's logins, after a grant, a revocation or a transfer."""
    give_up(*map(_token, User.objects.filter(person_id=person_id).values_list("pk", flat=True)))


def forget_everybody() -> None:
    """After the tree changed or many people moved."""
    give_up(EVERYBODY)


def _name(user_id: int | str) -> str:
    return f"principal-3:{user_id}"  # the number changes with the fields: what an older release kept is not read


def _token(user_id: int | str) -> str:
    return f"principal-token:{user_id}"


def _build(user: User) -> Principal:
    now = timezone.now()
    with acting_in(Scope(person_id=user.person_id)):
        person = Person.objects.get(pk=user.person_id)
        home_id = person.home_organisation_id
        home = Organisation.objects.filter(pk=home_id).first() if home_id else None
        held = list(
            Membership.objects.at(now)
            .filter(person=person)
            .order_by("active_from", "pk")
            .values_list("role", "organisation_id", "active_from", "organisation__code")
        )
    return Principal(
        user_id=user.pk,
        person_id=person.pk,
        person_uuid=str(person.uuid),
        names={"en": person.full_name, "hi": person.full_name_hi or person.full_name},
        organisation_id=home.pk if home else None,
        organisation_names={"en": home.name, "hi": home.name_hi or home.name} if home else {"en": "", "hi": ""},
        above_ids=tuple(home.path) if home else (),
        roles=tuple(HeldRole(role, organisation_id, since) for role, organisation_id, since, _code in held),
        areas=tuple((role, code) for role, _organisation_id, _since, code in held),
    )
