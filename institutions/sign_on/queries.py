"""Reading services, links and domains."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from institutions.organisations.models import ApprovedDomain, Organisation
from institutions.sign_on.models import (
    DomainRequest,
    RequestState,
    ServiceState,
    SignOnLink,
    SignOnService,
    SignOnTrial,
)
from institutions.sign_on.rules import Domain, domain_of


def service_by_uuid(uuid: UUID | str) -> SignOnService | None:
    return SignOnService.objects.filter(uuid=uuid).first()


def last_used(remembered: str) -> SignOnService | None:
    """What a browser remembered, if it still is a service that is on."""
    try:
        return SignOnService.objects.filter(uuid=UUID(remembered), state=ServiceState.ON).first()
    except ValueError:
        return None


def service_of(organisation_id: int) -> SignOnService | None:
    return SignOnService.objects.filter(organisation_id=organisation_id).first()


def serving(path: Sequence[int], *, trying: SignOnService | None = None) -> SignOnService | None:
    """The service that is on and nearest above the organisation with this path; one that is tried counts as on."""
    on = SignOnService.objects.filter(organisation_id__in=list(path), state=ServiceState.ON)
    found = {service.organisation_id: service for service in on}
    if trying is not None and trying.organisation_id in path:
        found[trying.organisation_id] = trying
    return next((found[pk] for pk in reversed(list(path)) if pk in found), None)


def serving_address(address: str) -> SignOnService | None:
    """By the domain alone: whether anybody has this address is nobody's business."""
    organisation = organisation_of_domain(domain_of(address))
    return serving(organisation.path) if organisation else None


def organisation_of_domain(domain: str) -> Organisation | None:
    row = ApprovedDomain.objects.filter(domain__iexact=domain).select_related("organisation").first()
    return row.organisation if row else None


def domain_as_seen_by(service: SignOnService, address: str) -> Domain:
    organisation = organisation_of_domain(domain_of(address)) if address else None
    if organisation is None:
        return Domain()
    nearest = serving(organisation.path, trying=service)
    return Domain(is_confirmed=True, is_served=nearest is not None and nearest.pk == service.pk)


def is_below(home_id: int | None, service: SignOnService) -> bool:
    """Whether the organisation is the service's or stands below it."""
    return home_id is not None and Organisation.objects.below(service.organisation_id).filter(pk=home_id).exists()


def link_of(service: SignOnService, subject: str) -> SignOnLink | None:
    return SignOnLink.objects.select_related("user").filter(service=service, subject=subject).first()


def links_of(user_id: int, language: str) -> list[dict[str, Any]]:
    rows = SignOnLink.objects.filter(user_id=user_id).select_related("service__organisation").order_by("linked_at")
    return [
        {
            "uuid": row.uuid, "service": row.service.name_in(language), "email": row.email,
            "organisation": row.service.organisation.name_in(language), "linked_by": row.linked_by,
            "linked_by_name": row.get_linked_by_display(), "linked_at": row.linked_at, "last_used_at": row.last_used_at,
            "is_on": row.service.state == ServiceState.ON,
        }
        for row in rows
    ]  # fmt: skip


def is_linked(service: SignOnService, user_id: int) -> bool:
    return SignOnLink.objects.filter(service=service, user_id=user_id).exists()


def count_of_links(service: SignOnService) -> int:
    return SignOnLink.objects.filter(service=service).count()


def trial_of(service: SignOnService) -> SignOnTrial | None:
    return SignOnTrial.objects.filter(service=service, revision=service.revision).first()


def domains_of(organisation: Organisation) -> list[str]:
    return list(
        ApprovedDomain.objects.filter(organisation=organisation).order_by("domain").values_list("domain", flat=True)
    )


def requests_of(organisation: Organisation) -> list[DomainRequest]:
    """What the organisation asked for, the newest first."""
    return list(DomainRequest.objects.filter(organisation=organisation).order_by("-asked_at")[:50])


def waiting() -> list[DomainRequest]:
    """Of all organisations, the longest waiting first; needs a scope that reads them."""
    rows = DomainRequest.objects.filter(state=RequestState.WAITING).select_related("organisation")
    return list(rows.order_by("asked_at")[:200])


def waiting_requests(language: str) -> list[dict[str, Any]]:
    """As the operators' page shows them, with who holds the domain now."""
    rows = waiting()
    held = {
        row.domain.lower(): row.organisation
        for row in ApprovedDomain.objects.filter(domain__in=[one.domain for one in rows]).select_related("organisation")
    }
    return [
        {
            "uuid": row.uuid, "domain": row.domain, "note": row.note, "asked_by_name": row.asked_by_name,
            "asked_at": row.asked_at, "organisation": row.organisation.name_in(language),
            "held_by": held[row.domain].name_in(language) if row.domain in held else "",
        }
        for row in rows
    ]  # fmt: skip


def confirmed_domains(language: str) -> list[dict[str, str]]:
    rows = ApprovedDomain.objects.select_related("organisation").order_by("domain")[:2000]
    return [
        {"domain": row.domain, "organisation": row.organisation.name_in(language), "code": row.organisation.code}
        for row in rows
    ]
