"""A course that Asha and Indu completed."""

import pytest

from core.tenancy.context import everywhere
from courses.catalogue.models import Offering
from tests.courses.certificates.conftest import complete, make_version


@pytest.fixture
def version(cast):
    with everywhere(reason="test", audited=False):
        version = make_version(cast)
        Offering.objects.filter(pk=version.offering_id).update(published_version=version)
        for person in (cast.asha, cast.indu):
            complete(version, person, cast.cbdt)
    return version


@pytest.fixture
def offering(version) -> Offering:
    with everywhere(reason="test", audited=False):
        return Offering.objects.get(pk=version.offering_id)
