"""What the sums say about a question."""

from math import isclose

import pytest

from courses.statistics.rules import Sums, discrimination, figures

OPTIONS = [
    {"id": "a", "text": "right", "is_correct": True}, {"id": "b", "text": "wrong", "is_correct": False},
    {"id": "c", "text": "odd", "is_correct": False},
]  # fmt: skip


def sums(pairs):
    """Of (what the question earned, what the rest earned) in each attempt."""
    return Sums(
        len(pairs), len(pairs), sum(x for x, _y in pairs), sum(x * x for x, _y in pairs), sum(y for _x, y in pairs),
        sum(y * y for _x, y in pairs), sum(x * y for x, y in pairs),
    )  # fmt: skip


GOOD = [(1, 0.9)] * 6 + [(0, 0.3)] * 4
UPSIDE_DOWN = [(0, 0.9)] * 6 + [(1, 0.3)] * 4


def test_facility_and_discrimination():
    found = figures(sums(GOOD), OPTIONS, {"a": 6, "b": 4})

    assert isclose(found.facility, 0.6)
    assert isclose(found.discrimination, 1.0)
    assert [(option.text, option.count, option.share) for option in found.options] == [
        ("right", 6, 0.6), ("wrong", 4, 0.4), ("odd", 0, 0.0),
    ]  # fmt: skip
    assert found.flags == ()


def test_the_correlation_is_the_point_biserial_one():
    pairs = [(1, 0.8), (1, 0.6), (0, 0.5), (0, 0.7), (1, 0.9), (0, 0.2), (1, 0.4), (0, 0.3), (1, 1.0), (0, 0.6)]
    right = [y for x, y in pairs if x]
    wrong = [y for x, y in pairs if not x]
    mean = sum(y for _x, y in pairs) / 10
    spread = (sum((y - mean) ** 2 for _x, y in pairs) / 10) ** 0.5
    by_hand = (sum(right) / 5 - sum(wrong) / 5) / spread * 0.25**0.5

    assert isclose(discrimination(sums(pairs)), by_hand)


def test_few_attempts_say_nothing():
    found = figures(sums(GOOD[:9]), OPTIONS, {"a": 6})

    assert (found.attempts, found.facility, found.discrimination, found.options, found.flags) == (9, None, None, (), ())
    assert figures(None, OPTIONS, {}).attempts == 0


@pytest.mark.parametrize(
    ("pairs", "chosen", "flags"),
    [
        (UPSIDE_DOWN, {"a": 4, "b": 6}, ("NEGATIVE", "RIVAL")),
        ([(1, 0.5), (0, 0.5), (1, 0.6), (0, 0.59)] * 3, {"a": 6, "b": 6}, ("WEAK",)),
        ([(1, 0.5)] * 12, {"a": 12}, ("TOO_EASY",)),
        ([(0, 0.5)] * 9 + [(1, 0.9)], {"a": 1, "b": 9}, ("TOO_HARD", "RIVAL")),
        (GOOD * 3, {"a": 18, "b": 12}, ("UNUSED",)),
    ],
)
def test_what_should_be_looked_at(pairs, chosen, flags):
    assert figures(sums(pairs), OPTIONS, chosen).flags == flags


def test_where_everybody_came_to_the_same_nothing_tells_them_apart():
    assert discrimination(sums([(1, 0.5)] * 12)) is None
    assert discrimination(sums([(1, 0.5)] * 6 + [(0, 0.5)] * 6)) is None
