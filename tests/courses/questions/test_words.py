"""Whether two short texts say the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.questions.rules.words import plain, says


@pytest.mark.parametrize(
    ("accepted", "said"),
    [
        ("Public Information Officer", "  public   information officer. "),
        ("don't", "Don’t"), ("e-office", "e–Office"), ("Section 8", "section ८"),
        ("क़ानून", "कानून"), ("क़ानून", "क\u093cानून"), ("हिन्दी", "हिंदी"), ("सम्बन्ध", "संबंध"), ("पाँच", "पांच"),
        ("क्\u200dष", "क्ष"), ("राजभाषा", "राजभाषा।"), ("café", "cafe\u0301"),
    ],
)  # fmt: skip
def test_the_same(accepted, said):
    assert says(accepted, said)
    assert says(said.strip(), accepted)


@pytest.mark.parametrize(
    ("accepted", "said"), [("note", "notes"), ("नियम", "नियमों"), ("जन्म", "जंम"), ("note", ""), ("", ""), (".", " ")]
)
def test_not_the_same(accepted, said):
    assert not says(accepted, said)


def test_case_counts_where_the_question_says_so():
    assert not says("RTI", "rti", is_case_kept=True)
    assert says("RTI", " RTI ", is_case_kept=True)


@pytest.mark.parametrize(
    ("accepted", "said", "typos", "is_taken"),
    [
        ("procurement", "procurment", 1, True), ("procurement", "porcurement", 1, True),
        ("procurement", "procurrment", 0, False), ("procurement", "prcurmnt", 2, False),
        ("procurement", "procurmnt", 2, True), ("rti", "rtj", 2, False), ("note", "nite", 2, True),
        ("note", "nits", 2, False), ("rule 25", "rule 26", 2, False), ("टिप्पणी", "टिप्पणि", 1, True),
    ],
)  # fmt: skip
def test_typing_mistakes_as_many_as_the_question_forgives(accepted, said, typos, is_taken):
    assert says(accepted, said, typos=typos) is is_taken


@pytest.mark.parametrize(
    ("accepted", "said", "is_taken"),
    [
        ("*information officer", "Public Information Officer", True), ("first*appeal*", "First or second appeal now", True),
        ("first*appeal", "first appeals", False), ("*", "anything", True), ("*", "", False), (r"2\*3", "2*3", True),
        (r"2\*3", "2 times 3", False), ("a*a", "a", False),
    ],
)  # fmt: skip
def test_a_star_stands_for_anything(accepted, said, is_taken):
    assert says(accepted, said) is is_taken


def test_many_stars_cost_no_time():
    assert not says("*a" * 200 + "b", "a" * 500)


@given(st.text(max_size=60))
def test_plain_is_plain_already(text):
    assert plain(plain(text)) == plain(text)
