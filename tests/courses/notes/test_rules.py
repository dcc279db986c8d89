"""Places as people write them."""

import pytest

from courses.notes.rules import second_of


@pytest.mark.parametrize(
    ("said", "second"),
    [
        ("0:00", 0), ("12:40", 760), (" 1:02:05 ", 3725), ("90", 90), ("100:00", 6000),
        ("", None), ("1:60", None), ("1:60:00", None), ("-1", None), ("a", None), ("1:2:3:4", None), ("१२:४०", 760),
    ],
)  # fmt: skip
def test_a_time_is_read_or_it_is_none(said, second):
    assert second_of(said) == second
