"""Who may see an offering: the fence decides; what it hides, or was never published, is not found."""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.http import Http404

from core.statements import Prepared
from courses.catalogue.models import Offering, Resource

SHOWN = Prepared(
    "course_shown",
    """
SELECT id, code, state, published_version_id FROM courses_offering WHERE code = %s AND published_version_id IS NOT NULL
""",
)


def get_offering(code: str) -> Offering:
    return _published(code=code)


@dataclass(frozen=True, slots=True)
class Shown:
    """An offering as its page needs it."""

    pk: int
    code: str
    state: str
    published_version_id: int


def get_shown(code: str) -> Shown:
    with connection.cursor() as cursor:
        SHOWN.run(cursor, [code])
        if row := cursor.fetchone():
            return Shown(*row)
    raise Http404


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
