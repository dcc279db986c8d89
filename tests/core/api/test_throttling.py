"""How often a caller may ask in a minute."""

import pytest
from django.test import Client

from core.api import throttling


@pytest.fixture(autouse=True)
def few(settings, monkeypatch):
    """Three calls for a person, two for an address, and a clock that stands in the middle of a minute."""
    settings.API_A_MINUTE, settings.API_A_MINUTE_UNKNOWN = 3, 2
    monkeypatch.setattr(throttling, "clock", lambda: 60_000_030.0)


def browser_of(cast, name: str) -> Client:
    browser = Client(headers={"host": "localhost"})
    browser.force_login(cast.user(name))
    return browser


def test_a_person_who_asks_too_often_is_told_when_to_go_on(cast):
    asha, bilal = browser_of(cast, "asha"), browser_of(cast, "bilal")

    answers = [asha.get("/api/v1/memberships/") for _ in range(4)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[-1]["Content-Type"] == "application/problem+json"
    assert answers[-1].json()["code"] == "THROTTLED"
    assert answers[-1]["Retry-After"] == "31"
    assert bilal.get("/api/v1/memberships/").status_code == 200
    assert asha.get("/home/").status_code == 200  # pages are not counted


def test_a_person_is_counted_once_whatever_doors_they_use(cast):
    first, second = browser_of(cast, "asha"), browser_of(cast, "asha")

    answers = [browser.get("/api/v1/memberships/").status_code for browser in (first, second, first, second)]

    assert answers == [200, 200, 200, 429]


def test_who_is_not_signed_in_is_counted_by_address(db):
    answers = [Client(headers={"host": "localhost"}).get("/api/v1/offerings/").status_code for _ in range(3)]
    elsewhere = Client(headers={"host": "localhost"}, REMOTE_ADDR="203.0.113.9").get("/api/v1/offerings/")

    assert answers == [200, 200, 429]
    assert elsewhere.status_code == 200
