"""Whom an HR system listed with an e-mail address: asked by every sign-up, among lakhs of officials."""

import pytest
from django.db import connection

from core.tenancy.context import everywhere
from ehrms import facade as ehrms
from ehrms.officials.models import Official
from tests.policy.making import officials


def list_with(cast, *emails: str) -> list[int]:
    people = officials(cast, len(emails))
    with everywhere(reason="test", audited=False):
        for person_id, email in zip(people, emails, strict=True):
            Official.objects.filter(person_id=person_id).update(email=email)
    return people


@pytest.mark.parametrize("typed", ["jaya@incometax.gov.in", "  Jaya@IncomeTax.gov.in "])
def test_an_address_names_its_official_however_either_is_written(cast, typed):
    jaya, _other = list_with(cast, "JAYA@incometax.gov.in", "")

    with everywhere(reason="test", audited=False):
        assert ehrms.person_of_address(typed) == jaya


@pytest.mark.parametrize("typed", ["nobody@incometax.gov.in", "shared@incometax.gov.in", ""])
def test_an_address_of_nobody_or_of_two_names_nobody(cast, typed):
    list_with(cast, "shared@incometax.gov.in", "Shared@incometax.gov.in", "")

    with everywhere(reason="test", audited=False):
        assert ehrms.person_of_address(typed) is None


def test_the_question_is_answered_by_its_index(cast):
    with everywhere(reason="test", audited=False), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plan = Official.objects.with_address("jaya@incometax.gov.in").explain()

    assert "official_by_address" in plan
