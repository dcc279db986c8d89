"""The Content-Security-Policy of pages and of answers to programs."""

import re

import pytest

from core.requests.policy import HEADER

pytestmark = pytest.mark.django_db
NONCE = re.compile(r"'nonce-([^']+)'")


def test_a_page_runs_the_script_whose_nonce_the_header_names_and_each_page_has_its_own(client):
    first, second = client.get("/courses/"), client.get("/courses/")

    (nonce,) = set(NONCE.findall(first.headers[HEADER]))
    assert f'nonce="{nonce}"' in first.content.decode()
    assert nonce not in second.headers[HEADER]
    assert "{nonce}" not in first.headers[HEADER]


def test_an_answer_without_a_script_names_no_nonce_and_still_allows_nothing_foreign(client):
    policy = client.get("/api/v1/enrolments/").headers[HEADER].split("; ")

    assert not NONCE.search("; ".join(policy))
    assert {"default-src 'self'", "script-src 'self'", "object-src 'none'", "frame-ancestors 'none'"} <= set(policy)
