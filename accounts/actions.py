"""Registering people and giving them a login."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from accounts import second_step
from accounts.backend import forget_login
from accounts.events import PersonJoined
from accounts.models import Person, User
from core.audit.actor import Actor
from core.audit.entries import record
from core.outbox.events import publish
from core.tenancy.context import everywhere

SIGNED_UP_HERE = "signed_up_here"  # session key: the login that this session signed up


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
    publish(PersonJoined(at=at, organisation_id=organisation_id, person_id=person.pk))
    return True


@transaction.atomic
def distrust_sign_up(*, user: User, address: EmailAddress, at: datetime) -> bool:
    """Take away the password and mobile that were chosen before anybody had shown to own an address.

    Somebody else may have signed up with this address and waited for its owner to verify it. Called when the first
    address is verified from another session than the one that signed up.
    """
    if EmailAddress.objects.filter(user=user, verified=True).exclude(pk=address.pk).exists():
        return False
    user.set_unusable_password()
    user.mobile, user.mobile_verified = None, False
    user.save(update_fields=["password", "mobile", "mobile_verified"])
    return True


@transaction.atomic
def begin_signing_in_anew(*, user: User) -> bool:
    """Of whoever lost the second step: that, password, mobile and every session end; a code to the address is left.

    The mobile goes too, since the lost phone may be it: whoever found it could sign in by a text message alone.

    So whoever talked somebody into this without reading the owner's mail gains nothing. False: there was no second step.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if not second_step.is_set_up(user.pk):
        return False
    second_step.forget(user)
    user.set_unusable_password()  # which ends the sessions too: they hold a hash of it
    user.mobile, user.mobile_verified = None, False
    user.save(update_fields=["password", "mobile", "mobile_verified"])
    return True


def join_by_address(*, user: User, email: str, at: datetime) -> bool:
    """Who has shown to own an address becomes the official listed with it, or joins the organisation of its domain.

    Only once: somebody who is at home somewhere stays who and where they are.
    """
    with everywhere(reason="sign-up"):
        person = Person.objects.select_for_update().get(pk=user.person_id)
        if person.home_organisation_id is not None:
            return False
        actor = Actor(name=person.full_name, door="page", person_id=person.pk, user_id=user.pk)
        if (listed := listed_person(email)) is not None:
            return _become(user=user, person=person, listed=listed, actor=actor, at=at)
        organisation_id = organisation_for(email)
        return organisation_id is not None and join(person=person, organisation_id=organisation_id, actor=actor, at=at)


def _become(*, user: User, person: Person, listed: Person, actor: Actor, at: datetime) -> bool:
    """The login is the listed official's; the person made at sign-up was the same human being."""
    person.merged_into = listed
    person.save(update_fields=["merged_into"])
    User.objects.filter(pk=user.pk).update(person=listed)
    forget_login(user.pk)
    record(actor, "accounts.login.attached", listed, at, organisation_id=listed.home_organisation_id)
    publish(PersonJoined(at=at, organisation_id=listed.home_organisation_id, person_id=listed.pk))
    return True


def may_sign_up(email: str) -> bool:
    """Whether people of this address belong somewhere: by an approved domain, or as officials listed with it."""
    if organisation_for(email) is not None:
        return True
    with everywhere(reason="sign-up"):
        return listed_person(email) is not None


def listed_person(email: str) -> Person | None:
    """The person listed with this address who has no login yet. Officials live above: a setting names who knows them."""
    person_id = import_string(settings.SIGN_UP_PERSON)(email)
    return Person.objects.filter(pk=person_id, merged_into=None, users=None).first() if person_id else None


def organisation_for(email: str) -> int | None:
    """The organisation that people of this address may join by themselves. A setting names who knows: it lives above."""
    return import_string(settings.SIGN_UP_POLICY)(email)  # type: ignore[no-any-return]
