"""The draft that pages and endpoints of authoring are tried on, and its parts."""

import pytest

from courses.catalogue.models import CourseVersion, Module, Resource
from tests.courses.authoring.making import at_istm


@pytest.fixture
def draft(filled) -> CourseVersion:
    return filled


@pytest.fixture
def part(draft, cast):
    """The uuid of a part of the draft."""

    def uuid_of(kind: str) -> str:
        with at_istm(cast):
            if kind == "module":
                return str(Module.objects.get(version=draft).uuid)
            return str(Resource.objects.get(version=draft, kind=kind).uuid)

    return uuid_of
