"""Which evidence counts, and the level it adds up to."""

from datetime import UTC, datetime
from itertools import permutations

from competencies.passbook.rules import Held, Line, held


def on(day: int) -> datetime:
    return datetime(2026, 11, day, tzinfo=UTC)


def test_the_highest_level_that_counts_is_held_since_its_first_evidence():
    lines = [
        Line(7, 1, "course", on(1)),
        Line(7, 2, "assessment", on(5)),
        Line(7, 2, "supervisor", on(9)),
        Line(7, 1, "course", on(12)),
    ]

    assert all(held(order) == {7: Held(2, on(5))} for order in permutations(lines))


def test_a_statement_of_ones_own_raises_nothing():
    assert held([Line(7, 3, "self", on(1))]) == {}
    assert held([Line(7, 3, "self", on(1)), Line(7, 1, "course", on(2))]) == {7: Held(1, on(2))}


def test_nothing_shown_is_nothing_held():
    assert held([]) == {}
