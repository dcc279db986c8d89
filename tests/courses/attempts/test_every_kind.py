"""A quiz of every kind of question, by pages and by API: saved, checked, handed in, marked."""

from fractions import Fraction

import pytest
from django.test import Client

from core.tenancy.context import acting_in
from courses.attempts import actions as attempts
from courses.attempts.actions import AttemptRefused
from courses.attempts.models import Answer
from courses.progress import actions as progress
from tests.courses.making import LATER, NOW, actor_of, enrol, published, right_answers

KINDS = ["single", "multiple", "true_false", "numeric", "short_text", "match", "order", "fill_in"]


@pytest.fixture
def sat(cast):
    made = published(cast, texts=0, pool=1, pick=8, kinds=True, is_shuffled=False)
    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, made)
        yield attempts.start(enrolment=enrolled, resource=made.quiz, actor=actor_of(cast, "asha"), at=NOW)


@pytest.fixture
def asha(cast):
    client = Client()
    client.force_login(cast.user("asha"), backend="accounts.backend.Backend")
    return client


def form_of(attempt, answers):
    """The same as a browser sends it without JavaScript."""
    fields = {"asked": [str(position) for position in answers]}
    for position, said in answers.items():
        if attempt.questions[position - 1]["kind"] == "fill_in":
            fields |= {f"q{position}.{number}": text for number, text in enumerate(said, 1)}
        elif isinstance(said, dict):
            fields |= {f"q{position}.{part}": str(place) for part, place in said.items()}
        else:
            fields[f"q{position}"] = said
    return fields


def test_right_answers_of_every_kind_pass(cast, sat):
    assert [question["kind"] for question in sat.questions] == KINDS

    done = progress.submit_attempt(attempt=sat, answers=right_answers(sat), actor=actor_of(cast, "asha"), at=LATER)

    assert (done.correct, done.score, done.is_passed) == (8, 100, True)
    assert {answer.fraction for answer in Answer.objects.filter(attempt=sat)} == {Fraction(1)}


def test_answers_right_in_part_earn_exactly_their_part(cast, sat):
    right = right_answers(sat)
    half = {
        2: right[2][:1],
        5: "Canary HALF.",
        6: {"1": right[6]["1"], "2": right[6]["1"]},
        7: {**right[7], "1": right[7]["2"], "2": right[7]["1"]},
        8: ["canary gap one", "other"],
    }

    done = progress.submit_attempt(attempt=sat, answers=half, actor=actor_of(cast, "asha"), at=LATER)

    earned = dict(Answer.objects.filter(attempt=sat).values_list("position", "numerator"))
    parts = {answer.position: answer.fraction for answer in Answer.objects.filter(attempt=sat)}
    assert parts == {
        1: 0, 2: Fraction(1, 2), 3: 0, 4: 0, 5: Fraction(1, 2), 6: Fraction(1, 4), 7: Fraction(1, 2), 8: Fraction(1, 2),
    }  # fmt: skip
    assert earned[6] == 1
    assert (done.correct, done.score, done.is_passed) == (0, 28, False)


@pytest.mark.parametrize(
    ("position", "said", "reason"),
    [
        (1, "a", "PLACES_EXPECTED"), (4, [1], "TEXT_EXPECTED"), (4, "9" * 501, "ANSWER_TOO_LONG"),
        (6, [1, 2], "PAIRS_EXPECTED"), (6, {"5": 1}, "NO_SUCH_PAIR"), (6, {"1": 6}, "NO_SUCH_PAIR"),
        (7, {"1": 5}, "NO_SUCH_PAIR"), (8, ["a", "b", "c"], "NO_SUCH_GAP"), (8, "a", "TEXTS_EXPECTED"),
    ],
)  # fmt: skip
def test_what_cannot_be_an_answer_is_refused_and_nothing_is_kept(sat, position, said, reason):
    with pytest.raises(AttemptRefused) as refused:
        attempts.save_answers(attempt=sat, answers={1: [1], position: said}, at=NOW)

    assert refused.value.reason == reason
    assert not Answer.objects.exists()


