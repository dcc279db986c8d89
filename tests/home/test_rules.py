"""What a duty looks like on a day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karmayogi.home.rules import Due, chip

TODAY = date(2026, 11, 22)


def due(due_date=None, completed=None, progress=0):
    return Due(
        code="c", title="t", area="functional", minutes=30, due_date=due_date, why="", assignment="", progress=progress,
        is_started=progress > 0, completed_date=completed,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("duty", "expected"),
    [
        (due(date(2026, 11, 16)), ("bad", "overdue", 6)),
        (due(date(2026, 11, 22)), ("warn", "due", date(2026, 11, 22))),
        (due(date(2026, 12, 6)), ("warn", "due", date(2026, 12, 6))),
        (due(date(2026, 12, 7)), ("info", "due", date(2026, 12, 7))),
        (due(date(2026, 11, 16), completed=date(2026, 10, 2)), ("ok", "completed", date(2026, 10, 2))),
        (due(), ("plain", "open", None)),
    ],
)
def test_the_chip_says_how_it_stands(duty, expected):
    assert chip(duty, TODAY) == expected


def test_overdue_comes_first_and_done_last():
    duties = [due(completed=date(2026, 1, 1)), due(date(2027, 1, 1)), due(), due(date(2026, 1, 1))]

    ordered = sorted(duties, key=lambda duty: duty.order(TODAY))

    assert [duty.due_date for duty in ordered] == [date(2026, 1, 1), date(2027, 1, 1), None, None]
    assert ordered[-1].is_done


@given(st.one_of(st.none(), st.dates()), st.one_of(st.none(), st.dates()), st.integers(0, 100))
def test_a_completed_duty_is_never_overdue(due_date, completed, progress):
    duty = due(due_date, completed, progress)

    assert not (duty.is_done and duty.is_overdue(TODAY))
    assert duty.segment(TODAY)[0] in {"done", "late", "part", "todo"}
