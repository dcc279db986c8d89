"""What nearly every test here begins with, made once for a module."""

import pytest
from django.test import Client

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


@pytest.fixture
def browser(cast: Cast):
    """A client signed in as somebody of the cast; as nobody by None."""

    def signed_in(name: str | None) -> Client:
        client = Client()
        if name:
            client.force_login(cast.user(name))
        return client

    return signed_in
