"""Setting up an organisation's sign-in service: its settings, a trial, on and off, and away with it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.audit.actor import Actor
from core.audit.entries import record
from core.refusals import Refusal
from core.sealing import CannotOpen, seal, unseal
from core.tenancy.context import everywhere
from institutions.organisations.models import Organisation
from institutions.sign_on import rules
from institutions.sign_on.access import writing
from institutions.sign_on.models import ServiceState, SignOnLink, SignOnService, SignOnTrial


class ServiceRefused(Refusal):
    SENTENCES: ClassVar[dict[str, str | Promise]] = {
        "NOT_AN_ADDRESS": _("Write the issuer as the service names it: an address that begins with https://."),
        "NOT_HTTPS": _("The issuer's address must begin with https://."),
        "SECRET_MISSING": _("Enter the secret that the service gave you for this client."),
        "NOT_TRIED": _("Try the service first, with the settings as they are now."),
        "NOT_SET_UP": _("This organisation has no sign-in service yet."),
    }


@transaction.atomic
def save_service(
    *, organisation: Organisation, name: str, name_hi: str, issuer: str, client_id: str, secret: str, actor: Actor,
    at: datetime,
) -> SignOnService:  # fmt: skip
    """Set up the service, or change it. An empty secret leaves the one that is kept.

    Another issuer, client or secret makes it a draft, to be tried before it is on again. Another issuer also ends every
    link: its subjects are other people. It never gets the secret that belongs to the former one.
    """
    issuer, client_id = issuer.strip(), client_id.strip()
    if refusal := rules.issuer_refusal(issuer, loopback_http=settings.SIGN_ON_LOOPBACK_HTTP):
        raise ServiceRefused(refusal)
    with writing(organisation):
        service = SignOnService.objects.select_for_update().filter(organisation=organisation).first()
        is_other_issuer = service is None or service.issuer != issuer
        if not secret and is_other_issuer:
            raise ServiceRefused("SECRET_MISSING")
        if service is None:
            service = SignOnService.objects.create(
                organisation=organisation, name=name, name_hi=name_hi, issuer=issuer, client_id=client_id,
                secret=seal(secret), changed_at=at,
            )  # fmt: skip
            _trail(actor, "set_up", service, at, issuer=issuer, client_id=client_id)
            return service
        changed = [
            field
            for field, value in (("name", name), ("name_hi", name_hi), ("issuer", issuer), ("client_id", client_id))
            if getattr(service, field) != value
        ]
        if secret and not _is_kept(service, secret):
            changed.append("secret")
        if not changed:
            return service
        ended = SignOnLink.objects.filter(service=service).delete()[0] if "issuer" in changed else 0
        service.name, service.name_hi, service.issuer, service.client_id = name, name_hi, issuer, client_id
        if secret:
            service.secret = seal(secret)
        if {"issuer", "client_id", "secret"} & set(changed):
            service.state, service.revision = ServiceState.DRAFT, service.revision + 1
        service.changed_at = at
        service.save()
        _trail(
            actor, "changed", service, at, changed=changed, issuer=issuer, client_id=client_id, links_ended=ended
        )  # fmt: skip
    return service


@transaction.atomic
def note_trial(
    *, organisation: Organisation, revision: int, claims: Mapping[str, Any], would: str, refusal: str, detail: str,
    actor: Actor, at: datetime,
) -> SignOnTrial | None:  # fmt: skip
    """Keep what a trial came to; one of settings that were changed meanwhile is not kept."""
    with writing(organisation):
        service = SignOnService.objects.select_for_update().filter(organisation=organisation).first()
        if service is None or service.revision != revision:
            return None
        trial, _made = SignOnTrial.objects.update_or_create(
            service=service,
            defaults={
                "organisation_id": organisation.pk, "revision": revision, "at": at, "by_name": actor.name[:200],
                "refusal": refusal, "detail": detail[:300], "claims": dict(claims), "would": would,
            },
        )  # fmt: skip
        if not refusal:
            service.tested_at = at
            if service.state == ServiceState.DRAFT:
                service.state = ServiceState.TESTED
            service.save(update_fields=["tested_at", "state"])
        _trail(actor, "tried", service, at, refusal=refusal, would=would)
    return trial


@transaction.atomic
def switch(*, organisation: Organisation, on: bool, actor: Actor, at: datetime) -> SignOnService:
    """Let people sign in by the service, or no longer. Sessions that are open stay open; twice is the same as once."""
    with writing(organisation):
        service = _locked(organisation)
        wanted = ServiceState.ON if on else ServiceState.OFF
        if service.state == wanted or (not on and service.state != ServiceState.ON):
            return service
        if service.state == ServiceState.DRAFT:
            raise ServiceRefused("NOT_TRIED")
        service.state = wanted
        service.save(update_fields=["state"])
        _trail(actor, "switched_on" if on else "switched_off", service, at)
    return service


@transaction.atomic
def remove(*, organisation: Organisation, actor: Actor, at: datetime) -> None:
    """The service and every link to it are gone. Everybody signs in as before they were linked."""
    with writing(organisation):
        service = _locked(organisation)
        links = SignOnLink.objects.filter(service=service).count()
        _trail(actor, "removed", service, at, issuer=service.issuer, links_ended=links)
        service.delete()


def reseal() -> int:
    """Each row in a transaction of its own, locked: a secret that is changed meanwhile is not lost."""
    done = 0
    for pk in list(SignOnService.objects.values_list("pk", flat=True)):
        with everywhere(reason="sealing secrets anew"):
            service = SignOnService.objects.select_for_update().filter(pk=pk).first()
            if service is not None:
                service.secret = seal(unseal(service.secret))
                service.save(update_fields=["secret"])
                done += 1
    return done


def _is_kept(service: SignOnService, secret: str) -> bool:
    try:
        return unseal(service.secret) == secret
    except CannotOpen:
        return False


def _locked(organisation: Organisation) -> SignOnService:
    service = SignOnService.objects.select_for_update().filter(organisation=organisation).first()
    if service is None:
        raise ServiceRefused("NOT_SET_UP")
    return service


def _trail(actor: Actor, what: str, service: SignOnService, at: datetime, **facts: object) -> None:
    record(
        actor, f"institutions.sign_on.{what}", service, at, organisation_id=service.organisation_id,
        revision=service.revision, **facts,
    )  # fmt: skip
