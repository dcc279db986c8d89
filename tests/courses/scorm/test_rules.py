"""When a package is done, what may be started, and how what it sends is read."""

import pytest

from courses.scorm.rules import (
    SCORE,
    STATUS,
    VISITED,
    Piece,
    Said,
    Terms,
    decide,
    least_seconds,
    lesson_status,
    may_pick,
    may_start,
    merged,
    percent_score,
    statuses,
)  # fmt: skip

A, B = Piece("a", "A"), Piece("b", "B")
DONE, BEGUN = Said("completed"), Said("incomplete")


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ({}, (("a", "NOT_OPENED"), ("b", "NOT_OPENED"))),
        ({"a": DONE}, (("b", "NOT_OPENED"),)),
        ({"a": DONE, "b": BEGUN}, (("b", "NOT_COMPLETED"),)),
        ({"a": DONE, "b": Said("completed", "failed")}, (("b", "FAILED"),)),
        ({"a": DONE, "b": Said("unknown", "passed")}, ()),
        ({"a": DONE, "b": Said(is_asset=True)}, ()),
    ],
)
def test_by_status_every_part_must_say_so(said, missing):
    assert decide(Terms(STATUS, None, 4), [A, B], said, 60).missing == missing


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ({}, (("a", "NOT_OPENED"), ("b", "NOT_OPENED"))),
        ({"a": DONE}, (("a", "NO_SCORE"), ("b", "NOT_OPENED"))),
        ({"a": Said(score=79)}, (("a", "SCORE_TOO_LOW"), ("b", "NOT_OPENED"))),
        ({"a": Said(score=80)}, (("b", "NOT_OPENED"),)),
        ({"a": Said(score=80), "b": DONE}, ()),
        ({"a": BEGUN, "b": Said(score=80)}, ()),
        ({"a": Said(score=90), "b": Said(score=10)}, (("b", "SCORE_TOO_LOW"),)),
    ],
)
def test_by_score_every_part_is_opened_and_every_score_that_was_sent_reaches_the_mark(said, missing):
    assert decide(Terms(SCORE, 80, 4), [A, B], said, 60).missing == missing


def test_by_visits_every_part_must_have_been_opened():
    assert decide(Terms(VISITED, None, 4), [A, B], {"a": BEGUN}, 60).missing == (("b", "NOT_OPENED"),)
    assert decide(Terms(VISITED, None, 4), [A, B], {"a": BEGUN, "b": Said()}, 60).is_done


def test_nothing_is_done_sooner_than_its_least_time():
    early = decide(Terms(STATUS, None, 4), [A], {"a": DONE}, 59)

    assert (early.is_done, early.percent, early.seconds_left) == (False, 99, 1)
    assert least_seconds(4) == 60


def test_no_parts_are_never_done():
    assert not decide(Terms(VISITED, None, 1), [], {}, 1000).is_done


@pytest.mark.parametrize(
    ("prerequisites", "may"),
    [
        ("", True), ("a", True), ("b", False), ("a&b", False), ("a|b", True), ("~b", True), ("(a|b)&~b", True),
        ("a=passed", False), ('c="passed"', True), ("c=p", True), ("a<>passed", True), ("2*{a,b,c}", True),
        ("3*{a,b,c}", False), ("nowhere", True), ("a&nowhere", True), ("a&", True), ("((((", True), ("a b", True),
        ("&", True),
    ],
)  # fmt: skip
def test_prerequisites_of_1_2(prerequisites, may):
    said = {"a": DONE, "b": BEGUN, "c": Said("completed", "passed")}

    assert may_start(Piece("x", "X", prerequisites), [Piece(name, name) for name in "abc"], said) is may


def test_without_choice_only_what_follows_may_be_picked():
    flow = [Piece(name, name, is_choice=False, is_forward_only=True) for name in "abc"]

    assert [may_pick(flow, {"a": BEGUN}, name, "a") for name in "abc"] == [True, True, False]
    assert not may_pick(flow, {"a": BEGUN, "b": BEGUN}, "a", "b")
    assert may_pick([A, B], {}, "b")
    assert not may_pick([A, B], {}, "elsewhere")


@pytest.mark.parametrize(
    ("score", "percent"),
    [
        ({"scaled": 0.845}, 84), ({"raw": 8, "high": 10}, 80), ({"raw": 60, "low": 20, "high": 120}, 40), ({"raw": 77}, 77),
        ({"raw": 150}, 100), ({"scaled": -1}, 0), ({}, None), ({"raw": 5, "low": 10, "high": 10}, None),
    ],
)  # fmt: skip
def test_scores_become_percent(score, percent):
    given = {"scaled": None, "raw": None, "low": None, "high": None} | score

    assert percent_score(**given) == percent


def test_the_one_status_of_1_2_is_read_and_written_as_two():
    assert statuses("1.2", lesson="passed") == ("completed", "passed")
    assert statuses("1.2", lesson="failed") == ("incomplete", "failed")
    assert statuses("1.2", lesson="browsed") == ("incomplete", "unknown")
    assert statuses("2004", completion="completed", success="nonsense") == ("completed", "unknown")
    assert [lesson_status(said) for said in (None, Said(), DONE, Said("completed", "passed"))] == [
        "not attempted", "incomplete", "completed", "passed",
    ]  # fmt: skip


def test_the_best_of_two_is_kept_whichever_came_first():
    one, two = Said("completed", "failed", 40, 0.2), Said("incomplete", "passed", None, 0.9)

    assert merged(one, two) == merged(two, one) == Said("completed", "passed", 40, 0.9)
