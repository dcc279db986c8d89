"""Who may see an offering: the fence decides; what it hides, or was never published, is not found."""

from uuid import UUID

from django.http import Http404

from courses.catalogue.models import Offering, Resource


def get_offering(code: str) -> Offering:
    return _published(code=code)


def get_offering_by_uuid(uuid: UUID) -> Offering:
    return _published(uuid=uuid)


def _published(**by: object) -> Offering:
    found = Offering.objects.filter(published_version__isnull=False, **by).select_related("owner", "published_version")
    if (offering := found.first()) is None:
        raise Http404
    return offering


def get_resource(version_id: int, uuid: UUID) -> Resource:
    """A resource of exactly this version."""
    if (resource := Resource.objects.filter(version_id=version_id, uuid=uuid).first()) is None:
        raise Http404
    return resource
