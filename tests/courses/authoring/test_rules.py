"""Pure decisions about making a course."""

import functools
import operator
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.authoring import rules
from courses.authoring.rules import ModuleFacts, PaperFacts, ResourceFacts, VersionFacts

ONE, TWO = UUID(int=1), UUID(int=2)


def version(**changed) -> VersionFacts:
    facts = {
        "title_hi": "शीर्षक", "summary": "s", "summary_hi": "सार", "outcomes": 1, "languages": ("en", "hi"),
        "competencies": 1, "modules": (ModuleFacts(ONE, "M", "म", (reading(),)),),
    }  # fmt: skip
    return VersionFacts(**{**facts, **changed})


def reading(**changed) -> ResourceFacts:
    facts = {"uuid": TWO, "kind": "text", "title": "R", "title_hi": "र", "has_body": True, "has_body_hi": True}
    return ResourceFacts(**{**facts, **changed})


def codes(facts: VersionFacts) -> list[str]:
    return [one.code for one in rules.missing(facts)]


def test_nothing_is_missing_from_a_complete_draft():
    assert codes(version()) == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"summary": " "}, "NO_SUMMARY"),
        ({"outcomes": 0}, "NO_OUTCOMES"),
        ({"languages": ()}, "NO_LANGUAGES"),
        ({"competencies": 0}, "NO_COMPETENCIES"),
        ({"title_hi": ""}, "NO_HINDI_TITLE"),
        ({"summary_hi": ""}, "NO_HINDI_SUMMARY"),
        ({"modules": ()}, "NO_MODULES"),
    ],
)
def test_says_what_the_details_lack(changed, code):
    assert codes(version(**changed)) == [code]


@pytest.mark.parametrize(
    ("resource", "found"),
    [
        (reading(has_body=False), ["NO_TEXT_EN"]),
        (reading(has_body_hi=False), ["NO_TEXT_HI"]),
        (reading(title_hi=""), ["NO_HINDI_RESOURCE_TITLE"]),
        (reading(kind="video"), ["NO_FILE"]),
        (reading(kind="pdf", files={"en": 3, "hi": 3}), []),
        (reading(kind="quiz", sections=(PaperFacts(5, 0),)), ["NO_QUESTIONS"]),
        (reading(kind="quiz", sections=(PaperFacts(5, 4),)), ["POOL_TOO_SMALL"]),
        (reading(kind="quiz", sections=(PaperFacts(5, 5),)), []),
        (reading(kind="quiz", sections=(PaperFacts(5, 9), PaperFacts(2, 1))), ["POOL_TOO_SMALL"]),
        (reading(kind="quiz", sections=(PaperFacts(2, 5, pinned=3),)), ["PINNED_TOO_MANY"]),
        (reading(is_required=False), ["NOTHING_REQUIRED"]),
    ],
)
def test_says_what_a_resource_lacks(resource, found):
    assert codes(version(modules=(ModuleFacts(ONE, "M", "म", (resource,)),))) == found


def test_an_empty_module_is_named():
    (missing, _nothing_required) = rules.missing(version(modules=(ModuleFacts(ONE, "Files", "फ"),)))

    assert (missing.code, missing.uuid, missing.facts) == ("EMPTY_MODULE", ONE, {"title": "Files"})


def test_hindi_is_asked_only_of_a_course_in_hindi():
    assert codes(version(languages=("en",), title_hi="", summary_hi="")) == []


@pytest.mark.parametrize(
    ("resource", "direction", "after"),
    [
        (2, "up", [[2, 1], [3], []]),
        (1, "up", None),
        (3, "up", [[1, 2, 3], [], []]),
        (1, "down", [[2, 1], [3], []]),
        (2, "down", [[1], [2, 3], []]),
        (3, "down", [[1, 2], [], [3]]),
        (9, "down", None),
    ],
)
def test_a_step_leads_over_the_edge_of_a_module(resource, direction, after):
    assert rules.moved([[1, 2], [3], []], resource, direction) == after


@given(st.permutations(range(6)), st.integers(0, 5), st.sampled_from(["up", "down"]))
def test_a_step_and_its_way_back_change_nothing(order, item, direction):
    places = [order[:2], order[2:3], order[3:]]
    after = rules.moved(places, item, direction)

    if after is not None:
        assert sorted(functools.reduce(operator.iadd, after, [])) == list(range(6))
        assert rules.moved(after, item, "down" if direction == "up" else "up") == places


@pytest.mark.parametrize(
    ("state", "person", "hands", "comments", "reason"),
    [
        ("in_review", 2, {1}, 0, None),
        ("draft", 2, {1}, 0, "NOT_IN_REVIEW"),
        ("published", 2, {1}, 0, "NOT_IN_REVIEW"),
        ("in_review", 1, {1}, 0, "OWN_WORK"),
        ("in_review", None, set(), 0, "OWN_WORK"),
        ("in_review", 2, {1}, 1, "COMMENTS_OPEN"),
    ],
)
def test_a_second_person_publishes_what_is_in_review_and_settled(state, person, hands, comments, reason):
    assert rules.publish_refusal(state=state, person_id=person, hands=hands, open_comments=comments) == reason


@pytest.mark.parametrize(
    ("title", "taken", "code"),
    [
        ("Noting & Drafting", (), "noting-drafting"),
        ("Noting & Drafting", ("noting-drafting",), "noting-drafting-2"),
        ("टिप्पणी", (), "course"),
        ("New", (), "new-course"),
        ("x" * 300, (), "x" * 70),
    ],
)
def test_a_course_gets_an_address_of_its_own(title, taken, code):
    assert rules.code_from(title, taken) == code
