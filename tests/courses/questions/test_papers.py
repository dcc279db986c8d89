"""A paper of sections: what is drawn, what answers are worth, what passes."""

from fractions import Fraction

import pytest

from courses.questions.rules import PoolQuestion
from courses.questions.rules.papers import Drawable, Marked, Terms, draw_paper, is_plain, needed, outcome, shown

RIGHT, WRONG, OPEN = Marked(Fraction(1), True), Marked(Fraction(0), True), Marked(Fraction(0), False)
HALF = Marked(Fraction(1, 2), True)


def section(*answers, **terms):
    return Terms(
        len(answers), **{name: Fraction(value) if name != "cut_off" else value for name, value in terms.items()}
    ), answers


@pytest.mark.parametrize(
    ("sections", "points", "percent", "is_passed"),
    [
        ([section(RIGHT, RIGHT, WRONG, OPEN)], 2, 50, False),
        ([section(RIGHT, RIGHT, RIGHT, WRONG, WRONG)], 3, 60, True),
        ([section(RIGHT, RIGHT, RIGHT, WRONG, OPEN, penalty="1/3")], Fraction(8, 3), 53, False),  # a third of one is lost
        ([section(RIGHT, RIGHT, RIGHT, OPEN, OPEN, penalty="1/3")], 3, 60, True),  # nothing for what is left open
        ([section(HALF, RIGHT, RIGHT, OPEN, OPEN, penalty="1")], Fraction(5, 2), 50, False),  # half right is not wrong
        ([section(WRONG, WRONG, WRONG, penalty="1")], 0, 0, False),  # never below nothing
        ([section(RIGHT, RIGHT, marks="2"), section(WRONG, WRONG, marks="0.5")], 4, 80, True),
        ([section(RIGHT, RIGHT, marks="5"), section(WRONG, WRONG, WRONG, penalty="1")], 7, 53, False),  # lost from the whole
    ],
)  # fmt: skip
def test_adds_up(sections, points, percent, is_passed):
    found = outcome(sections, pass_percent=60)

    assert (found.total.points, found.total.percent, found.total.is_reached) == (points, percent, is_passed)


def test_passing_needs_every_cut_off_too():
    good, weak = section(RIGHT, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT), section(RIGHT, WRONG, WRONG, cut_off=40)

    found = outcome([good, weak], pass_percent=60)

    assert (found.total.percent, found.total.is_reached) == (77, False)
    assert [(one.percent, one.is_reached) for one in found.sections] == [(100, True), (33, False)]


def test_nobody_passes_by_rounding_and_nobody_fails_by_it():
    two_thirds = section(RIGHT, RIGHT, WRONG)

    assert outcome([two_thirds], pass_percent=67).total.is_reached is False
    assert outcome([two_thirds], pass_percent=66).total.is_reached is True


def test_an_empty_paper_is_not_passed():
    assert outcome([section()], pass_percent=1).total.is_reached is False


def pool(*ids):
    options = [{"id": "a", "text": "x", "is_correct": True}]
    return [PoolQuestion(number, "single", f"Q{number}", "", options) for number in ids]


def test_each_section_draws_from_its_own_pool_and_always_what_is_pinned():
    sections = [
        Drawable(Terms(2), pool(1, 2, 3, 4), frozenset({3})),
        Drawable(Terms(3, Fraction(2)), pool(11, 12)),
    ]

    for seed in range(20):
        questions, terms = draw_paper(sections, seed=seed, is_shuffled=True, seen={1: 5, 2: 1, 3: 9, 4: 1})
        first = {question["version"] for question in questions if question["section"] == 0}
        assert 3 in first
        assert 1 not in first  # seen most often
        assert len(first) == 2
        assert {question["version"] for question in questions if question["section"] == 1} == {11, 12}
        assert [one.pick for one in terms] == [2, 2]  # a pool too small asks all it has
        assert draw_paper(sections, seed=seed, is_shuffled=True, seen={1: 5, 2: 1, 3: 9, 4: 1})[0] == questions


def test_terms_survive_being_kept():
    terms = Terms(3, Fraction("2.5"), Fraction(1, 3), 40, "Law", "विधि")

    assert Terms.of_json(terms.as_json()) == terms


def test_marks_for_people():
    assert [shown(Fraction(one)) for one in ("3", "5/2", "1/3", "-1/3", "-1/300", "0")] == [
        "3", "2.5", "0.33", "−0.33", "0", "0",
    ]  # fmt: skip
    assert needed([Terms(5), Terms(5, Fraction(2))], 60) == 9
    assert (is_plain([Terms(5), Terms(2)]), is_plain([Terms(5), Terms(2, Fraction(2))])) == (True, False)
