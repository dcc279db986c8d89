"""Which rating somebody may act on; anything else is not found."""

from uuid import UUID

from django.http import Http404

from core.tenancy.context import everywhere
from courses.catalogue.models import Offering
from courses.ratings.models import Rating, Signed


def readable_rating(offering: Offering, uuid: UUID) -> Rating:
    """Words that everybody who sees the offering may read."""
    return _found(Rating.objects.filter(offering=offering, uuid=uuid, hidden_at=None).exclude(signed=Signed.PROVIDER))


def providers_rating(provider_id: int, uuid: UUID) -> Rating:
    """Any rating of an offering of this provider."""
    return _found(Rating.objects.filter(provider_id=provider_id, uuid=uuid))


def any_rating(uuid: UUID) -> Rating:
    """For a moderator."""
    return _found(Rating.objects.filter(uuid=uuid))


def providers_offering(provider_id: int, code: str) -> Offering:
    offering = Offering.objects.filter(code=code, owner_id=provider_id, published_version__isnull=False).first()
    if offering is None:
        raise Http404
    return offering


def _found(rows) -> Rating:  # type: ignore[no-untyped-def]
    with everywhere(reason="a rating by its uuid", audited=False):
        rating: Rating | None = rows.filter(withdrawn_at=None).first()
    if rating is None:
        raise Http404
    return rating
