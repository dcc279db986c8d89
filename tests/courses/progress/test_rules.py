"""The completion rule and the reading clock. No database."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.progress import rules
from courses.progress.rules import Leaf, Standing, judge

AT = datetime(2026, 11, 2, tzinfo=UTC)


def leaf(name, kind="text", done=False, minutes=1, score=None, share=0.0, is_required=True):
    return Leaf(
        uuid=name, kind=kind, minutes=minutes, is_complete=done, share=share, score=score, is_required=is_required
    )


def tree(*names, kind="all"):
    return {kind: [{"resource": name} for name in names]}


@pytest.mark.parametrize(
    ("rule", "leaves", "expected"),
    [
        (tree("a", "b"), [leaf("a", done=True), leaf("b")], (False, 50)),
        (tree("a", "b"), [leaf("a", done=True, minutes=9), leaf("b")], (False, 90)),
        (tree("a", "b"), [leaf("a", done=True), leaf("b", done=True)], (True, 100)),
        (tree("a", "b"), [leaf("a", done=True, minutes=9999), leaf("b")], (False, 99)),
        (tree("a", "b", kind="any"), [leaf("a"), leaf("b", done=True)], (True, 100)),
        ({"at_least": 2, "of": tree("a", "b", "c")["all"]},
         [leaf("a", done=True), leaf("b"), leaf("c", done=True)], (True, 100)),
        ({"at_least": 2, "of": tree("a", "b", "c")["all"]}, [leaf("a", done=True), leaf("b"), leaf("c")], (False, 50)),
        ({"all": [{"resource": "a"}, tree("b", "c", kind="any")]},
         [leaf("a", done=True), leaf("b"), leaf("c", done=True)], (True, 100)),
        ({}, [leaf("a", done=True), leaf("b", is_required=False)], (True, 100)),
        ({}, [], (False, 0)),
        (tree("gone"), [leaf("a", done=True)], (False, 0)),
    ],
)  # fmt: skip
def test_the_tree_decides(rule, leaves, expected):
    verdict = judge(rule, {each.uuid: each for each in leaves})

    assert (verdict.is_complete, verdict.percent) == expected


def test_what_is_missing_comes_in_order_and_with_its_reason():
    leaves = [
        leaf("a"),
        leaf("b", share=0.4),
        leaf("q", kind="quiz"),
        leaf("r", kind="quiz", score=20),
        leaf("d", done=True),
    ]

    verdict = judge({}, {each.uuid: each for each in leaves})

    assert verdict.missing == (("a", "NOT_STARTED"), ("b", "NOT_FINISHED"), ("q", "NOT_TAKEN"), ("r", "NOT_PASSED"))


@pytest.mark.parametrize(("kind", "grade"), [("text", "C"), ("quiz", "B")])
def test_the_grade_says_how_sure_it_is(kind, grade):
    verdict = judge({}, {"a": leaf("a", kind=kind, done=True, score=80)})

    assert (verdict.grade, verdict.score) == (grade, 80 if kind == "quiz" else None)


@given(
    st.lists(st.tuples(st.booleans(), st.integers(1, 90)), min_size=1, max_size=8),
    st.integers(0, 7),
    st.integers(1, 8),
)
def test_progress_never_falls_when_one_more_leaf_is_done(leaves, which, wanted):
    before = {str(i): leaf(str(i), done=done, minutes=minutes) for i, (done, minutes) in enumerate(leaves)}
    after = {
        **before,
        str(which % len(leaves)): leaf(str(which % len(leaves)), done=True, minutes=leaves[which % len(leaves)][1]),
    }
    rule = tree(*before)

    assert judge(rule, after).percent >= judge(rule, before).percent
    assert judge(rule, after).is_complete >= judge(rule, before).is_complete


@pytest.mark.parametrize(
    ("standing", "left"),
    [
        pytest.param(Standing("text", 2, None), 30, id="just opened"),
        pytest.param(Standing("text", 2, None, since=29.5), 1, id="half a second is a second"),
        pytest.param(Standing("text", 2, None, since=30), 0, id="its own time has passed"),
        pytest.param(Standing("text", 2, None, since=30, others=30), 30, id="another was done meanwhile"),
        pytest.param(
            Standing("text", 2, None, since=9000, silent=8990, seen=5), 10, id="open all night, seen for a moment"
        ),
        pytest.param(Standing("text", 2, None, since=32, silent=4, seen=26), 0, id="seen but for the last seconds"),
        pytest.param(Standing("text", 2, None, since=10, seen=30), 0, id="read on another day"),
        pytest.param(Standing("text", 2, None, since=10, seen=20), 10, id="a part was read on another day"),
        pytest.param(Standing("link", 2, None, since=30, silent=1, seen=0), 0, id="no player sees a page outside"),
        pytest.param(Standing("video", 2, 100, since=94), 1, id="a film that no player saw takes its length"),
        pytest.param(Standing("video", 2, 100, since=9000, silent=8990, seen=50), 23, id="what a player saw decides"),
        pytest.param(Standing("video", 2, 100, since=9000, seen=50), 0, id="seen in part before, without a player now"),
        pytest.param(Standing("pdf", 1, 10, since=19), 1, id="two seconds a page at least"),
        pytest.param(Standing("pdf", 4, 10, since=9000, silent=8990, seen=9), 2, id="a page was not seen"),
        pytest.param(Standing("pdf", 4, 10, since=1, silent=0, seen=10), 0, id="all pages were seen"),
    ],
)
def test_done_is_believed_by_what_was_seen_or_else_by_the_clock(standing, left):
    assert standing.seconds_left == left


@pytest.mark.parametrize(
    ("kind", "minutes", "length", "seconds"),
    [("text", 2, None, 30), ("pdf", 4, 10, 60), ("pdf", 1, 10, 20), ("video", 2, 100, 95), ("audio", 2, None, 30)],
)
def test_the_shortest_time_that_counts_where_nobody_saw_it(kind, minutes, length, seconds):
    assert rules.needed_seconds(kind, minutes, length) == seconds
