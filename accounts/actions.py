"""Registering people and giving them a login."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from accounts.models import Person, User
from core.audit.actor import Actor
from core.audit.entries import record
from core.tenancy.context import everywhere


@transaction.atomic
def register_person(
    *, full_name: str, full_name_hi: str = "", home_organisation_id: int | None = None, actor: Actor, at: datetime
) -> Person:
    """A human being becomes known to the platform. Who calls it has a scope that may write the person."""
    person = Person.objects.create(
        full_name=full_name, full_name_hi=full_name_hi, home_organisation_id=home_organisation_id
    )
    record(actor, "accounts.person.registered", person, at, organisation_id=home_organisation_id)
    return person


@transaction.atomic
def open_login(*, person: Person, email: str, actor: Actor, at: datetime) -> User:
    """Give the person a login by a verified address. It has no password until the person sets one."""
    user = User.objects.create_user(email, person=person)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    record(actor, "accounts.login.opened", person, at, organisation_id=person.home_organisation_id)
    return user


@transaction.atomic
def join(*, person: Person, organisation_id: int, actor: Actor, at: datetime) -> bool:
    """Make the organisation the person's home. Somebody who has a home already stays there: that is a transfer."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.home_organisation_id is not None:
        return False
    person.home_organisation_id = organisation_id
    person.save(update_fields=["home_organisation_id"])
    record(actor, "accounts.person.joined", person, at, organisation_id=organisation_id)
    return True


def join_by_address(*, user: User, email: str, at: datetime) -> bool:
    """Who has shown to own an approved address joins its organisation, unless at home somewhere already."""
    organisation_id = organisation_for(email)
    if organisation_id is None:
        return False
    with everywhere(reason="sign-up"):
        person = Person.objects.get(pk=user.person_id)
        actor = Actor(name=person.full_name, door="page", person_id=person.pk, user_id=user.pk)
        return join(person=person, organisation_id=organisation_id, actor=actor, at=at)


def organisation_for(email: str) -> int | None:
    """The organisation that people of this address may join by themselves. The tree lives above: a setting names it."""
    return import_string(settings.SIGN_UP_POLICY)(email)  # type: ignore[no-any-return]
