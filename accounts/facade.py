"""The one door of accounts for other pillars: people and logins."""

from datetime import datetime

from django.http import HttpRequest

from accounts import actions, second_step, sms
from accounts.backend import Backend
from accounts.models import Person, User
from core.audit.actor import Actor


def person_with_login(
    *, email: str, full_name: str, full_name_hi: str = "", home_organisation_id: int | None, actor: Actor, at: datetime
) -> int:
    """The id of the person with this login; both are made when absent. Needs a scope that may write the person."""
    if user := login_of(email):
        return user.person_id
    person = actions.register_person(
        full_name=full_name, full_name_hi=full_name_hi, home_organisation_id=home_organisation_id, actor=actor, at=at
    )
    actions.open_login(person=person, email=email, actor=actor, at=at)
    return person.pk


def login_of(email: str) -> User | None:
    return User.objects.filter(email=email.strip().lower()).first()


def kept_login(user_id: int) -> User | None:
    """An open login by its id, without a query when it was asked for lately."""
    user = Backend().get_user(user_id)
    return user if user and user.is_active else None


def people_named(person_ids: list[int]) -> dict[int, Person]:
    """Those of the people whom the scope may see, by id."""
    return Person.objects.in_bulk(person_ids)


def mobiles_are_used() -> bool:
    """Whether text messages can be sent, so that people may sign in by mobile."""
    return sms.is_available()


def has_used_second_step(request: HttpRequest) -> bool:
    """Whether the session of the request has shown a second factor."""
    return second_step.was_used(request)


def has_second_step(user_id: int) -> bool:
    """Whether the login has an authenticator app or a passkey to show."""
    return second_step.is_set_up(user_id)


def reseal_second_steps() -> int:
    """Seal the secrets of apps and recovery codes with the newest key; returns how many there are."""
    return second_step.reseal()
