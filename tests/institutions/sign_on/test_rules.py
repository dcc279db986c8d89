"""Whom a subject opens an account to, whose a domain is, and which addresses are asked."""

from dataclasses import replace

import pytest

from institutions.sign_on.rules import (
    Account,
    Claims,
    Domain,
    asked_link,
    domain_of,
    domain_refusal,
    first_sign_in,
    is_public,
    issuer_refusal,
    returning,
    shown,
    url_refusal,
)

ASHA = Claims("1", "asha@incometax.gov.in", is_verified=True)
OURS = Domain(is_confirmed=True, is_served=True)
OFFICIAL = Account(has_login=True, belongs=True)


@pytest.mark.parametrize(
    ("claims", "domain", "account", "verdict"),
    [
        (ASHA, OURS, OFFICIAL, "LINK"),
        (ASHA, OURS, replace(OFFICIAL, has_login=False), "OPEN"),
        (replace(ASHA, email=""), OURS, OFFICIAL, "NO_EMAIL"),
        (replace(ASHA, is_verified=False), OURS, OFFICIAL, "EMAIL_UNVERIFIED"),
        (ASHA, Domain(), OFFICIAL, "DOMAIN_NOT_CONFIRMED"),
        (ASHA, Domain(is_confirmed=True), OFFICIAL, "DOMAIN_OF_ANOTHER"),
        (ASHA, OURS, None, "NOT_KNOWN"),
        (ASHA, OURS, replace(OFFICIAL, is_open=False), "CLOSED"),
        (ASHA, OURS, replace(OFFICIAL, is_verified=False), "ACCOUNT_UNVERIFIED"),
        (ASHA, OURS, replace(OFFICIAL, belongs=False), "NOT_OF_ORGANISATION"),
        (ASHA, OURS, replace(OFFICIAL, is_linked=True), "LINKED_OTHERWISE"),
        (ASHA, OURS, replace(OFFICIAL, holds_role=True), "HOLDS_ROLE"),
        (ASHA, OURS, replace(OFFICIAL, has_login=False, holds_role=True), "HOLDS_ROLE"),
    ],
)
def test_the_first_sign_in(claims, domain, account, verdict):
    assert first_sign_in(claims, domain, account) == verdict


def test_linking_asks_for_no_address_but_for_none_of_another_organisation():
    assert asked_link(Claims("1"), Domain(), belongs=True) is None
    assert asked_link(ASHA, OURS, belongs=True) is None
    assert asked_link(ASHA, Domain(is_confirmed=True), belongs=True) == "DOMAIN_OF_ANOTHER"
    assert asked_link(ASHA, OURS, belongs=False) == "NOT_OF_ORGANISATION"


def test_coming_again():
    assert returning(is_open=True, belongs=True) is None
    assert returning(is_open=False, belongs=True) == "CLOSED"
    assert returning(is_open=True, belongs=False) == "MOVED_AWAY"


@pytest.mark.parametrize(
    ("said", "email", "is_verified"),
    [
        ({"email": " Asha@IncomeTax.gov.in ", "email_verified": True}, "asha@incometax.gov.in", True),
        ({"email": "a@b.in", "email_verified": "true"}, "a@b.in", True),
        ({"email": "a@b.in", "email_verified": 1}, "a@b.in", False),
        ({"email": "a@b.in"}, "a@b.in", False),
        ({"email": ["a@b.in"], "email_verified": True}, "", True),
        ({"email": "a\x00@b.in", "email_verified": True}, "", True),
        ({"email": "a\ud800@b.in", "email_verified": True}, "", True),
        ({"email": "x" * 255, "email_verified": True}, "", True),
    ],
)
def test_an_address_counts_as_verified_only_when_the_service_says_so(said, email, is_verified):
    claims = Claims.of({"sub": "1", **said})

    assert (claims.email, claims.is_verified) == (email, is_verified)


def test_a_trial_shows_text_that_a_page_and_a_database_can_hold():
    assert shown({"sub": "1", "nonce": "n", "a\x00": "\ud800" * 500, "n": [1]}) == {
        "sub": "1", "a�": "�" * 200, "n": "[1]",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("domain", "refusal"),
    [
        ("incometax.gov.in", None), ("nic.in", None), ("xn--h2brj9c.in", None), ("gmail.com", "OPEN_TO_ANYBODY"),
        ("in", "NOT_A_DOMAIN"), ("a@b.in", "NOT_A_DOMAIN"), ("-a.in", "NOT_A_DOMAIN"), ("10.0.0.1", "NOT_A_DOMAIN"),
        ("*.gov.in", "NOT_A_DOMAIN"), ("", "NOT_A_DOMAIN"), ("a..in", "NOT_A_DOMAIN"), (f"{'a' * 64}.in", "NOT_A_DOMAIN"),
    ],
)  # fmt: skip
def test_a_domain_that_can_be_asked_for(domain, refusal):
    assert domain_refusal(domain) == refusal


def test_the_domain_is_what_stands_behind_the_last_at():
    assert domain_of('"asha@incometax.gov.in"@Evil.example') == "evil.example"


@pytest.mark.parametrize(
    ("url", "refusal"),
    [
        ("https://sso.gov.in/realms/x", None), ("https://sso.gov.in:8443", None), ("http://sso.gov.in", "NOT_HTTPS"),
        ("http://localhost:8000", "NOT_HTTPS"), ("ftp://sso.gov.in", "NOT_AN_ADDRESS"), ("//sso.gov.in", "NOT_AN_ADDRESS"),
        ("https://a:b@sso.gov.in", "NOT_AN_ADDRESS"), ("https://sso.gov.in:99999", "NOT_AN_ADDRESS"),
        ("https://sso.gov.in/#x", "NOT_AN_ADDRESS"), ("https://sso.gov.in/\r\nHost: x", "NOT_AN_ADDRESS"),
        ("https://[::1", "NOT_AN_ADDRESS"),
    ],
)  # fmt: skip
def test_only_https_is_asked(url, refusal):
    assert url_refusal(url, loopback_http=False) == refusal


def test_http_on_this_machine_only_where_that_is_allowed():
    assert url_refusal("http://127.0.0.1:9000", loopback_http=True) is None
    assert url_refusal("http://sso.gov.in", loopback_http=True) == "NOT_HTTPS"
    assert issuer_refusal("https://sso.gov.in/?a=b", loopback_http=True) == "NOT_AN_ADDRESS"


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "::1",
     "fc00::1", "fe80::1%eth0", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::"],
)  # fmt: skip
def test_a_private_address_is_not_public(address):
    assert not is_public(address)


def test_a_public_address_is():
    assert is_public("164.100.1.1")
    assert is_public("2405:8a00::1")
