"""Drawing and marking. No database."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.questions import rules
from courses.questions.rules import PoolQuestion


def question(number, right=("a",), kind="single", fixed=()):
    options = [
        {
            "id": each,
            "text": each.upper(),
            "is_correct": each in right,
            "is_fixed": each in fixed,
            "reason": f"not {each}",
        }
        for each in "abcd"
    ]
    return PoolQuestion(number, kind, f"Q{number}", "", options, reason=f"because {number}")


POOL = [question(number) for number in range(1, 11)]


@given(st.integers(0, 2**62), st.integers(1, 10))
def test_the_same_seed_draws_the_same_paper(seed, pick):
    first = rules.draw(POOL, pick=pick, seed=seed, is_shuffled=True)

    assert first == rules.draw(POOL, pick=pick, seed=seed, is_shuffled=True)
    assert len({each["version"] for each in first}) == pick


def test_no_key_is_drawn():
    paper = rules.draw(POOL, pick=10, seed=7, is_shuffled=True)

    assert {key for each in paper for key in each} == {"version", "kind", "stem", "stem_hi", "is_partial", "options"}
    assert {key for each in paper for option in each["options"] for key in option} == {"id", "text", "text_hi"}


@given(st.integers(0, 2**62))
def test_an_option_that_is_fixed_stays_in_its_place(seed):
    paper = rules.draw([question(1, fixed=("d",))], pick=1, seed=seed, is_shuffled=True)

    assert paper[0]["options"][3]["id"] == "d"


def test_what_was_seen_less_comes_first():
    paper = rules.draw(POOL, pick=3, seed=1, is_shuffled=True, seen={number: 1 for number in range(1, 8)})

    assert {each["version"] for each in paper} == {8, 9, 10}


@pytest.mark.parametrize(
    ("right", "chosen", "earned"),
    [
        (("a",), ["a"], 1), (("a",), ["b"], 0), (("a",), [], 0), (("a", "b"), ["a", "b"], 1),
        (("a", "b"), ["a"], 0), (("a", "b"), ["a", "b", "c"], 0), (("a", "b"), ["b", "a", "a"], 1),
    ],
)  # fmt: skip
def test_exactly_the_right_options_earn_all(right, chosen, earned):
    kind = "multiple" if len(right) > 1 else "single"
    assert rules.mark(question(1, right=right, kind=kind), {"chosen": chosen}, seed=1) == earned


def test_what_was_not_answered_earns_nothing():
    assert rules.mark(question(1), {}, seed=1) == 0
    assert rules.mark(question(1, right=()), {}, seed=1) == 0


@pytest.mark.parametrize(
    ("chosen", "reveal", "english"),
    [
        (["b"], "reasons", ["not b", "because 1"]), ([], "reasons", ["because 1"]), (["a"], "reasons", None),
        (["b"], "nothing", None),
    ],
)  # fmt: skip
def test_reasons_are_for_wrong_answers_and_only_where_the_paper_allows(chosen, reveal, english):
    assert rules.reasons(question(1), {"chosen": chosen}, seed=1, reveal=reveal).get("en") == english


@pytest.mark.parametrize(
    ("earned", "total", "percent"), [(2, 3, 66), (3, 3, 100), (0, 5, 0), (0, 0, 0), (Fraction(5, 2), 3, 83)]
)
def test_the_score_is_rounded_down(earned, total, percent):
    assert rules.score(earned, total) == percent
