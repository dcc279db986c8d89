"""The one resolver: what holds for a person in a quiz, and why."""

from datetime import UTC, date, datetime

import pytest

from courses.accommodations import rules
from courses.accommodations.rules import Given, effective_window

DAY = date(2026, 11, 2)


def given(percent=0, attempts=0, *, day=1, is_for_course=False):
    at = datetime(2026, 11, day, tzinfo=UTC)
    return Given(percent, attempts, "health", "Finance", "वित्त", at, is_for_course=is_for_course)


@pytest.mark.parametrize(
    ("minutes", "attempts", "accommodations", "window"),
    [
        (30, 3, [], (30, 3)),
        (30, 3, [given(50)], (45, 3)),
        (30, 3, [given(50), given(25, day=2)], (45, 3)),  # the longest counts; no other shortens it
        (30, 3, [given(25), given(100, is_for_course=True)], (60, 3)),
        (7, 3, [given(10)], (8, 3)),  # rounded up
        (None, 3, [given(50)], (None, 3)),  # without a limit there is nothing to lengthen
        (30, 1, [given(0, 1), given(0, 2, is_for_course=True)], (30, 4)),
        (30, 0, [given(0, 2)], (30, 0)),  # as many as one likes stays so
        (30, 2, [given(50, 1)], (45, 3)),
    ],
)
def test_what_was_given_beats_the_default(minutes, attempts, accommodations, window):
    found = effective_window(minutes=minutes, attempts=attempts, given=accommodations)

    assert (found.minutes, found.attempts) == window


def test_every_step_is_in_the_trace_the_course_last():
    for_course, everywhere = given(25, 1, day=1, is_for_course=True), given(50, day=2)

    trace = effective_window(minutes=30, attempts=2, given=[for_course, everywhere]).trace

    assert [(step.minutes, step.attempts, step.given, step.is_used) for step in trace] == [
        (30, 2, None, True),
        (45, 2, everywhere, True),
        (45, 3, for_course, True),
    ]


def test_one_that_changes_nothing_says_so():
    trace = effective_window(minutes=None, attempts=2, given=[given(50)]).trace

    assert [step.is_used for step in trace] == [True, False]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({}, None),
        ({"is_own": True}, "NOT_TO_ONESELF"),
        ({"extra_time_percent": 0}, "NOTHING_GIVEN"),
        ({"extra_time_percent": 301}, "TOO_MUCH"),
        ({"extra_attempts": 21}, "TOO_MUCH"),
        ({"active_to": DAY}, "ENDS_TOO_EARLY"),
        ({"active_from": date(2026, 1, 1), "active_to": date(2026, 2, 1)}, "ENDS_TOO_EARLY"),
        ({"active_from": date(2027, 1, 1), "active_to": date(2027, 2, 1)}, None),
    ],
)
def test_what_can_be_given(changed, reason):
    said = {
        "extra_time_percent": 50, "extra_attempts": 0, "active_from": DAY, "active_to": None, "today": DAY, "is_own": False,
    }  # fmt: skip

    assert rules.grant_refusal(**said | changed) == reason
