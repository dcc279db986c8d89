"""Granting and ending roles."""

from contextlib import AbstractContextManager
from datetime import datetime
from typing import ClassVar

from django.db import IntegrityError, connection, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from core.audit.actor import Actor
from core.audit.entries import record
from core.outbox.events import publish
from core.refusals import Refusal
from core.tenancy.context import everywhere
from institutions.events import MembershipEnded, MembershipGranted
from institutions.organisations.models import Organisation
from institutions.roles import queries, rules
from institutions.roles.models import Membership
from institutions.roles.principal import forget

ROLES_LOCK = 0x726F6C65  # namespace of the advisory lock that orders changes to one organisation's roles


class GrantRefused(Refusal):
    SENTENCES: ClassVar[dict[str, str | Promise]] = {
        "ROLE_NOT_FOR_THIS_KIND": _("An organisation of this kind does not have this role."),
        "NOT_YOUR_ORGANISATION": _("You hold no role here, so you cannot give one."),
        "ROLE_NOT_YOURS_TO_GRANT": _("Your role does not let you give this role. Ask somebody above you."),
        "ALREADY_HELD": _("This person holds this role here already."),
        "HAS_A_LEADER": _("This organisation has a leader. End that role first: there is only one."),
    }


class EndingRefused(Refusal):
    SENTENCES: ClassVar[dict[str, str | Promise]] = {
        "NOT_YOUR_ORGANISATION": _("You hold no role here, so you cannot end one."),
        "ROLE_NOT_YOURS_TO_END": _("Your role does not let you end this role. Ask somebody above you."),
        "LAST_WHO_CAN_GRANT": _("Nobody else could give roles here afterwards. Give somebody else such a role first."),
        "ENDED_ALREADY": _("This role has ended already."),
    }


@transaction.atomic
def grant(*, person: Person, organisation: Organisation, role: str, actor: Actor, at: datetime) -> Membership:
    """Let the person act in the role at the organisation and below it, from now until further notice."""
    held = queries.held_by(actor.person_id, at) if actor.person_id else ()
    if refusal := rules.grant_refusal(held, role, organisation.kind, tuple(organisation.path)):
        raise GrantRefused(refusal)
    return _grant(person.pk, organisation, role, actor, at)


@transaction.atomic
def appoint(*, person_id: int, organisation_id: int, role: str, actor: Actor, at: datetime) -> None:
    """Give a role by order of the platform; one that is held already stays as it is."""
    organisation = Organisation.objects.get(pk=organisation_id)
    if role not in rules.ROLES_OF_KIND[organisation.kind]:
        raise GrantRefused("ROLE_NOT_FOR_THIS_KIND")
    if not Membership.objects.at(at).filter(person_id=person_id, organisation=organisation, role=role).exists():
        _grant(person_id, organisation, role, actor, at)


@transaction.atomic
def end(*, membership: Membership, actor: Actor, at: datetime) -> Membership:
    """End the role now. Whoever holds it loses what it permits with the next request."""
    organisation = Organisation.objects.get(pk=membership.organisation_id)
    _lock_roles_of(organisation)
    path = tuple(organisation.path)
    held = queries.held_by(actor.person_id, at) if actor.person_id else ()
    with everywhere(reason="who else can hand out roles here", audited=False):
        leaves_nobody = not queries.can_hand_out_roles(path, at, without=membership.pk)
    is_own = membership.person_id == actor.person_id
    if refusal := rules.end_refusal(held, membership.role, path, is_own=is_own, leaves_nobody=leaves_nobody):
        raise EndingRefused(refusal)
    with _writing(organisation):
        if not Membership.objects.filter(pk=membership.pk, active_to__isnull=True).update(active_to=at):
            raise EndingRefused("ENDED_ALREADY")
        membership.active_to = at
        record(
            actor, "institutions.membership.ended", membership, at,
            organisation_id=organisation.pk, person_id=membership.person_id, role=membership.role,
        )  # fmt: skip
        transaction.on_commit(lambda: forget(membership.person_id))
        publish(
            MembershipEnded(
                at=at, organisation_id=organisation.pk, membership_uuid=str(membership.uuid),
                person_id=membership.person_id, role=membership.role, ended_by_id=actor.person_id,
            )
        )  # fmt: skip
    return membership


def _grant(person_id: int, organisation: Organisation, role: str, actor: Actor, at: datetime) -> Membership:
    _lock_roles_of(organisation)
    membership = Membership(
        person_id=person_id, organisation=organisation, role=role, granted_by_id=actor.person_id, active_from=at
    )
    with _writing(organisation):
        try:
            with transaction.atomic():
                membership.save(force_insert=True)
        except IntegrityError as error:
            raise GrantRefused("HAS_A_LEADER" if "one_leader" in str(error) else "ALREADY_HELD") from error
        record(
            actor, "institutions.membership.granted", membership, at,
            organisation_id=organisation.pk, person_id=person_id, role=role,
        )  # fmt: skip
        transaction.on_commit(lambda: forget(person_id))
        publish(
            MembershipGranted(
                at=at, organisation_id=organisation.pk, membership_uuid=str(membership.uuid),
                person_id=person_id, role=role, granted_by_id=actor.person_id,
            )
        )  # fmt: skip
    return membership


def _writing(organisation: Organisation) -> AbstractContextManager[None]:
    """Who acts at the nation only reads there; its roles are written as the platform, once the rules have agreed."""
    if organisation.parent_id is None:
        return everywhere(reason="changing who holds a role at the nation")
    return transaction.atomic()


def _lock_roles_of(organisation: Organisation) -> None:
    """Changes to one organisation's roles wait for each other: two admins must not end each other at once.

    An advisory lock, because the tree's rows are national and a request may not lock them.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [ROLES_LOCK, organisation.pk])
