"""What an answer of each kind earns. No database."""

from fractions import Fraction
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.questions import rules
from courses.questions.rules import PoolQuestion
from courses.questions.rules.layout import order_of, rights_of

SEED = 20_261_126


def choice(kind="multiple", right="ab", wrong="cd", *, is_partial=True, **weights):
    options = [
        {
            "id": each,
            "text": each,
            "is_correct": each in right,
            "weight": weights.get(each, ""),
            "reason": f"why {each}",
        }
        for each in right + wrong
    ]
    return PoolQuestion(1, kind, "?", "", options, is_partial=is_partial)


def of(kind, body, *, is_partial=True, reason=""):
    return PoolQuestion(7, kind, "?", "", [], reason=reason, body=body, is_partial=is_partial)


def numeric(*answers, units=(), is_unit_needed=False):
    return of(
        "numeric",
        {
            "answers": [
                {"value": value, "tolerance": tolerance, "is_percent": tolerance.endswith("%") , "credit": credit}
                | {"tolerance": tolerance.removesuffix("%")}
                for value, tolerance, credit in answers
            ],
            "units": [{"name": name, "factor": factor} for name, factor in units],
            "is_unit_needed": is_unit_needed,
        },
    )  # fmt: skip


def worded(*answers, **body):
    return of("short_text", {"answers": [{"text": text, "credit": credit} for text, credit in answers], **body})


MATCH = {
    "pairs": [
        {"left": "A", "right": "one"}, {"left": "B", "right": "two"}, {"left": "C", "right": "one"},
        {"left": "D", "right": "three"}, {"left": "", "right": "four"},
    ]
}  # fmt: skip
ORDER = {"items": [{"text": each} for each in "abcd"]}
GAPS = {"gaps": [{"answers": [{"text": "30", "credit": "100"}]},
                 {"answers": [{"text": "appeal", "credit": "100"}, {"text": "complaint", "credit": "50"}]}]}  # fmt: skip


def place_of(text, key=MATCH):
    texts = [right["text"] for right in rights_of(key)]
    return order_of(SEED, 7, len(texts)).index(texts.index(text) + 1) + 1


def matched(*rights):
    return {"pairs": {str(left): place_of(text) for left, text in enumerate(rights, 1) if text}}


def ordered(*numbers):
    """The items by their numbers in the right order, as the learner ordered them."""
    shown = order_of(SEED, 7, 4)
    return {"pairs": {str(shown.index(number) + 1): rank for rank, number in enumerate(numbers, 1)}}


def mark(key, response):
    return rules.mark(key, response, seed=SEED)


@pytest.mark.parametrize(
    ("chosen", "part", "whole"),
    [
        ("ab", 1, 1), ("a", Fraction(1, 2), 0), ("abc", Fraction(1, 2), 0), ("abcd", 0, 0), ("ac", 0, 0), ("c", 0, 0),
        ("", 0, 0),
    ],
)  # fmt: skip
def test_several_answers_in_part_and_as_a_whole(chosen, part, whole):
    assert mark(choice(), {"chosen": list(chosen)}) == part
    assert mark(choice(is_partial=False), {"chosen": list(chosen)}) == whole


def test_weights_of_the_author_are_added_and_three_thirds_are_all():
    key = choice(right="abc", wrong="d", a="33.33333", b="33.33333", c="33.33333", d="-100")

    assert [mark(key, {"chosen": list(chosen)}) for chosen in ("abc", "ab", "a", "abd", "abcd")] == [
        1, Fraction(2, 3), Fraction(1, 3), 0, 0,
    ]  # fmt: skip


def test_one_answer_that_is_right_in_part_earns_its_weight():
    key = choice("single", "a", "bc", b="50", c="-25")

    assert [mark(key, {"chosen": [each]}) for each in "abc"] == [1, Fraction(1, 2), 0]


@given(st.integers(1, 5), st.integers(1, 5), st.data())
def test_what_several_answers_earn_lies_between_nothing_and_all_and_guessing_everything_earns_nothing(r, w, data):
    key = choice(right="abcde"[:r], wrong="fghij"[:w])
    chosen = data.draw(st.sets(st.sampled_from([option["id"] for option in key.options])))

    earned = mark(key, {"chosen": sorted(chosen)})

    assert 0 <= earned <= 1
    assert (earned == 1) is (chosen == set("abcde"[:r]))
    assert mark(key, {"chosen": [option["id"] for option in key.options]}) == 0


