"""Who may see, fetch and revoke certificates, and how often a stranger may ask. Not visible is not found."""

from uuid import UUID

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import Http404, HttpRequest
from django.utils import timezone

from courses.certificates.models import Certificate, CertificateCorrection, CertificateState
from courses.certificates.rules import is_well_formed, normalised

LOOK_UPS_A_MINUTE = 60


def own_certificate(person_id: int, uuid: UUID) -> Certificate:
    """A person's own certificate, also a revoked one. The document of another is nobody else's to fetch."""
    certificate = Certificate.objects.filter(uuid=uuid, person_id=person_id).first()
    if certificate is None:
        raise Http404
    return certificate


def own_document(person_id: int, uuid: UUID) -> Certificate:
    """A person's own certificate whose document is handed out: only a valid one's is."""
    certificate = own_certificate(person_id, uuid)
    if certificate.state != CertificateState.ISSUED:
        raise Http404
    return certificate


def issued_certificate(provider_id: int, typed: str) -> Certificate | None:
    """A certificate of this provider by its number as somebody typed it; None when the provider issued no such one."""
    number = normalised(typed)
    if not is_well_formed(number):
        return None
    return Certificate.objects.filter(number=number, provider_id=provider_id).first()


def correction_for(provider_id: int, uuid: UUID) -> CertificateCorrection:
    """A request about a certificate that this provider issued."""
    found = CertificateCorrection.objects.select_related("certificate").filter(uuid=uuid, provider_id=provider_id)
    if (correction := found.first()) is None:
        raise Http404
    return correction


def seconds_to_wait(request: HttpRequest) -> int:
    """0 while the address may look up another certificate in this minute; else the seconds until it may again."""
    now = int(timezone.now().timestamp())
    key = f"verify:{get_adapter(request).get_client_ip(request)}:{now // 60}"
    cache.add(key, 0, 90)
    try:
        asked = cache.incr(key)
    except ValueError:  # it expired in this very moment
        asked = 1
    return 0 if asked <= LOOK_UPS_A_MINUTE else 60 - now % 60
