"""Years, days and refusals of plans; no database."""

from datetime import date

import pytest

from policy.plans.rules import (
    Item,
    days_of,
    due_refusal,
    due_state,
    financial_year_of,
    publication_refusal,
    year_refusal,
)

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 4, 1), "2026-27"),
        (date(2027, 3, 31), "2026-27"),
        (date(2026, 3, 31), "2025-26"),
        (date(2099, 5, 1), "2099-00"),
    ],
)
def test_a_financial_year_runs_from_april_to_march(day, year):
    assert financial_year_of(day) == year


def test_knows_the_days_of_a_year():
    assert days_of("2026-27") == (date(2026, 4, 1), date(2027, 3, 31))


@pytest.mark.parametrize(
    ("year", "reason"),
    [
        ("2026-27", None), ("2027-28", None), ("2025-26", "YEAR_NOT_PLANNED"), ("2028-29", "YEAR_NOT_PLANNED"),
        ("2026-28", "YEAR_MALFORMED"), ("2026", "YEAR_MALFORMED"), ("", "YEAR_MALFORMED"),
    ],
)  # fmt: skip
def test_plans_are_made_for_this_year_and_the_next(year, reason):
    assert year_refusal(year, TODAY) == reason


@pytest.mark.parametrize(
    ("due", "reason"),
    [
        (TODAY, None), (date(2027, 3, 31), None), (date(2026, 11, 21), "DUE_IN_THE_PAST"),
        (date(2027, 4, 1), "DUE_OUTSIDE_THE_YEAR"),
    ],
)  # fmt: skip
def test_a_due_date_lies_ahead_and_within_the_year(due, reason):
    assert due_refusal(due, "2026-27", TODAY) == reason


@pytest.mark.parametrize(
    ("items", "emptied_by", "reason"),
    [
        ([], None, "NO_ITEMS"),
        ([Item("A", TODAY, is_offered=False)], None, "ITEM_NOT_OFFERED"),
        ([Item("A", date(2026, 11, 1))], None, "ITEM_OVERDUE"),
        ([Item("A", TODAY)], "organisation", "NOBODY_SERVES_THERE"),
        ([Item("A", TODAY)], "designation", "NOBODY_HOLDS_THE_DESIGNATION"),
        ([Item("A", TODAY)], None, None),
    ],
)
def test_names_the_one_reason_to_mend_first(items, emptied_by, reason):
    assert publication_refusal(items, TODAY, emptied_by) == reason


@pytest.mark.parametrize(
    ("due", "is_completed", "state"),
    [
        (date(2026, 11, 21), False, "overdue"), (date(2026, 11, 21), True, "completed"), (TODAY, False, "soon"),
        (date(2026, 12, 22), False, "soon"), (date(2026, 12, 23), False, "later"), (None, False, "later"),
    ],
)  # fmt: skip
def test_says_how_near_the_day_is(due, is_completed, state):
    assert due_state(due, TODAY, is_completed) == state
