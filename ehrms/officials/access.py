"""Which officials a page may open: those whose home is the organisation acted for, or below it."""

import uuid

from django.http import Http404

from ehrms.officials.models import Official
from institutions.organisations.models import Organisation


def get_official(official_uuid: uuid.UUID | str, organisation_id: int) -> Official:
    """Within the open scope; somebody who has moved elsewhere is not found here any more."""
    official = (
        Official.objects.select_related("person", "employer")
        .filter(uuid=official_uuid, home_organisation_id__in=Organisation.objects.below(organisation_id).values("pk"))
        .first()
    )
    if official is None:
        raise Http404
    return official
