"""Designations for programs: the codes that an audience and a file of officials name."""

from tests.accounts.keys.making import make, program

API = "/api/v1/designations/"


def test_somebody_signed_in_finds_a_code_by_words_of_the_name(cast):
    (found,) = program(make(cast, "chitra")).get(API, {"q": "assistant section"}).json()["results"]

    assert (found["code"], found["name"]) == ("assistant-section-officer", "Assistant Section Officer")
    assert sorted(found) == ["code", "group", "name", "name_hi", "pay_level"]


def test_words_that_are_in_no_name_find_nothing(cast):
    assert program(make(cast, "chitra")).get(API, {"q": "vizier"}).json()["results"] == []


def test_a_stranger_is_asked_to_sign_in(cast):
    assert program(None).get(API).status_code == 401
