"""A quiz that shows one question at a time: with a way back, and without. By page and by API."""

import pytest
from django.test import Client

from core.tenancy.context import acting_in, everywhere
from courses.attempts import actions as attempts
from courses.attempts.actions import AttemptRefused
from courses.attempts.models import Answer, Attempt
from courses.progress import actions as progress
from tests.courses.making import LATER, NOW, actor_of, enrol, published


@pytest.fixture
def begun(cast):
    """begun("free"): an attempt of Asha at three questions."""

    def begun(paging):
        made = published(cast, texts=0, pool=3, pick=3, is_shuffled=False, paging=paging)
        with acting_in(cast.learner_scope("asha")):
            enrolled = enrol(cast, made)
            return attempts.start(enrolment=enrolled, resource=made.quiz, actor=actor_of(cast, "asha"), at=NOW)

    return begun


@pytest.fixture
def asha(cast):
    client = Client()
    client.force_login(cast.user("asha"), backend="accounts.backend.Backend")
    return client


def saved():
    with everywhere(reason="test", audited=False):
        return dict(Answer.objects.values_list("position", "response"))


def reached(attempt):
    with everywhere(reason="test", audited=False):
        return Attempt.objects.get(pk=attempt.pk).reached


def stems(attempt):
    return [question["stem"] for question in attempt.questions]


def test_with_a_way_back_a_page_shows_one_question_and_saves_it_on_the_way_to_another(cast, begun, asha):
    attempt = begun("free")
    page = f"/attempts/{attempt.uuid}/"

    first = asha.get(page).content.decode()
    onward = asha.post(f"{page}answers/", {"asked": "1", "q1": "1", "go": "2"})
    back = asha.post(f"{page}answers/", {"asked": "2", "q2": "2", "go": "1"})

    assert [stem in first for stem in stems(attempt)] == [True, False, False]
    assert [answer["Location"] for answer in (onward, back)] == [f"{page}?q=2", f"{page}?q=1"]
    assert stems(attempt)[1] in asha.get(onward["Location"]).content.decode()
    assert set(saved()) == {1, 2}
    assert stems(attempt)[2] in asha.get(f"{page}?q=999").content.decode()
    check = asha.get(f"{page}check/").content.decode()
    assert all(stem in check for stem in stems(attempt))
    assert f"{page}?q=3#q3" in check


def test_without_a_way_back_what_was_left_stands_and_what_comes_is_not_told(cast, begun, asha):
    attempt = begun("forward")
    page = f"/attempts/{attempt.uuid}/"

    onward = asha.post(f"{page}answers/", {"asked": "1", "q1": "1", "leave": "1"})
    stood = saved()
    again = asha.post(f"{page}answers/", {"asked": "1", "q1": "1", "leave": "1"})  # a double click
    changed = asha.post(f"{page}answers/", {"asked": "1", "q1": "2"})
    early = asha.post(f"{page}answers/", {"asked": "3", "q3": "1"})
    told = asha.get(f"/api/v1{page}").json()

    assert (onward.status_code, again.status_code) == (302, 302)
    assert (changed.status_code, early.status_code) == (422, 422)
    assert "This question is behind you." in changed.content.decode()
    assert "This question comes later." in early.content.decode()
    assert saved() == stood
    assert reached(attempt) == 2
    shown = asha.get(f"{page}?q=1").content.decode()
    assert [stem in shown for stem in stems(attempt)] == [False, True, False]
    assert [question["number"] for question in told["questions"]] == [1, 2]
    assert (told["paging"], told["reached"]) == ("forward", 2)
    assert asha.get(f"{page}check/")["Location"] == page


def test_without_a_way_back_after_the_last_question_there_is_only_the_hand_in(cast, begun, asha):
    attempt = begun("forward")
    page = f"/attempts/{attempt.uuid}/"
    for position in ("1", "2"):
        asha.post(f"{page}answers/", {"asked": position, f"q{position}": "1", "leave": position})

    last = asha.post(f"{page}answers/", {"asked": "3", "q3": "1", "leave": "3", "check": "1"})

    assert last["Location"] == f"{page}check/"
    assert asha.get(page)["Location"] == f"{page}check/"
    check = asha.get(f"{page}check/").content.decode()
    assert "Back to the questions" not in check
    assert f'href="{page}' not in check
    assert reached(attempt) == 4


def test_the_api_leaves_a_question_as_the_page_does(cast, begun, asha):
    attempt = begun("forward")
    url = f"/api/v1/attempts/{attempt.uuid}/answers/"

    def post(body):
        return asha.post(url, body, content_type="application/json")

    assert post({"answers": {"1": [1]}, "leaving": 1}).json()["reached"] == 2
    assert post({"answers": {}, "leaving": 1}).json()["reached"] == 2
    refused = [post({"answers": {"1": [2]}}), post({"answers": {"2": [1]}, "leaving": 3})]
    assert [answer.status_code for answer in refused] == [409, 409]
    assert [answer.json()["code"] for answer in refused] == ["QUESTION_BEHIND", "QUESTION_AHEAD"]
    assert set(saved()) == {1}


def test_handing_in_changes_no_answer_that_was_left(cast, begun):
    attempt = begun("forward")
    with acting_in(cast.learner_scope("asha")):
        attempts.save_answers(attempt=attempt, answers={1: [1]}, leaving=1, at=NOW)
        stood = saved()

        with pytest.raises(AttemptRefused) as refused:
            progress.submit_attempt(attempt=attempt, answers={1: [2]}, actor=actor_of(cast, "asha"), at=LATER)

        assert refused.value.reason == "QUESTION_BEHIND"
        assert saved() == stood
        attempt.refresh_from_db()
        assert attempt.submitted_at is None
        progress.submit_attempt(attempt=attempt, answers={2: [1]}, actor=actor_of(cast, "asha"), at=LATER)
        assert set(saved()) == {1, 2, 3}  # the open one was taken, the last is marked as not answered
