"""Numbers as people write them in India."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.formats.numbers import Unit, part_of, plain_text, read_amount, read_number

UNITS = [Unit("₹"), Unit("km", Decimal(1000)), Unit("दिन")]


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("25000", "25000"), ("25,000", "25000"), ("1,00,000", "100000"), ("12,34,567.5", "1234567.5"),
        ("100,000", "100000"), ("1.234.567", "1234567"), ("1.234,5", "1234.5"), ("2.5", "2.5"), ("2,5", "2.5"),
        ("2,50", "2.5"), ("0,125", "125"), (".5", "0.5"), ("3.", "3"), ("-3", "-3"), ("− 3", "-3"), ("+4", "4"),
        ("१२.५", "12.5"), ("१,००,०००", "100000"), ("1 00 000", "100000"), ("1'000", "1000"), ("6e3", "6000"),
        ("6.02 × 10^23", "602000000000000000000000"), ("2 lakh", "200000"), ("२.५ लाख", "250000"), ("3 करोड़", "30000000"),
        ("5 हज़ार", "5000"), ("5 हजार", "5000"), ("250/-", "250"),
    ],
)  # fmt: skip
def test_reads(said, value):
    assert read_number(said) == Decimal(value)


@pytest.mark.parametrize(
    "said", ["", "many", "..", "1,2,3", "1.2.3", "10,00,00", "3 4", "1e99", "12 miles", "3 km 4", "9" * 61, "½ or 1"]
)
def test_what_is_no_number_is_none(said):
    assert read_number(said) is None


@pytest.mark.parametrize(
    ("said", "value", "unit"),
    [
        ("₹25,000", "25000", "₹"), ("₹ 25 लाख", "2500000", "₹"), ("-₹3", "-3", "₹"), ("12 KM.", "12000", "km"),
        ("12km", "12000", "km"), ("३० दिन", "30", "दिन"), ("30", "30", ""),
    ],
)  # fmt: skip
def test_reads_a_number_with_its_unit(said, value, unit):
    amount = read_amount(said, UNITS)

    assert (amount.value, amount.unit) == (Decimal(value), unit)


def test_another_unit_is_not_taken():
    assert read_amount("30 hours", UNITS) is None


@given(st.text(max_size=70))
def test_whatever_is_written_is_a_number_or_none(said):
    value = read_number(said)

    assert value is None or value.is_finite()


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=3))
def test_a_number_written_plainly_is_read_again(value):
    assert read_number(plain_text(value)) == value


@pytest.mark.parametrize(
    ("percent", "part"),
    [("100", Fraction(1)), ("33.33333", Fraction(1, 3)), ("16.66667", Fraction(1, 6)), ("-50", Fraction(-1, 2)),
     ("12.5", Fraction(1, 8)), ("37", Fraction(37, 100))],
)  # fmt: skip
def test_a_percentage_is_an_exact_part(percent, part):
    assert part_of(percent) == part
