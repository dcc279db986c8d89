"""The login of a session is kept between requests; what ends it must end it at once."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.backend import Backend
from accounts.models import User


@pytest.fixture
def browser(cast):
    client = Client()
    client.force_login(cast.user("asha"))
    client.get("/home/")
    return client


def test_a_warm_request_reads_no_login_from_the_database(browser):
    with CaptureQueriesContext(connection) as captured:
        assert browser.get("/home/").status_code == 200

    assert not [query for query in captured if "accounts_user" in query["sql"]]


def test_the_hash_of_the_password_is_not_kept(cast, browser):
    user = cast.user("asha")
    user.set_password("seven-green-parrots")
    user.save()
    Backend().get_user(user.pk)

    _tokens, kept = cache.get(f"login:{user.pk}")

    assert "password" not in kept.__dict__
    assert kept.check_password("seven-green-parrots")  # read from the database when asked for


def test_a_login_switched_off_is_out_with_the_next_request(cast, browser, django_capture_on_commit_callbacks):
    user = cast.user("asha")
    user.is_active = False
    with django_capture_on_commit_callbacks(execute=True):
        user.save(update_fields=["is_active"])

    assert browser.get("/home/").status_code == 302


def test_saving_a_kept_login_leaves_the_password_as_it_is(cast, browser):
    user = cast.user("asha")
    before = User.objects.values_list("password", flat=True).get(pk=user.pk)

    kept = Backend().get_user(user.pk)
    kept.mobile = "+919811111111"
    kept.save()

    after = User.objects.get(pk=user.pk)
    assert (after.password, after.mobile) == (before, "+919811111111")
