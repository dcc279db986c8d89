"""Indian grouping and the words lakh and crore."""

from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from core.display.numbers import in_num, in_short, parse_in_num, short_parts


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (7, "7"),
        (999, "999"),
        (1_000, "1,000"),
        (91_000, "91,000"),
        (99_999, "99,999"),
        (1_00_000, "1,00,000"),
        (1_42_00_000, "1,42,00,000"),
        (46_00_000, "46,00,000"),
        (1_23_45_67_890, "1,23,45,67,890"),
        (-1_00_000, "−1,00,000"),
        (21.4, "21.4"),
        (Decimal("1234.50"), "1,234.5"),
        (Decimal("1234.567"), "1,234.57"),
        (0.004, "0"),
        (-0.004, "0"),
    ],
)
def test_groups_the_last_three_digits_and_then_pairs(value, shown):
    assert in_num(value) == shown


def test_keeps_latin_digits_in_hindi():
    with override("hi"):
        assert in_num(1_42_00_000) == "1,42,00,000"


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_can_be_read_back(value):
    assert parse_in_num(in_num(value)) == value


@given(st.integers(min_value=1, max_value=10**15))
def test_has_groups_of_two_before_the_last_three(value):
    *pairs, last = in_num(value).split(",")

    assert len(last) == 3 or not pairs
    assert all(len(pair) == 2 for pair in pairs[1:])
    assert all(1 <= len(pair) <= 2 for pair in pairs[:1])


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (99_999, "99,999"),
        (1_00_000, "1 lakh"),
        (3_10_000, "3.1 lakh"),
        (38_60_000, "38.6 lakh"),
        (38_61_999, "38.62 lakh"),
        (99_99_499, "99.99 lakh"),
        (99_99_999, "1 crore"),
        (1_00_00_000, "1 crore"),
        (1_42_00_000, "1.42 crore"),
        (2_00_00_000, "2 crore"),
        (12_345_00_00_000, "12,345 crore"),
        (-3_10_000, "−3.1 lakh"),
    ],
)
def test_says_large_numbers_in_words(value, shown):
    with override("en"):
        assert in_short(value) == shown


def test_gives_number_and_unit_apart():
    with override("en"):
        assert short_parts(1_42_00_000) == ("1.42", "crore")
        assert short_parts(400) == ("400", "")


@given(st.integers(min_value=0, max_value=10**13))
def test_is_never_more_than_half_a_hundredth_of_the_unit_away(value):
    with override("en"):
        number, unit = short_parts(value)

    size = {"crore": 10**7, "lakh": 10**5, "": 1}[unit]
    assert abs(parse_in_num(number) * size - value) <= Decimal("0.005") * size
