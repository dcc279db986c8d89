"""Dates, times and financial years as they are shown."""

from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from core.display.dates import (
    days_until,
    financial_year,
    financial_year_start,
    in_date,
    in_date_long,
    in_datetime,
    in_time,
    in_weekday,
)


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def test_shows_a_date_short_and_long():
    assert in_date(date(2026, 11, 21)) == "21 Nov 2026"
    assert in_date_long(date(2026, 11, 21)) == "21 November 2026"
    assert in_date(date(2027, 5, 1)) == "1 May 2027"


def test_shows_a_time_in_indian_standard_time():
    assert in_time(datetime(2026, 11, 21, 10, 30, tzinfo=UTC)) == "4:00 pm IST"
    assert in_time(datetime(2026, 11, 21, 18, 30, tzinfo=UTC)) == "12:00 am IST"
    assert in_time(datetime(2026, 11, 21, 6, 35, tzinfo=UTC)) == "12:05 pm IST"


def test_takes_the_date_of_a_time_in_india():
    late = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)

    assert in_date(late) == "21 Nov 2026"
    assert in_datetime(late) == "21 Nov 2026, 12:00 am IST"


def test_refuses_a_time_without_zone():
    with pytest.raises(ValueError, match="zone"):
        in_date(datetime(2026, 11, 21, 10, 30))  # noqa: DTZ001


def test_names_the_day_of_the_week():
    assert in_weekday(date(2026, 11, 24)) == "Tuesday"


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 4, 1), "2026–27"),
        (date(2027, 3, 31), "2026–27"),
        (date(2027, 4, 1), "2027–28"),
        (date(1999, 12, 31), "1999–00"),
    ],
)
def test_counts_the_financial_year_from_april(day, year):
    assert financial_year(day) == year


def test_takes_the_financial_year_of_a_time_in_india():
    assert financial_year(datetime(2026, 3, 31, 18, 30, tzinfo=UTC)) == "2026–27"


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 12, 31)))
def test_a_financial_year_holds_its_day(day):
    start = financial_year_start(day)

    assert start <= day < start.replace(year=start.year + 1)
    assert (start.day, start.month) == (1, 4)


def test_counts_the_days_until_a_date():
    assert days_until(date(2026, 11, 30), date(2026, 11, 22)) == 8
    assert days_until(date(2026, 11, 16), date(2026, 11, 22)) == -6
