"""Whose login a subject opens: linked before, matched at the first sign-in, or linked by the person."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from accounts import facade as accounts
from accounts.models import Person, User
from core.audit.actor import Actor
from core.audit.entries import record
from core.tenancy.context import Scope, acting_in, everywhere
from institutions.roles.models import Membership
from institutions.sign_on import queries, rules
from institutions.sign_on.models import LinkedBy, ServiceState, SignOnLink, SignOnService, SpentState
from institutions.sign_on.rules import Account, Claims
from institutions.sign_on.sentences import SignOnRefused
from messages.facade import notify

ADDRESS_LOCK = 0x73676E6F  # namespace of the advisory lock that lets one first sign-in of an address go after the other


@transaction.atomic
def come_in(*, service: SignOnService, claims: Claims, at: datetime) -> User:
    """The login that opens to the subject; at the first sign-in it is linked. Refused, nothing is written."""
    service = still_on(service)
    link = queries.link_of(service, claims.subject)
    if link is None:
        link = _first(service, claims, at)
    else:
        _let_return(service, link.user)
    SignOnLink.objects.filter(pk=link.pk).update(last_used_at=at)
    return link.user


@transaction.atomic
def link(*, service: SignOnService, user_id: int, claims: Claims, actor: Actor, at: datetime) -> SignOnLink:
    """Link the subject to the login of the signed-in person, who has just shown here and there who they are."""
    service = still_on(service)
    user = User.objects.get(pk=user_id)
    domain = queries.domain_as_seen_by(service, claims.email)
    if refusal := rules.asked_link(claims, domain, belongs=queries.is_below(_home_of(user), service)):
        raise SignOnRefused(refusal)
    return _link(service, user, claims, LinkedBy.PERSON, actor, at)


@transaction.atomic
def unlink(*, user_id: int, uuid: UUID, actor: Actor, at: datetime) -> bool:
    """Take a link of one's own away. Whether there was one."""
    found = SignOnLink.objects.select_for_update().filter(user_id=user_id, uuid=uuid).first()
    if found is None:
        return False
    record(actor, "institutions.sign_on.unlinked", found, at, service=str(found.service_id))
    found.delete()
    return True


@transaction.atomic
def spend(*, state: str, at: datetime) -> bool:
    """Use a way up. Whether it was still unused: of two who come with it at once, one gets a yes."""
    SpentState.objects.filter(at__lt=at - timedelta(hours=1)).delete()
    try:
        with transaction.atomic():
            SpentState.objects.create(digest=rules.digest_of(state), at=at)
    except IntegrityError:
        return False
    return True


def what_would_follow(*, service: SignOnService, claims: Claims, at: datetime) -> str:
    """The verdict on somebody who would now come back as these claims. For a trial; writes nothing."""
    if (found := queries.link_of(service, claims.subject)) is not None:
        return _returning(service, found.user) or "LINKED"
    with everywhere(reason="trial of a sign-in service"):
        account, _person, _user = _known(service, claims.email, at)
    return rules.first_sign_in(claims, queries.domain_as_seen_by(service, claims.email), account)


def still_on(service: SignOnService) -> SignOnService:
    """As it is now: somebody may have switched it off, or changed it, while a person was on the way."""
    now = SignOnService.objects.filter(pk=service.pk).first()
    if now is None or now.state != ServiceState.ON:
        raise SignOnRefused("NOT_ON")
    if now.revision != service.revision:
        raise SignOnRefused("SETTINGS_CHANGED")
    return now


def _let_return(service: SignOnService, user: User) -> None:
    if refusal := _returning(service, user):
        raise SignOnRefused(refusal)


def _returning(service: SignOnService, user: User) -> str | None:
    return rules.returning(is_open=user.is_active, belongs=queries.is_below(_home_of(user), service))


def _home_of(user: User) -> int | None:
    with acting_in(Scope(person_id=user.person_id)):
        return Person.objects.values_list("home_organisation_id", flat=True).get(pk=user.person_id)


def _first(service: SignOnService, claims: Claims, at: datetime) -> SignOnLink:
    """Nobody is linked to the subject yet."""
    _one_after_the_other(claims.email)
    if (found := queries.link_of(service, claims.subject)) is not None:  # made while this one waited
        _let_return(service, found.user)
        return found
    with everywhere(reason="first sign-in by an organisation's service"):
        account, person, user = _known(service, claims.email, at)
        verdict = rules.first_sign_in(claims, queries.domain_as_seen_by(service, claims.email), account)
        if verdict not in (rules.LINK, rules.OPEN):
            raise SignOnRefused(verdict)
        assert person is not None  # somebody is known, or the verdict were another
        actor = Actor(name=person.full_name, door="page", person_id=person.pk, user_id=user.pk if user else None)
        linked_by = LinkedBy.ADDRESS
        if user is None:
            user, linked_by = (
                accounts.open_login(person=person, email=claims.email, actor=actor, at=at),
                LinkedBy.RECORD,
            )
        return _link(service, user, claims, linked_by, actor, at)


def _known(service: SignOnService, email: str, at: datetime) -> tuple[Account | None, Person | None, User | None]:
    """Who has the address here: with a login, else as an official whom an HR system listed with it."""
    if not email:
        return None, None, None
    user, is_verified = accounts.login_with_address(email)
    person = Person.objects.get(pk=user.person_id) if user else accounts.listed_person(email)
    if person is None:
        return None, None, None
    account = Account(
        has_login=user is not None,
        is_open=user is None or user.is_active,
        is_verified=user is None or is_verified,
        belongs=queries.is_below(person.home_organisation_id, service),
        holds_role=Membership.objects.at(at).filter(person=person).exists(),
        is_linked=user is not None and queries.is_linked(service, user.pk),
    )
    return account, person, user


def _link(service: SignOnService, user: User, claims: Claims, linked_by: str, actor: Actor, at: datetime) -> SignOnLink:
    made = SignOnLink(
        service=service, user=user, subject=claims.subject, email=claims.email[:254], linked_by=linked_by, linked_at=at
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        found = queries.link_of(service, claims.subject)
        if found is not None and found.user_id == user.pk:
            return found  # asked twice, answered once
        raise SignOnRefused("SOMEBODY_ELSES" if found else "LINKED_OTHERWISE") from None
    record(
        actor, "institutions.sign_on.linked", made, at, organisation_id=service.organisation_id,
        person_id=user.person_id, service=str(service.uuid), linked_by=str(linked_by),
    )  # fmt: skip
    notify(
        person_ids=[user.person_id], kind="institutions.sign-on-linked", key=f"sign-on:{made.uuid}",
        params={"service": {"en": service.name_in("en"), "hi": service.name_in("hi")}},
        link=reverse("institutions:sign_on_links"), at=at,
    )  # fmt: skip
    return made


def _one_after_the_other(email: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [ADDRESS_LOCK, email])
