"""Limits by address, when a proxy of ours stands before the site: all requests then come from the proxy."""

import pytest
from django.test import Client

WRONG = {"login": "asha@karmayogi.localhost", "password": "wrong-wrong-wrong"}
MOST_FROM_AN_ADDRESS = 30  # failed sign-ins in a quarter of an hour: karmayogi/settings.py


@pytest.fixture(autouse=True)
def behind_proxy(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1


def is_told_to_wait(forwarded_for: str, login: str) -> bool:
    """A failed sign-in: refused for the wrong password, or for there being too many of them."""
    browser = Client(headers={"host": "localhost"})
    page = browser.post("/account/login/", WRONG | {"login": login}, headers={"x-forwarded-for": forwarded_for})
    return page.status_code == 429 or "Too many failed login attempts" in page.content.decode()


def test_one_visitor_who_guesses_does_not_lock_the_others_out(cast):
    guesses = [
        is_told_to_wait("203.0.113.7", f"nobody-{number}@example.in") for number in range(MOST_FROM_AN_ADDRESS + 1)
    ]

    assert guesses == [False] * MOST_FROM_AN_ADDRESS + [True]
    assert not is_told_to_wait("203.0.113.8", "asha@karmayogi.localhost")


def test_an_address_that_the_visitor_writes_counts_for_nothing(cast):
    for number in range(MOST_FROM_AN_ADDRESS):
        is_told_to_wait(f"198.51.100.{number}, 203.0.113.9", f"nobody-{number}@example.in")

    assert is_told_to_wait("198.51.100.99, 203.0.113.9", "nobody@example.in")


def test_certificates_are_looked_up_by_each_visitor_for_himself(cast):
    browser = Client(headers={"host": "localhost"})
    statuses = [
        browser.get("/verify/7777-7777-7777/", headers={"x-forwarded-for": "203.0.113.10"}).status_code
        for _ in range(61)
    ]
    another = browser.get("/verify/7777-7777-7777/", headers={"x-forwarded-for": "203.0.113.11"}).status_code

    assert statuses[-1] == 429
    assert another == 404
