"""What nearly every test here begins with, made once for a module."""

import pytest

from courses.catalogue.models import CourseVersion
from tests.cast import Cast
from tests.courses.authoring.making import at_istm, begin, fill


@pytest.fixture(scope="module")
def filled_once(kept_for_module: None) -> int:
    cast = Cast.load()
    with at_istm(cast):
        version = begin(cast).draft
        fill(cast, version)
    return version.pk


@pytest.fixture
def filled(cast: Cast, filled_once: int) -> CourseVersion:
    """Dev's draft with a reading and a quiz."""
    with at_istm(cast):
        return CourseVersion.objects.get(pk=filled_once)