def test_blind_guessing_at_several_answers_earns_less_than_a_right_one_on_average():
    key = choice(right="ab", wrong="cd")
    guesses = list(chain.from_iterable(combinations("abcd", n) for n in range(5)))

    assert sum(mark(key, {"chosen": list(guess)}) for guess in guesses) / len(guesses) < Fraction(1, 4)


@pytest.mark.parametrize(
    ("said", "earned"),
    [
        ("25000", 1), ("25,000", 1), ("२५,०००", 1), ("₹ 25,000", 1), ("25 thousand", 1), ("25 हज़ार", 1),
        ("24999.99", 0), ("25000 days", 0), ("many", 0), ("", 0), ("0.25 लाख", 1), ("250", Fraction(1, 2)),
    ],
)  # fmt: skip
def test_a_number_however_written(said, earned):
    key = numeric(("25000", "0", "100"), ("250", "0", "50"), units=[("₹", "1")])

    assert mark(key, {"text": said}) == earned


@pytest.mark.parametrize(
    ("tolerance", "said", "earned"),
    [
        ("0.5", "9.5", 1), ("0.5", "10,5", 1), ("0.5", "10.51", 0), ("5%", "9.5", 1), ("5%", "9.49", 0),
        ("0", "10.0", 1), ("0", "10.0000000000000000000000000000001", 0),
    ],
)  # fmt: skip
def test_the_tolerance_is_absolute_or_in_percent_and_its_ends_count(tolerance, said, earned):
    assert mark(numeric(("10", tolerance, "100")), {"text": said}) == earned


@pytest.mark.parametrize(("said", "earned"), [("1.5 km", 1), ("1500 m", 1), ("1500", 0), ("1.5", 0)])
def test_a_unit_that_is_needed(said, earned):
    key = numeric(("1500", "0", "100"), units=[("m", "1"), ("km", "1000")], is_unit_needed=True)

    assert mark(key, {"text": said}) == earned


@pytest.mark.parametrize(
    ("said", "earned"),
    [("public information officer", 1), ("PIO", 1), ("officer", Fraction(1, 4)), ("pubic information officer", 1),
     ("clerk", 0), ("x" * 600, 0)],
)  # fmt: skip
def test_words_and_what_each_accepted_answer_is_worth(said, earned):
    key = worded(("Public Information Officer", "100"), ("PIO", "100"), ("officer", "25"), typos=1)

    assert mark(key, {"text": said}) == earned


def test_an_exact_answer_comes_before_one_with_a_typing_mistake():
    key = worded(("complaint", "100"), ("compliant", "0"), typos=2)

    assert (mark(key, {"text": "compliant"}), mark(key, {"text": "complaimt"})) == (0, 1)


@pytest.mark.parametrize(
    ("said", "part", "whole"),
    [
        (matched("one", "two", "one", "three"), 1, 1), (matched("one", "two", "one", "four"), Fraction(3, 4), 0),
        (matched("one", None, None, None), Fraction(1, 4), 0), (matched("four", "four", "four", "four"), 0, 0), ({}, 0, 0),
    ],
)  # fmt: skip
def test_a_match_counts_the_pairs(said, part, whole):
    assert mark(of("match", MATCH), said) == part
    assert mark(of("match", MATCH, is_partial=False), said) == whole


@pytest.mark.parametrize(
    ("said", "part", "whole"),
    [
        (ordered(1, 2, 3, 4), 1, 1), (ordered(2, 1, 3, 4), Fraction(1, 2), 0), (ordered(4, 3, 2, 1), 0, 0),
        ({"pairs": {}}, 0, 0), ({"pairs": dict.fromkeys("1234", 1)}, Fraction(1, 4), 0),
    ],
)  # fmt: skip
def test_an_order_counts_the_places(said, part, whole):
    assert mark(of("order", ORDER), said) == part
    assert mark(of("order", ORDER, is_partial=False), said) == whole


@pytest.mark.parametrize(
    ("said", "part", "whole"),
    [
        (["30", "Appeal"], 1, 1), (["३०", "complaint"], Fraction(3, 4), 0), (["", "appeal"], Fraction(1, 2), 0),
        (["thirty", ""], 0, 0), (["", ""], 0, 0),
    ],
)  # fmt: skip
def test_gaps_count_one_by_one(said, part, whole):
    assert mark(of("fill_in", GAPS), {"gaps": said}) == part
    assert mark(of("fill_in", GAPS, is_partial=False), {"gaps": said}) == whole


