"""Corrections decided on values: other keys of every kind, what is left out, and who passes."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from courses.attempts.rules import Past, counted, passed_at
from courses.formats.questions import (
    AnswerBrought,
    ItemBrought,
    OptionBrought,
    PairBrought,
    QuestionBrought,
    true_false,
)  # fmt: skip
from courses.questions.rules import (
    PoolQuestion,
    draw,
    is_as_asked,
    mark,
    marks_alike,
    reasons,
    rekeyed,
    solve,
    with_spare_rights,
)  # fmt: skip
from courses.questions.rules.papers import Drawable, Marked, Terms, draw_paper, outcome
from courses.questions.wording import columns
from courses.regrading.rules import Count, Mark, count, direction, keys_in_force, leaves_nothing

FIRST = datetime(2026, 11, 2, tzinfo=UTC)
SEED = 77


def pooled(question, pk=5, **more):
    return PoolQuestion(id=pk, **columns(question), **more)


def choice(kind, *right, stem="Which?"):
    return QuestionBrought(kind, stem, tuple(OptionBrought(text, text in right) for text in ("one", "two", "three")))


PAIRS = QuestionBrought(
    "match", "Match.", pairs=(PairBrought("a", "1"), PairBrought("b", "2"), PairBrought("", "3", "", "तीन"))
)
ORDER = QuestionBrought("order", "Order.", items=tuple(ItemBrought(text) for text in ("x", "y", "z")))
KINDS = {
    "single": (choice("single", "one"), choice("single", "two")),
    "multiple": (choice("multiple", "one"), choice("multiple", "two", "three")),
    "true_false": (true_false("It is.", True), true_false("It is.", False)),
    "numeric": (
        QuestionBrought("numeric", "?", answers=(AnswerBrought("30", tolerance="1"),)),
        QuestionBrought("numeric", "?", answers=(AnswerBrought("45"),)),
    ),
    "short_text": (
        QuestionBrought("short_text", "?", answers=(AnswerBrought("Delhi"),)),
        QuestionBrought("short_text", "?", answers=(AnswerBrought("Mumbai"),)),
    ),
    "match": (PAIRS, QuestionBrought("match", "Match.", pairs=(PairBrought("a", "3", "", "तीन"), PairBrought("b", "1")))),
    "order": (ORDER, QuestionBrought("order", "Order.", items=tuple(ItemBrought(text) for text in ("z", "x", "y")))),
    "fill_in": (
        QuestionBrought("fill_in", "[[1]] [[2]]", gaps=((AnswerBrought("p"),), (AnswerBrought("q"),))),
        QuestionBrought("fill_in", "[[1]] [[2]]", gaps=((AnswerBrought("r"),), (AnswerBrought("s"),))),
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_of_every_kind_another_key_marks_what_was_said_to_the_old_paper(kind):
    was, now = KINDS[kind]
    now = with_spare_rights(was, now)
    asked = pooled(was)
    old, new = solve(asked, seed=SEED), solve(rekeyed(asked, pooled(now, 9)), seed=SEED)
    by_new = pooled(was, treatment="new_key", keys=(rekeyed(asked, pooled(now, 9)),))
    by_both = pooled(was, treatment="both", keys=(asked, rekeyed(asked, pooled(now, 9))))

    assert is_as_asked(was, now)
    assert (mark(asked, old, seed=SEED), mark(asked, new, seed=SEED) < 1) == (1, True)
    assert (mark(by_new, old, seed=SEED) < 1, mark(by_new, new, seed=SEED)) == (True, 1)
    assert (mark(by_both, old, seed=SEED), mark(by_both, new, seed=SEED)) == (1, 1)
    assert not marks_alike(asked, by_new)
    assert not marks_alike(by_new, by_both)
    assert marks_alike(asked, pooled(was, treatment="new_key", keys=(rekeyed(asked, pooled(was, 9)),)))


def test_the_sides_of_a_match_are_known_by_what_was_shown():
    was, now = KINDS["match"]
    asked = pooled(was)
    (drawn,) = draw([asked], pick=1, seed=SEED, is_shuffled=True)
    places = {right["text"]: place for place, right in enumerate(drawn["rights"], start=1)}
    new = rekeyed(asked, pooled(with_spare_rights(was, now), 9))

    said = {"pairs": {"1": places["3"], "2": places["1"]}}

    assert mark(new, said, seed=SEED) == 1
    assert mark(new, {"pairs": {"1": places["3"], "2": places["2"]}}, seed=SEED) == Fraction(1, 2)
    assert with_spare_rights(was, now).pairs[2:] == (PairBrought("", "2"),)


@pytest.mark.parametrize(
    "other",
    [
        choice("single", "two", stem="Which one?"),
        choice("multiple", "two"),
        QuestionBrought("single", "Which?", (OptionBrought("one", False), OptionBrought("two", True))),
        QuestionBrought("single", "Which?", choice("single", "two").options, is_partial=False),
    ],
)
def test_what_learners_saw_is_no_part_of_a_key(other):
    assert not is_as_asked(choice("single", "one"), other)


def test_full_marks_are_for_those_too_who_said_nothing():
    full = pooled(KINDS["single"][0], treatment="full")

    assert mark(full, {}, seed=SEED) == 1
    assert reasons(full, {"chosen": ["b"]}, seed=SEED, reveal="reasons") == {}


def test_what_is_left_out_falls_out_of_the_total_and_out_of_its_cut_off():
    """Two right of four in a section that asks for half; a wrong one costs a quarter. The wrong one is left out."""
    law = Terms(2, Fraction(1))
    practice = Terms(4, Fraction(2), Fraction(1, 4), cut_off=60)
    said = [Marked(Fraction(1), True), Marked(Fraction(1), True), Marked(Fraction(0), True), Marked(Fraction(0), False)]
    before = outcome([(law, [Marked(Fraction(1), True)] * 2), (practice, said)], pass_percent=55)
    said[2] = Marked(Fraction(0), True, is_counted=False)

    after = outcome([(law, [Marked(Fraction(1), True)] * 2), (practice, said)], pass_percent=55)

    assert (before.total.points, before.total.most, before.total.percent) == (Fraction(11, 2), 10, 55)
    assert [(one.points, one.most, one.percent, one.is_reached) for one in before.sections] == [
        (2, 2, 100, True), (Fraction(7, 2), 8, 43, False),
    ]  # fmt: skip
    assert before.total.is_reached is False
    assert (after.total.points, after.total.most, after.total.percent, after.total.count) == (6, 8, 75, 5)
    assert [(one.points, one.most, one.percent, one.count, one.is_reached) for one in after.sections] == [
        (2, 2, 100, 2, True), (4, 6, 66, 3, True),
    ]  # fmt: skip
    assert after.total.is_reached is True


def test_a_section_that_is_left_out_whole_asks_for_nothing():
    after = outcome(
        [(Terms(1, cut_off=50), [Marked(Fraction(0), True, False)]), (Terms(1), [Marked(Fraction(1), True)])],
        pass_percent=100,
    )

    assert (after.total.percent, after.total.is_reached) == (100, True)


def test_withdrawn_questions_are_asked_last_and_those_left_out_never():
    pool = [pooled(choice("single", "one"), pk) for pk in (1, 2, 3)]
    full = [pooled(choice("single", "one"), 1, treatment="full"), *pool[1:]]
    out = [pooled(choice("single", "one"), 1, treatment="left_out"), *pool[1:]]

    def asked(some, pick):
        drawn, terms = draw_paper([Drawable(Terms(pick), some, frozenset({1}))], seed=SEED, is_shuffled=False)
        return [one["version"] for one in drawn], terms[0].pick

    assert asked(pool, 1) == ([1], 1)
    assert asked(full, 2) == ([2, 3], 2)
    assert asked(full, 3) == ([1, 2, 3], 3)
    assert asked(out, 3) == ([2, 3], 2)


def past(*scores):
    return [
        Past(number, FIRST + timedelta(days=number), score >= 60, score) for number, score in enumerate(scores, start=1)
    ]


@pytest.mark.parametrize(
    ("policy", "scores", "day"),
    [
        ("best", (40, 60, 80), 2),
        ("best", (40, 50), None),
        ("first", (40, 80), None),
        ("last", (80, 40), 1),
        ("average", (40, 60, 80), 3),
        ("average", (80, 20), 1),
    ],
)
def test_the_moment_of_a_pass_is_that_of_the_attempt_with_which_it_was_enough(policy, scores, day):
    found = passed_at(past(*scores), policy=policy, pass_percent=60)

    assert found == (None if day is None else FIRST + timedelta(days=day))


def test_a_pass_by_the_average_stands_when_marks_fall():
    fallen = [Past(1, FIRST, False, 50), Past(2, FIRST, False, 50, is_pass_kept=True)]

    assert counted(fallen, policy="average", pass_percent=60).is_passed is True
    assert counted(fallen[:1], policy="average", pass_percent=60).is_passed is False


def test_counts_go_up_down_and_same_and_people_pass_or_keep_their_pass():
    third, half = Mark(Fraction(1, 3), 33, False), Mark(Fraction(1, 2), 50, True)

    assert [direction(third, half), direction(half, third), direction(half, half)] == ["raised", "lowered", "same"]
    up = count([(third, half), (half, half)], passed_before=None, passed_by_key=FIRST)
    down = count([(half, third)], passed_before=FIRST, passed_by_key=None)
    assert up == Count(attempts=2, raised=1, lowered=0, same=1, people=1, passing=1, kept=0)
    assert up + down == Count(attempts=3, raised=1, lowered=1, same=1, people=2, passing=1, kept=1)
    assert Count.of_json((up + down).as_json()) == up + down


@pytest.mark.parametrize(
    ("section", "nothing"),
    [((4, 6, 1), False), ((1, 6, 1), True), ((2, 6, 2), True), ((5, 1, 1), True), ((2, 6, 0), False)],
)
def test_nobody_may_be_left_without_a_question(section, nothing):
    assert leaves_nothing([(4, 4, 0), section]) is nothing


def test_both_keys_count_beside_whatever_counted_before():
    assert keys_in_force("new_key", was=[7], own=1, new=9) == [9]
    assert keys_in_force("both", was=[], own=1, new=9) == [1, 9]
    assert keys_in_force("both", was=[1, 7], own=1, new=9) == [1, 7, 9]
    assert keys_in_force("full", was=[7], own=1, new=None) == []
