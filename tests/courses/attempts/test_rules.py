"""Pure decisions about sittings: what counts, when one may start, what may be seen."""

from datetime import UTC, datetime, timedelta

import pytest

from courses.attempts.rules import Counted, Past, counted, review, start_refusal

NOW = datetime(2026, 11, 2, 6, 0, tzinfo=UTC)


def past(*scores, pass_percent=60, sections=()):
    return [
        Past(number, NOW, score >= pass_percent, score, sections[number - 1] if sections else ())
        for number, score in enumerate(scores, start=1)
    ]


@pytest.mark.parametrize(
    ("policy", "scores", "expected"),
    [
        ("best", [40, 80, 60], Counted(80, True)),
        ("last", [40, 80, 50], Counted(50, False)),
        ("first", [40, 80, 60], Counted(40, False)),
        ("average", [40, 80, 60], Counted(60, True)),
        ("average", [59, 60], Counted(59, False)),  # 59.5 is less than 60
        ("best", [], Counted(None, False)),
    ],
)
def test_which_attempt_counts(policy, scores, expected):
    assert counted(past(*scores), policy=policy, pass_percent=60) == expected


def test_the_best_is_one_that_passed_even_when_another_has_more_marks():
    failed_by_cut_off, passed = Past(1, NOW, False, 90), Past(2, NOW, True, 70)

    assert counted([failed_by_cut_off, passed], policy="best", pass_percent=60) == Counted(70, True)


def test_the_average_needs_each_cut_off_on_average():
    scores = past(80, 80, sections=[(100, 20), (100, 60)])

    assert counted(scores, policy="average", pass_percent=60, cut_offs=[0, 40]).is_passed is True
    assert counted(scores, policy="average", pass_percent=60, cut_offs=[0, 41]).is_passed is False


def test_an_attempt_under_way_does_not_count():
    assert counted([*past(70), Past(2, None, None)], policy="last", pass_percent=60) == Counted(70, True)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({}, None),
        ({"is_passed": True}, "ALREADY_PASSED"),
        ({"is_passed": True, "may_improve": True}, None),
        ({"is_passed": True, "may_improve": True, "attempts_allowed": 1}, "NO_ATTEMPTS_LEFT"),
        ({"cool_down_minutes": 10}, "COOL_DOWN"),
        ({"cool_down_minutes": 10, "attempts_given_at": NOW}, None),
        ({"cool_down_minutes": 10, "attempts_given_at": NOW - timedelta(days=1)}, "COOL_DOWN"),
    ],
)
def test_when_another_attempt_may_start(changed, reason):
    terms = {"attempts_allowed": 3, "cool_down_minutes": 0, "is_passed": False, "at": NOW + timedelta(minutes=5)}

    found = start_refusal(past(40), **terms | changed)

    assert (found[0] if found else None) == reason


@pytest.mark.parametrize(
    ("changed", "seen", "waits"),
    [
        ({}, (True, True, False), ""),
        ({"reveal": "nothing"}, (False, False, False), ""),
        ({"reveal": "answers"}, (True, False, False), ""),
        ({"reveal": "key"}, (True, True, True), ""),
        ({"when": "when_done"}, (False, False, False), "UNTIL_DONE"),
        ({"when": "when_done", "is_passed": True}, (True, True, False), ""),
        ({"when": "when_done", "left": 0}, (True, True, False), ""),
        ({"when": "when_done", "left": 0, "is_under_way": True}, (False, False, False), "UNTIL_DONE"),
        ({"when": "from_date"}, (False, False, False), "UNTIL_DATE"),
        ({"when": "from_date", "from_at": NOW + timedelta(1)}, (False, False, False), "UNTIL_DATE"),
        ({"when": "from_date", "from_at": NOW}, (True, True, False), ""),
        ({"when": "from_date", "reveal": "nothing"}, (False, False, False), ""),  # nothing is promised
    ],
)
def test_what_may_be_seen(changed, seen, waits):
    terms = {
        "reveal": "reasons", "when": "at_once", "from_at": None, "at": NOW, "is_passed": False, "left": 1,
        "is_under_way": False,
    }  # fmt: skip

    found = review(**terms | changed)

    assert ((found.answers, found.reasons, found.key), found.waits) == (seen, waits)
