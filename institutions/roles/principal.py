"""Who a request is from: the signed-in person, their organisation and roles, kept in the cache between requests."""

from dataclasses import dataclass

from django.core.cache import cache
from django.utils import timezone

from accounts.models import Person, User
from core.audit.actor import Actor
from core.tenancy.context import Scope, acting_in
from institutions.organisations.models import Organisation
from institutions.roles.models import Membership
from institutions.roles.rules import HeldRole

KEEP_SECONDS = 300
EPOCH = "principal-epoch"


@dataclass(frozen=True, slots=True)
class Principal:
    """A signed-in person. `above_ids`: own organisation and those above it, root first."""

    user_id: int
    person_id: int
    person_uuid: str
    names: dict[str, str]  # language -> name
    organisation_id: int | None
    organisation_names: dict[str, str]
    above_ids: tuple[int, ...]
    roles: tuple[HeldRole, ...]
    areas: tuple[tuple[str, str], ...]  # (role, organisation code): where the role switch leads

    def actor(self, door: str = "page", organisation_id: int | None = None) -> Actor:
        return Actor(
            name=self.names["en"],
            door=door,
            person_id=self.person_id,
            user_id=self.user_id,
            organisation_id=organisation_id if organisation_id is not None else self.organisation_id,
        )

    def learner_scope(self) -> Scope:
        """A learner's eyes: own rows and what the organisations above share; no colleague's rows."""
        return Scope(person_id=self.person_id, above_ids=self.above_ids)


def _key(user_id: int) -> str:
    return f"principal:{user_id}"


def principal_of(user: User) -> Principal:
    """From the cache, or built from person, organisation and memberships and then kept with the epoch it is of."""
    key = _key(user.pk)
    found = cache.get_many([EPOCH, key])
    epoch = found.get(EPOCH, 0)
    kept_in, principal = found.get(key, (None, None))
    if kept_in != epoch:
        principal = _build(user)
        cache.set(key, (epoch, principal), KEEP_SECONDS)
    return principal


def forget(person_id: int) -> None:
    """Drop what is kept of a person's logins, after a grant, a revocation or a transfer."""
    for user_id in User.objects.filter(person_id=person_id).values_list("pk", flat=True):
        cache.delete(_key(user_id))


def forget_everybody() -> None:
    """After the tree changed or many people moved."""
    cache.add(EPOCH, 0, None)
    cache.incr(EPOCH)


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
            .values_list("role", "organisation_id", "organisation__code")
        )
    return Principal(
        user_id=user.pk,
        person_id=person.pk,
        person_uuid=str(person.uuid),
        names={"en": person.full_name, "hi": person.full_name_hi or person.full_name},
        organisation_id=home.pk if home else None,
        organisation_names={"en": home.name, "hi": home.name_hi or home.name} if home else {"en": "", "hi": ""},
        above_ids=tuple(home.path) if home else (),
        roles=tuple(HeldRole(role, organisation_id) for role, organisation_id, _code in held),
        areas=tuple((role, code) for role, _organisation_id, code in held),
    )