HALF = of("short_text", {"answers": [{"text": "half", "credit": "50", "reason": "nearly"},
                                     {"text": "all", "credit": "100", "reason": "yes"}]})  # fmt: skip
PAPER = rules.draw(
    [
        choice(), of("match", MATCH), PoolQuestion(8, "order", "?", "", [], body=ORDER),
        PoolQuestion(9, "fill_in", "[[1]] [[2]]", "", [], body=GAPS),
        PoolQuestion(10, "numeric", "?", "", [], body=numeric(("3", "0", "100"), units=[("km", "1")]).body),
        PoolQuestion(11, "short_text", "?", "", [], body=worded(("secret", "100")).body),
    ],
    pick=6, seed=SEED, is_shuffled=False,
)  # fmt: skip
SAID = st.one_of(
    st.text(max_size=30),
    st.lists(st.one_of(st.integers(-2, 9), st.text(max_size=5), st.booleans(), st.none()), max_size=6),
    st.dictionaries(st.text("0123456789x", max_size=2), st.one_of(st.integers(-2, 9), st.text(max_size=3)), max_size=6),
)


@given(st.integers(0, 5), SAID)
def test_whatever_is_said_is_kept_and_marked_or_refused(number, said):
    asked = PAPER[number]
    key = {1: choice(), 7: of("match", MATCH)}.get(
        asked["version"], PoolQuestion(asked["version"], asked["kind"], "", "", [], body={
            "order": ORDER, "fill_in": GAPS, "numeric": numeric(("3", "0", "100")).body,
            "short_text": worded(("secret", "100")).body}.get(asked["kind"], {}), is_partial=True),
    )  # fmt: skip
    try:
        response = rules.kept(asked, said)
    except rules.NotAnAnswer:
        return

    assert 0 <= mark(key, response) <= 1
    assert rules.is_answered(response) is bool(response)
    assert rules.is_answered(response) or not rules.is_complete(asked, response)


COMMON = {"version", "kind", "stem", "stem_hi", "is_partial", "options"}


def test_no_key_is_drawn():
    assert {each["kind"]: set(each) - COMMON for each in PAPER} == {
        "multiple": set(), "match": {"lefts", "rights"}, "order": {"items"}, "fill_in": {"gaps"},
        "numeric": {"units", "is_unit_needed"}, "short_text": set(),
    }  # fmt: skip
    assert "secret" not in str(PAPER)
    shown = {each["kind"]: each for each in PAPER}
    assert {key for part in ("lefts", "rights") for one in shown["match"][part] for key in one} == {"text", "text_hi"}
    assert shown["fill_in"]["gaps"] == 2


@given(st.integers(0, 2**62), st.integers(1, 10**9))
def test_the_parts_stand_in_an_order_that_the_seed_alone_decides(seed, version):
    assert sorted(order_of(seed, version, 8)) == list(range(1, 9))
    assert order_of(seed, version, 8) == order_of(seed, version, 8)


@given(st.integers(0, 2**62))
def test_the_right_answer_earns_all_whatever_the_shuffle(seed):
    unit = numeric(("-2.5", "0", "100"), units=[("km", "1")], is_unit_needed=True)
    for key in (choice(), choice("single", "b", "ac"), unit, worded(("x", "50"), ("word", "100")), of("match", MATCH),
                of("order", ORDER), of("fill_in", GAPS)):  # fmt: skip
        assert rules.mark(key, rules.solve(key, seed=seed), seed=seed) == 1


def test_the_order_of_parts_never_changes_between_releases():
    assert order_of(SEED, 7, 5) == [4, 3, 5, 2, 1]


def test_each_order_of_three_comes_as_often_as_another():
    found = [tuple(order_of(seed, 1, 3)) for seed in range(6000)]

    assert len(set(found)) == 6
    assert all(850 < found.count(each) < 1150 for each in set(found))


@pytest.mark.parametrize(
    ("key", "said", "english"),
    [
        (choice(), {"chosen": ["a", "c"]}, ["why c"]),
        (choice("single", "a", "bc", b="50"), {"chosen": ["b"]}, ["why b"]),
        (of("match", MATCH, reason="See rule 3"), matched("one"), ["See rule 3"]),
        (HALF, {"text": "half"}, ["nearly"]), (HALF, {"text": "x"}, []), (HALF, {"text": "all"}, None),
    ],
)  # fmt: skip
def test_reasons_are_of_what_was_said(key, said, english):
    assert rules.reasons(key, said, seed=SEED, reveal="reasons").get("en") == english
    assert rules.reasons(key, said, seed=SEED, reveal="nothing") == {}
