"""Marked attempts are added to the statistics of their questions once, and only their provider reads them."""

import pytest
from django.test import Client

from core.outbox.relay import relay
from core.tenancy.context import acting_in, everywhere
from courses.progress import actions as progress
from courses.questions.models import QuestionVersion
from courses.statistics.models import ItemChoice, ItemStatistic
from karmayogi.reactions import SUBSCRIPTIONS
from tests.courses.making import LATER, NOW, actor_of, enrol, published, right_answers


@pytest.fixture
def sat(cast):
    """A quiz of two questions, sat five times by Asha and Indu each: she knows both, Indu the first at most."""
    made = published(cast, texts=0, pool=2, pick=2, pass_percent=100, attempts_allowed=0, may_improve=True)
    for name in ("asha", "indu"):
        with acting_in(cast.learner_scope(name)):
            enrolled = enrol(cast, made, name)
            for turn in range(5):
                attempt = progress.start_attempt(
                    enrolment=enrolled, resource=made.quiz, actor=actor_of(cast, name), at=NOW
                )
                right = right_answers(attempt)
                said = right if name == "asha" else {
                    place: places if attempt.questions[place - 1]["stem"] == "Question 1?" and turn else [3 - places[0]]
                    for place, places in right.items()
                }  # fmt: skip
                progress.submit_attempt(attempt=attempt, answers=said, actor=actor_of(cast, name), at=LATER)
    while relay(SUBSCRIPTIONS):
        pass
    return made


def rows():
    with everywhere(reason="test", audited=False):
        names = dict(QuestionVersion.objects.values_list("pk", "stem"))
        return {
            names[row.pk]: (row.attempts, row.answered, row.sum_x, row.sum_y, row.sum_xy)
            for row in ItemStatistic.objects.all()
        }, {
            (names[row.question_version_id], row.option): row.count for row in ItemChoice.objects.all()
        }  # fmt: skip


def test_adds_up_what_was_earned_and_what_was_chosen(sat):
    sums, chosen = rows()

    assert sums == {"Question 1?": (10, 10, 9.0, 5.0, 5.0), "Question 2?": (10, 10, 5.0, 9.0, 5.0)}
    assert chosen == {
        ("Question 1?", "a"): 9, ("Question 1?", "b"): 1, ("Question 2?", "a"): 5, ("Question 2?", "b"): 5,
    }  # fmt: skip


def test_relayed_again_nothing_is_added(sat):
    before = rows()

    while relay(SUBSCRIPTIONS):
        pass

    assert rows() == before


def client(cast, name):
    signed_in = Client()
    signed_in.force_login(cast.user(name), backend="accounts.backend.Backend")
    return signed_in


def test_the_provider_sees_them_on_the_page_in_the_file_and_by_api(cast, sat):
    dev, address = client(cast, "dev"), "/provider/istm/courses/noting/statistics/"

    page = dev.get(address).content.decode()
    file = dev.get(f"{address}export/").content.decode("utf-8-sig")
    told = dev.get(f"/api/v1{address}").json()

    assert "90%" in page
    assert "Question 1?" in page
    assert "Check,Question 1?,1,One answer,10,10,0.9,0.33," in file
    assert [(one["text"], one["attempts"], one["facility"], one["flags"]) for one in told] == [
        ("Question 1?", 10, 0.9, []), ("Question 2?", 10, 0.5, []),
    ]  # fmt: skip
    assert told[1]["options"][1] == {"text": "Wrong 2", "is_right": False, "count": 5, "share": 0.5}


def test_nobody_else_does(cast, sat):
    address = "/provider/istm/courses/noting/statistics/"

    assert {name: client(cast, name).get(address).status_code for name in ("asha", "bilal", "chitra", "gita")} == {
        "asha": 404, "bilal": 404, "chitra": 404, "gita": 403,
    }  # fmt: skip
    for scope in (cast.learner_scope("asha"), cast.organisation_scope("finance", "chitra")):
        with acting_in(scope):
            assert not ItemStatistic.objects.exists()
            assert not ItemChoice.objects.exists()


def test_practice_is_not_counted(cast):
    made = published(cast, texts=0, pool=1, pick=1, mode="practice")
    with acting_in(cast.learner_scope("asha")):
        attempt = progress.start_attempt(
            enrolment=enrol(cast, made), resource=made.quiz, actor=actor_of(cast, "asha"), at=NOW
        )
        progress.check_answer(
            attempt=attempt, position=1, said=right_answers(attempt)[1], actor=actor_of(cast, "asha"), at=NOW
        )
    while relay(SUBSCRIPTIONS):
        pass

    assert rows() == ({}, {})


def test_a_course_never_published_has_none(cast):
    from tests.courses.authoring.making import at_istm, begin

    with at_istm(cast):
        begin(cast)

    assert client(cast, "dev").get("/provider/istm/courses/noting-and-drafting/statistics/").status_code == 404
