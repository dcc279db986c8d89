"""Durations, sizes and shares in words."""

import pytest
from django.utils.translation import override

from core.display.measures import clock, duration, file_size, percent


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (0, "0 s"),
        (50, "50 s"),
        (60, "1 min"),
        (89, "1 min"),
        (90, "2 min"),
        (2700, "45 min"),
        (3600, "1 h"),
        (7800, "2 h 10 min"),
        (-5, "0 s"),
    ],
)
def test_says_a_duration_in_hours_and_minutes(seconds, shown):
    assert duration(seconds) == shown


def test_shows_a_place_in_a_video_as_a_clock():
    assert [clock(0), clock(65), clock(760), clock(3725)] == ["0:00", "1:05", "12:40", "1:02:05"]


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        (0, "0 KB"),
        (10, "1 KB"),
        (640_000, "640 KB"),
        (1_200_000, "1.2 MB"),
        (5_000_000, "5 MB"),
        (2_500_000_000, "2.5 GB"),
    ],
)
def test_says_a_size_in_round_units(size, shown):
    assert file_size(size) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0, "0%"), (0.2, "1%"), (42.4, "42%"), (99.6, "99%"), (100, "100%"), (None, "–")],
)
def test_shows_nothing_unfinished_as_finished(value, shown):
    assert percent(value) == shown
