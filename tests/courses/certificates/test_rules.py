"""Numbers of certificates, and what they say."""

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.certificates import wording
from courses.certificates.rules import (
    ALPHABET,
    RANDOM_BITS,
    Content,
    Shown,
    band_of,
    is_well_formed,
    normalised,
    number_of,
    printed,
)

VALUES = st.integers(0, 2**RANDOM_BITS - 1)


def test_a_number_has_eleven_characters_of_chance_and_one_that_checks_them():
    assert number_of(0) == "000000000000"
    assert number_of(1) == "000000000012"
    assert number_of(2**55 - 1) == "ZZZZZZZZZZZK"
    assert printed("7K3M9QXD2W5H") == "7K3M-9QXD-2W5H"


@given(VALUES)
def test_every_number_fits_its_check_character(value):
    assert is_well_formed(number_of(value))


@given(VALUES, st.integers(0, 11), st.sampled_from(ALPHABET))
def test_one_wrong_character_never_fits(value, place, wrong):
    number = number_of(value)

    changed = number[:place] + wrong + number[place + 1 :]

    assert is_well_formed(changed) == (changed == number)


@given(VALUES)
def test_two_exchanged_characters_never_fit(value):
    number = number_of(value)
    for first, second in combinations(range(12), 2):
        swapped = list(number)
        swapped[first], swapped[second] = number[second], number[first]
        assert is_well_formed("".join(swapped)) == ("".join(swapped) == number)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("7k3m-9qxd-2w5h", "7K3M9QXD2W5H"),
        (" 7K3M 9QXD 2W5H ", "7K3M9QXD2W5H"),
        ("7K3M-9OXD-2W5H", "7K3M90XD2W5H"),
        ("IlOo", "1100"),
        ("७", "७"),
    ],
)
def test_what_people_type_is_read_as_they_mean_it(typed, read):
    assert normalised(typed) == read


@pytest.mark.parametrize("wrong", ["", "7K3M9QXD2W5", "7K3M9QXD2W5HH", "UUUUUUUUUUUU", "७" * 12])
def test_what_is_no_number_is_not_well_formed(wrong):
    assert not is_well_formed(wrong)


def test_a_score_is_told_as_its_band():
    assert [band_of(score) for score in (None, 0, 49, 50, 74, 75, 89, 90, 100)] == [
        None, (0, 49), (0, 49), (50, 59), (60, 74), (75, 89), (75, 89), (90, 100), (90, 100)
    ]  # fmt: skip


CONTENT = Content(
    name="Asha Verma", name_hi="आशा वर्मा", post="", post_hi="", organisation="CBDT", organisation_hi="के.प्र.क.बो.",
    course="Noting", course_hi="टिप्पण", version=4, minutes=130,
    competencies=(
        Shown("Noting", "टिप्पण", "Office", "कार्यालय", "functional", 3),
        Shown("Records", "अभिलेख", "Office", "कार्यालय", "functional", 2),
    ),
    grade="B", band=(75, 89), provider="ISTM", provider_hi="स.प्र.प्र.सं.", completed_on=date(2026, 11, 22),
)  # fmt: skip


def test_what_a_certificate_says_survives_being_stored():
    assert Content.from_json(CONTENT.as_json()) == CONTENT


def test_the_document_says_it_in_both_languages():
    assert wording.competencies(CONTENT) == (
        "Noting, level 3 of 5 and 1 more",
        "टिप्पण, स्तर 3 (5 में से) और 1 अन्य",
    )
    assert wording.result((75, 89)) == ("Passed, 75% to 89%", "उत्तीर्ण, 75% से 89%")
    assert wording.result(None) == ("Completed", "पूर्ण")
    assert wording.day(date(2026, 11, 22)) == ("22 November 2026", "22 नवंबर 2026")
    assert [wording.duration(minutes) for minutes in (0, 45, 60, 130)] == [
        ("0 min", "0 मिनट"),
        ("45 min", "45 मिनट"),
        ("1 h", "1 घंटा"),
        ("2 h 10 min", "2 घंटे 10 मिनट"),
    ]
    assert wording.post(CONTENT) == ("CBDT", "के.प्र.क.बो.")
