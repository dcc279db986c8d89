"""What people and programs are told while the database is away."""

import pytest
from django.db import connection
from django.test import Client


@pytest.fixture
def no_database(monkeypatch, django_db_blocker):
    """An address where nobody answers."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the loop of a browser that an earlier test opened still runs
    monkeypatch.setitem(connection.settings_dict, "PORT", "1")
    connection.close()
    with django_db_blocker.unblock():
        yield
    connection.close()


@pytest.fixture
def client() -> Client:
    """A client that gets the answer a browser would get."""
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = "a" * 32
    return client


@pytest.mark.parametrize("language", ["en", "hi"])
@pytest.mark.parametrize("path", ["/", "/courses/", "/home/", "/mdo/finance/plans/", "/verify/ABCD-EFGH-2345/"])
def test_a_page_says_so_in_our_look_and_when_to_come_back(no_database, client, path, language):
    client.cookies["django_language"] = language

    answer = client.get(path)

    page = answer.content.decode()
    assert answer.status_code == 503
    assert answer["Retry-After"] == "15"
    assert f'<html lang="{language}"' in page
    assert 'class="masthead"' in page
    assert page.count("<h1") == 1
    assert "OperationalError" not in page


def test_a_form_is_told_that_it_may_not_be_saved(no_database, client):
    answer = client.post("/account/login/", {"login": "asha@karmayogi.localhost", "password": "x"})

    assert answer.status_code == 503
    assert "What you sent just now may not be saved" in answer.content.decode()


def test_a_program_gets_a_problem_it_can_act_on(no_database, client):
    answer = client.get("/api/v1/me/plan/")

    assert answer.status_code == 503
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Retry-After"] == "15"
    assert answer.json() == {
        "type": "about:blank",
        "title": "Service Unavailable",
        "status": 503,
        "detail": "The platform cannot reach its records at the moment. Try again in a minute.",
        "code": "UNAVAILABLE",
    }


@pytest.mark.django_db
def test_a_fault_of_ours_stays_a_fault(client, monkeypatch):
    monkeypatch.setattr("karmayogi.site.pages.render", lambda *_args, **_kwargs: 1 / 0)

    assert client.get("/about/").status_code == 500