def test_pages_save_show_check_and_mark_every_kind_without_javascript(cast, sat, asha):
    right = right_answers(sat)
    form = form_of(sat, right)

    saved = asha.post(f"/attempts/{sat.uuid}/answers/", form | {"check": "1"})
    sheet = asha.get(f"/attempts/{sat.uuid}/").content.decode()
    check = asha.get(f"/attempts/{sat.uuid}/check/").content.decode()
    result = asha.post(f"/attempts/{sat.uuid}/submission/", follow=True).content.decode()

    assert saved.url == f"/attempts/{sat.uuid}/check/"
    assert sheet.count(" checked>") == 4
    assert sheet.count(" selected>") == 8
    for text in ("98,76,54,321 km", "canary word", "CANARY gap one", "canary gap two"):
        assert f'value="{text}"' in sheet
    assert "8 of 8 questions answered" in check
    assert "left 1 → side 1" in check
    assert "1. item 1" in check
    assert "(2) canary gap two" in check
    assert "8 of 8 right" in result


def test_what_is_open_or_answered_in_part_is_named_before_the_hand_in(cast, sat, asha):
    asha.post(f"/attempts/{sat.uuid}/answers/", {"q4": "many", "q6.1": "2", "q7.1": "1", "q7.2": "1", "q8.1": "x"})

    check = asha.get(f"/attempts/{sat.uuid}/check/").content.decode()

    assert "1 of 8 questions answered" in check
    assert "7 questions are not fully answered" in check
    assert "What you wrote cannot be read as a number." in check
    assert [check.count(f">{state}</span>") for state in ("Answered", "Answered in part", "Not answered")] == [1, 3, 4]


def test_an_answer_taken_back_is_empty_again(sat, asha):
    asha.post(f"/attempts/{sat.uuid}/answers/", form_of(sat, right_answers(sat)))

    asha.post(
        f"/attempts/{sat.uuid}/answers/", {"asked": ["2", "4", "6", "8"], "q4": "", "q6.1": "", "q8.1": "", "q8.2": " "}
    )

    kept = dict(Answer.objects.filter(attempt=sat).values_list("position", "response"))
    assert [kept[position] for position in (2, 4, 6, 8)] == [{}] * 4
    assert all(kept[position] for position in (1, 3, 5, 7))


@pytest.mark.parametrize(
    "fields", [{"q1": "x"}, {"q99": "1"}, {"q4.1": "2"}, {"q6.99": "1"}, {"q6.1": "99"}, {"q8.9": "x"}, {"asked": "xyz"},
               {"asked": "999"}, {"q7.1": "-1"}, {"q4": "9" * 600}]
)  # fmt: skip
def test_a_form_that_was_tampered_with_is_answered_plainly(sat, asha, fields):
    answer = asha.post(f"/attempts/{sat.uuid}/answers/", fields)

    assert answer.status_code in (302, 422)
    assert not Answer.objects.exclude(response={}).exists()


def test_the_check_of_a_handed_in_attempt_leads_to_its_result(cast, sat, asha):
    progress.submit_attempt(attempt=sat, actor=actor_of(cast, "asha"), at=LATER)

    assert asha.get(f"/attempts/{sat.uuid}/check/").url == f"/attempts/{sat.uuid}/"


def test_nobody_else_finds_the_check(cast, sat):
    bilal = Client()
    bilal.force_login(cast.user("bilal"), backend="accounts.backend.Backend")

    assert bilal.get(f"/attempts/{sat.uuid}/check/").status_code == 404


def test_programs_answer_in_the_shape_in_which_they_are_asked(sat, asha):
    right = {str(position): said for position, said in right_answers(sat).items()}

    told = asha.post(f"/api/v1/attempts/{sat.uuid}/answers/", {"answers": right}, "application/json").json()

    assert {str(one["number"]): one["said"] for one in told["questions"]} == right | {
        "8": ["CANARY gap one", "canary gap two"]
    }
    assert {one["state"] for one in told["questions"]} == {"answered"}
    match, order = told["questions"][5], told["questions"][6]
    assert [set(part) for part in match["rights"]] == [{"number", "text"}] * 5
    assert [part["number"] for part in order["items"]] == [1, 2, 3, 4]
