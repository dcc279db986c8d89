"""Opening and ending support sessions; ending a second step that was lost."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import transaction
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import facade as accounts
from core.audit.actor import Actor
from core.audit.entries import record
from core.refusals import Refusal
from core.tenancy.context import everywhere
from institutions.support import queries, rules
from institutions.support.models import SupportSession
from messages.facade import notify


class SupportRefused(Refusal):
    SENTENCES: ClassVar[dict[str, str | Promise]] = {
        "UNKNOWN": _("Nobody signs in with this address."),
        "YOURSELF": _("You cannot do this for yourself. Ask a colleague."),
        "NO_LOGIN": _("This account is closed."),
        "NO_SECOND_STEP": _("This person has no second step to take away."),
        "READ_ONLY": _("Your role lets you look and not change. Ask somebody whose role lets them change."),
    }


@transaction.atomic
def open_session(
    *, address: str, ticket: str, reason: str, minutes: int, wants_to_write: bool, may_write: bool, actor: Actor,
    at: datetime,
) -> SupportSession:  # fmt: skip
    """Let the actor see the platform as the person with this address sees it; the person is told at once."""
    user = accounts.login_of(address)
    if user is None:
        raise SupportRefused("UNKNOWN")
    refusal = rules.opening_refusal(
        is_self=user.person_id == actor.person_id, has_login=user.is_active,
        wants_to_write=wants_to_write, may_write=may_write,
    )  # fmt: skip
    if refusal:
        raise SupportRefused(refusal)
    assert actor.person_id is not None  # somebody opens it, not the platform
    assert actor.user_id is not None
    with everywhere(reason=f"support session for ticket {ticket}"):
        person = accounts.people_named([user.person_id])[user.person_id]
        session = SupportSession.objects.create(
            person=person, organisation_id=person.home_organisation_id, user_id=user.pk, staff_id=actor.person_id,
            staff_user_id=actor.user_id, staff_name=actor.name, ticket=ticket, reason=reason, may_write=wants_to_write,
            opened_at=at, ends_at=at + timedelta(minutes=minutes),
        )  # fmt: skip
        record(
            actor, "institutions.support.opened", session, at, organisation_id=person.home_organisation_id,
            person_id=person.pk, ticket=ticket, reason=reason, may_write=wants_to_write, minutes=minutes,
        )  # fmt: skip
        notify(
            person_ids=[person.pk], kind="institutions.support-opened", key=f"support:{session.uuid}",
            params={"staff": actor.name, "ticket": ticket, "reason": reason},
            link=reverse("institutions:my_support_sessions"), at=at,
        )  # fmt: skip
    return session


@transaction.atomic
def end_second_step(*, address: str, ticket: str, reason: str, actor: Actor, at: datetime) -> None:
    """Let somebody who lost the second step sign in again, by a code to their address; they are told at once.

    The caller has made sure who asks. `reason` says how, and the person reads it.
    """
    user = accounts.login_of(address)
    if user is None:
        raise SupportRefused("UNKNOWN")
    if user.person_id == actor.person_id:
        raise SupportRefused("YOURSELF")
    with everywhere(reason=f"second step lost, ticket {ticket}"):
        if not user.is_active:
            raise SupportRefused("NO_LOGIN")
        if not accounts.begin_signing_in_anew(user):
            raise SupportRefused("NO_SECOND_STEP")
        person = accounts.people_named([user.person_id])[user.person_id]
        record(
            actor, "institutions.support.second_step_ended", person, at, organisation_id=person.home_organisation_id,
            person_id=person.pk, ticket=ticket, reason=reason,
        )  # fmt: skip
        notify(
            person_ids=[person.pk], kind="institutions.second-step-ended", key=f"second-step:{user.pk}:{at.isoformat()}",
            params={"staff": actor.name, "ticket": ticket, "reason": reason}, link=reverse("mfa_index"), at=at,
        )  # fmt: skip


@transaction.atomic
def end_session(*, uuid: str, actor: Actor, at: datetime) -> bool:
    """End a session of the actor before its time; one that has ended stays as it is."""
    with everywhere(reason="ending a support session", audited=False):
        session = SupportSession.objects.select_for_update().filter(uuid=uuid, staff_id=actor.person_id).first()
        if session is None or session.ended_at is not None or session.ends_at <= at:
            return False
        session.ended_at = at
        session.save(update_fields=["ended_at"])
        record(
            actor, "institutions.support.ended", session, at, organisation_id=session.organisation_id,
            person_id=session.person_id, ticket=session.ticket,
        )  # fmt: skip
    transaction.on_commit(lambda: queries.forget(uuid))
    return True
