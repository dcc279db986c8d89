"""E-mail domains: an organisation asks for one, an operator of the platform confirms it. It is one organisation's then."""

from datetime import datetime
from typing import ClassVar

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.audit.actor import Actor
from core.audit.entries import record
from core.refusals import Refusal
from core.tenancy.context import everywhere
from institutions.organisations.models import ApprovedDomain, Organisation
from institutions.sign_on import rules
from institutions.sign_on.access import writing
from institutions.sign_on.models import DomainRequest, RequestState
from messages.facade import notify


class DomainRefused(Refusal):
    SENTENCES: ClassVar[dict[str, str | Promise]] = {
        "NOT_A_DOMAIN": _("Write a domain as it stands behind the @, such as incometax.gov.in."),
        "OPEN_TO_ANYBODY": _("Anybody can get an address of this domain, so it can be no organisation's own."),
        "YOURS_ALREADY": _("This domain is confirmed for your organisation already."),
        "ASKED_ALREADY": _("Your organisation has asked for this domain already."),
        "ANOTHERS": _("This domain is confirmed for another organisation. Take it away there first."),
        "DECIDED_ALREADY": _("This request was decided on already."),
        "NOT_CONFIRMED": _("This domain is not confirmed for anybody."),
        "ANSWER_MISSING": _("Say why the domain is not confirmed; the organisation reads it."),
    }


@transaction.atomic
def ask(*, organisation: Organisation, domain: str, note: str, actor: Actor, at: datetime) -> DomainRequest:
    """Ask that the domain be confirmed as the organisation's. Whose it is otherwise, is not told to who asks."""
    domain = domain.strip().lower().removeprefix("@").rstrip(".")
    if refusal := rules.domain_refusal(domain):
        raise DomainRefused(refusal)
    if ApprovedDomain.objects.filter(domain__iexact=domain, organisation=organisation).exists():
        raise DomainRefused("YOURS_ALREADY")
    with writing(organisation):
        try:
            with transaction.atomic():
                asked = DomainRequest.objects.create(
                    organisation=organisation, domain=domain, note=note, asked_by_id=actor.person_id,
                    asked_by_name=actor.name[:200], asked_at=at,
                )  # fmt: skip
        except IntegrityError:
            raise DomainRefused("ASKED_ALREADY") from None
        record(actor, "institutions.domain.asked", asked, at, organisation_id=organisation.pk, domain=domain)
    return asked


@transaction.atomic
def decide(*, request: DomainRequest, confirms: bool, answer: str, actor: Actor, at: datetime) -> DomainRequest:
    """Confirm the domain for the organisation that asked, or decline with a reason; who asked is told."""
    if not confirms and not answer.strip():
        raise DomainRefused("ANSWER_MISSING")
    with everywhere(reason="deciding on an e-mail domain", audited=False):
        asked = DomainRequest.objects.select_for_update().get(pk=request.pk)
        if asked.state != RequestState.WAITING:
            raise DomainRefused("DECIDED_ALREADY")
        if confirms:
            _confirm(asked, actor, at)
        asked.state = RequestState.CONFIRMED if confirms else RequestState.DECLINED
        asked.answer, asked.decided_by_name, asked.decided_at = answer.strip(), actor.name[:200], at
        asked.save(update_fields=["state", "answer", "decided_by_name", "decided_at"])
        record(
            actor, f"institutions.domain.{'confirmed' if confirms else 'declined'}", asked, at,
            organisation_id=asked.organisation_id, domain=asked.domain, answer=asked.answer,
        )  # fmt: skip
        if asked.asked_by_id is not None:
            organisation = Organisation.objects.get(pk=asked.organisation_id)
            notify(
                person_ids=[asked.asked_by_id], kind="institutions.domain-decided", key=f"domain:{asked.uuid}",
                params={"domain": asked.domain, "answer": asked.answer},
                link=reverse("institutions:sign_on_service", args=[organisation.code]), at=at,
            )  # fmt: skip
    return asked


@transaction.atomic
def withdraw(*, domain: str, actor: Actor, at: datetime) -> None:
    """The domain is nobody's any more: nobody joins or is matched by an address of it. Links stay."""
    with everywhere(reason="withdrawing an e-mail domain", audited=False):
        is_one = rules.domain_refusal(domain.lower()) != "NOT_A_DOMAIN"
        held = ApprovedDomain.objects.select_for_update().filter(domain__iexact=domain).first() if is_one else None
        if held is None:
            raise DomainRefused("NOT_CONFIRMED")
        record(
            actor, "institutions.domain.withdrawn", None, at, organisation_id=held.organisation_id, domain=held.domain
        )
        held.delete()


def _confirm(asked: DomainRequest, actor: Actor, at: datetime) -> None:
    held = ApprovedDomain.objects.filter(domain__iexact=asked.domain).first()
    if held is None:
        try:
            with transaction.atomic():
                ApprovedDomain.objects.create(organisation_id=asked.organisation_id, domain=asked.domain)
            return
        except IntegrityError:  # another organisation's request was confirmed at the same instant
            raise DomainRefused("ANOTHERS") from None
    if held.organisation_id != asked.organisation_id:
        raise DomainRefused("ANOTHERS")
