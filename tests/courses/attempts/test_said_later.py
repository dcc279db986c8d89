"""Two devices, or a page that was offline: of two answers to a question the one said later stands, whichever comes first."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone

from core.tenancy.context import acting_in, everywhere
from courses.attempts import actions as attempts
from courses.attempts.models import Answer, Attempt
from courses.player.rules import millis
from tests.courses.making import NOW, actor_of, enrol, published

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


@pytest.fixture
def begun(cast):
    """begun(at): an attempt of Asha at three questions."""

    def begun(at=NOW):
        made = published(cast, texts=0, pool=3, pick=3, is_shuffled=False)
        with acting_in(cast.learner_scope("asha")):
            enrolled = enrol(cast, made)
            return attempts.start(enrolment=enrolled, resource=made.quiz, actor=actor_of(cast, "asha"), at=at)

    return begun


@pytest.fixture
def asha(cast):
    client = Client()
    client.force_login(cast.user("asha"), backend="accounts.backend.Backend")
    return client


def chosen():
    """Position -> what stands, and when it was said."""
    with everywhere(reason="test", audited=False):
        attempt = Attempt.objects.get()
        rows = Answer.objects.order_by("position").values_list("position", "response", "saved_at")
        return {
            position: ([[one["id"] for one in attempt.questions[position - 1]["options"]].index(place) + 1
                        for place in response.get("chosen", [])], at)
            for position, response, at in rows
        }  # fmt: skip


PHONE, OFFICE = ({1: [1]}, NOW + 5 * MINUTE), ({1: [2]}, NOW + 7 * MINUTE)


@pytest.mark.parametrize("order", [(PHONE, OFFICE), (OFFICE, PHONE)], ids=["in order", "out of order"])
def test_the_answer_said_later_stands_whichever_comes_first(cast, begun, order):
    attempt = begun()

    with acting_in(cast.learner_scope("asha")):
        outrun = [
            attempts.save_answers(
                attempt=attempt, answers=answer, look_again={1: answer == {1: [2]}}, said_at={1: said},
                at=NOW + (10 + turn) * MINUTE,
            ).outrun
            for turn, (answer, said) in enumerate(order)
        ]  # fmt: skip
        attempt.refresh_from_db()

    assert outrun == [frozenset(), frozenset({1}) if order[0] is OFFICE else frozenset()]
    assert chosen() == {1: ([2], NOW + 7 * MINUTE)}
    assert attempt.look_again == [1]  # the mark goes with its answer


def test_a_device_whose_clock_is_wrong_says_nothing_after_its_arrival_or_before_the_start(cast, begun):
    attempt = begun()
    fast, slow = {1: NOW + timedelta(days=9)}, {2: NOW - timedelta(days=9)}

    with acting_in(cast.learner_scope("asha")):
        attempts.save_answers(attempt=attempt, answers={1: [1], 2: [1]}, said_at=fast | slow, at=NOW + MINUTE)
        later = attempts.save_answers(attempt=attempt, answers={1: [2]}, at=NOW + MINUTE + SECOND)

    assert later.outrun == frozenset()
    assert chosen() == {1: ([2], NOW + MINUTE + SECOND), 2: ([1], NOW)}


def test_a_page_says_when_and_hears_what_was_answered_later_elsewhere(begun, asha):
    started = timezone.now() - 10 * MINUTE
    page = f"/attempts/{begun(started).uuid}/"
    five, nine = millis(started + 5 * MINUTE), millis(started + 9 * MINUTE)
    json = {"Accept": "application/json"}

    first = asha.post(f"{page}answers/", {"asked": "1", "q1": "2", "said1": nine}, headers=json).json()
    late = {"asked": ["1", "2"], "q1": "1", "said1": five, "q2": "1", "said2": five}
    second = asha.post(f"{page}answers/", late, headers=json).json()
    asha.post(f"{page}answers/", late | {"said1": "9" * 40, "q1": "9"}, headers=json)  # not a time, and not an option
    sheet = asha.get(page).content.decode()
    asha.post(f"{page}submission/", late)  # by hand, carrying what waited

    assert (first["outrun"], list(first["was"])) == ([], ["1"])
    assert (second["outrun"], list(second["was"])) == ([1], ["2"])
    assert 0 <= millis(timezone.now()) - second["now"] < 60_000
    assert f'data-nav="1" data-kept="{nine}"' in sheet
    assert {position: said for position, (said, _at) in chosen().items()} == {1: [2], 2: [1], 3: []}


def test_what_was_said_again_by_hand_is_no_repetition_of_the_page(begun, asha):
    """Changed, saved while its answer was lost, and changed back: the page's `was` is of before both."""
    started = timezone.now() - 10 * MINUTE
    page = f"/attempts/{begun(started).uuid}/"
    was = asha.post(f"{page}answers/", {"q1": "1"}, headers={"Accept": "application/json"}).json()["was"]["1"]
    asha.post(f"{page}answers/", {"q1": "2"})

    asha.post(f"{page}answers/", {"asked": "1", "q1": "1", "was1": was})
    assert chosen()[1][0] == [2]
    asha.post(f"{page}answers/", {"asked": "1", "q1": "1", "was1": was, "said1": millis(timezone.now() + SECOND)})
    assert chosen()[1][0] == [1]


def test_a_program_says_when_too(begun, asha):
    started = timezone.now() - 10 * MINUTE
    attempt = begun(started)
    url = f"/api/v1/attempts/{attempt.uuid}/answers/"
    asha.post(url, {"answers": {"1": [2]}}, "application/json")

    said_at = {"1": (started + MINUTE).isoformat(), "3": (started + MINUTE).isoformat()}
    told = asha.post(url, {"answers": {"1": [1], "3": [1]}, "said_at": said_at}, "application/json").json()
    wrong = asha.post(url, {"answers": {"2": [1]}, "said_at": {"2": "yesterday"}}, "application/json")

    assert (told["outrun"], wrong.status_code) == ([1], 400)
    assert {position: said for position, (said, _at) in chosen().items()} == {1: [2], 3: [1]}


def test_a_form_of_somebody_signed_out_is_led_back_to_its_page(begun):
    page = f"/attempts/{begun().uuid}/"

    answer = Client().post(f"{page}submission/", {"q1": "1"}, headers={"Referer": f"http://testserver{page}?q=2"})

    assert (answer.status_code, answer["Location"]) == (302, f"/account/login/?next={quote(page)}")
    assert chosen() == {}
