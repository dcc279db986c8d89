"""Ways to be credited for a quiz without passing it. None completes it; the honest learner beside is not hindered."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.tenancy.context import acting_in, everywhere
from courses.attempts import actions as attempts
from courses.attempts.actions import AttemptRefused
from courses.attempts.models import Answer, Attempt, LateAnswer
from courses.enrolment import actions as enrolment
from courses.enrolment.models import Completion
from courses.progress import actions as progress
from tests.courses.making import NOW, actor_of, enrol, published, right_answers

MINUTE = timedelta(minutes=1)


class Sitter:
    """A learner at a quiz, at whatever time is said."""

    def __init__(self, cast, made, name="asha"):
        self.cast, self.made, self.name = cast, made, name
        with acting_in(cast.learner_scope(name)):
            self.enrolled = enrol(cast, made, name)

    def start(self, at=NOW):
        with acting_in(self.cast.learner_scope(self.name)):
            return progress.start_attempt(
                enrolment=self.enrolled, resource=self.made.quiz, actor=actor_of(self.cast, self.name), at=at
            )

    def say(self, attempt, answers, at):
        with acting_in(self.cast.learner_scope(self.name)):
            return attempts.save_answers(attempt=attempt, answers=answers, at=at)

    def submit(self, attempt, answers=None, at=NOW):
        with acting_in(self.cast.learner_scope(self.name)):
            return progress.submit_attempt(
                attempt=attempt, answers=answers, actor=actor_of(self.cast, self.name), at=at
            )


def completed():
    with everywhere(reason="test", audited=False):
        return Completion.objects.count()


def wrong(attempt):
    return {place: [3 - places[0]] for place, places in right_answers(attempt).items()}


def test_the_honest_learner_passes_in_time(cast):
    sitter = Sitter(cast, published(cast, texts=0, time_limit_minutes=10))
    attempt = sitter.start()
    for place, said in right_answers(attempt).items():
        sitter.say(attempt, {place: said}, NOW + place * MINUTE)

    assert sitter.submit(attempt, at=NOW + 10 * MINUTE).is_passed is True
    assert completed() == 1


@pytest.mark.parametrize("policy", ["best", "last", "first", "average"])
def test_a_retake_loop_ends_under_every_policy(cast, policy):
    sitter = Sitter(cast, published(cast, texts=0, attempts_allowed=3, counts=policy, cool_down_minutes=10))
    taken, refused = 0, []
    for turn in range(12):  # every three minutes, wrong each time
        try:
            attempt = sitter.start(NOW + turn * 3 * MINUTE)
            sitter.submit(attempt, wrong(attempt), NOW + turn * 3 * MINUTE)
            taken += 1
        except AttemptRefused as refusal:
            refused.append(refusal.reason)

    assert (taken, set(refused)) == (3, {"COOL_DOWN", "NO_ATTEMPTS_LEFT"})
    assert completed() == 0


def test_leaving_and_coming_back_gives_no_new_attempts(cast):
    """One attempt, after which the key is shown: whoever could have another by leaving would only have to copy it."""
    made = published(cast, texts=0, attempts_allowed=1, cool_down_minutes=600, reveal="key", reveal_when="when_done")
    sitter = Sitter(cast, made)
    refused = []
    for turn in range(3):
        try:
            attempt = sitter.start(NOW + turn * MINUTE)
            sitter.submit(attempt, wrong(attempt), NOW + turn * MINUTE)
        except AttemptRefused as refusal:
            refused.append(refusal.reason)
        with acting_in(cast.learner_scope("asha")):
            enrolment.withdraw(
                enrolment=sitter.enrolled, reason="no_time", actor=actor_of(cast, "asha"), at=NOW + turn * MINUTE
            )
            sitter.enrolled = enrol(cast, made, at=NOW + turn * MINUTE)

    assert refused == ["NO_ATTEMPTS_LEFT", "NO_ATTEMPTS_LEFT"]
    with everywhere(reason="test", audited=False):
        assert Attempt.objects.count() == 1
    assert completed() == 0


def test_a_cool_down_is_not_left_either(cast):
    made = published(cast, texts=0, cool_down_minutes=60)
    sitter = Sitter(cast, made)
    first = sitter.start(NOW)
    sitter.submit(first, wrong(first), NOW)
    with acting_in(cast.learner_scope("asha")):
        enrolment.withdraw(enrolment=sitter.enrolled, reason="mistake", actor=actor_of(cast, "asha"), at=NOW + MINUTE)
        sitter.enrolled = enrol(cast, made, at=NOW + MINUTE)

    with pytest.raises(AttemptRefused) as refused:
        sitter.start(NOW + 2 * MINUTE)
    assert refused.value.reason == "COOL_DOWN"
    second = sitter.start(NOW + 60 * MINUTE)
    assert second.number == 2
    sitter.submit(second, right_answers(second), NOW + 61 * MINUTE)
    assert completed() == 1


def test_a_passed_quiz_is_not_sat_again_to_harvest_its_pool(cast):
    sitter = Sitter(cast, published(cast, texts=0))
    attempt = sitter.start()
    sitter.submit(attempt, right_answers(attempt))

    with pytest.raises(AttemptRefused) as refused:
        sitter.start(NOW + MINUTE)
    assert refused.value.reason == "ALREADY_PASSED"


def test_an_attempt_that_shows_its_questions_counts_even_when_it_is_left(cast):
    """Start, look, leave: the paper stays the same, and leaving gives no new one."""
    sitter = Sitter(cast, published(cast, pool=6, pick=2, time_limit_minutes=10, attempts_allowed=1))

    papers = {json.dumps(sitter.start(NOW + turn * MINUTE).questions, sort_keys=True) for turn in range(5)}

    assert len(papers) == 1


def test_answers_after_the_end_are_kept_and_change_nothing(cast):
    sitter = Sitter(cast, published(cast, texts=0, time_limit_minutes=10))
    attempt = sitter.start()
    sitter.say(attempt, wrong(attempt), NOW + MINUTE)
    late = NOW + 13 * MINUTE

    assert sitter.say(attempt, right_answers(attempt), late).is_late is True
    assert sitter.submit(attempt, right_answers(attempt), late).correct == 0
    with everywhere(reason="test", audited=False):
        assert LateAnswer.objects.count() == 4
    assert completed() == 0


def test_two_tabs_answer_and_neither_undoes_the_other(cast):
    sitter = Sitter(cast, published(cast, texts=0))
    attempt = sitter.start()
    right = right_answers(attempt)
    sitter.say(attempt, {1: right[1], 2: right[2]}, NOW)
    sitter.say(attempt, {3: right[3], 4: right[4]}, NOW)

    assert sitter.submit(attempt).correct == 4


def test_a_page_left_open_in_another_tab_takes_nothing_back(cast):
    made = published(cast, texts=0)
    asha = Client()
    asha.force_login(cast.user("asha"), backend="accounts.backend.Backend")
    asha.post(reverse("courses:enrol", args=["noting"]))
    sheet = asha.post(reverse("courses:start-attempt", args=["noting", made.quiz.uuid])).url
    stale = fields(asha.get(sheet).content.decode())
    with acting_in(cast.learner_scope("asha")):
        attempt = Attempt.objects.get()
    right = right_answers(attempt)
    asha.post(f"{sheet}answers/", {f"q{place}": said[0] for place, said in right.items()})

    asha.post(f"{sheet}submission/", stale)  # all of its questions open

    with acting_in(cast.learner_scope("asha")):
        attempt.refresh_from_db()
    assert attempt.correct == 4


def fields(page):
    """What the page would send untouched."""
    import re

    inputs = re.findall(r'<input type="hidden" name="(asked|was\d+)" value="([^"]+)"', page)
    found: dict[str, list[str]] = {}
    for name, value in inputs:
        found.setdefault(name, []).append(value)
    assert len(found["asked"]) == 4
    return found


def test_a_hand_in_sent_again_is_answered_again_and_not_marked_again(cast):
    sitter = Sitter(cast, published(cast, texts=0, pass_percent=100))
    attempt = sitter.start()
    first = sitter.submit(attempt, wrong(attempt))

    again = sitter.submit(attempt, right_answers(attempt), NOW + MINUTE)

    assert (first.score, again.score, again.submitted_at, again.is_passed) == (0, 0, NOW, False)
    assert completed() == 0


def test_the_clock_of_the_device_is_asked_nothing(cast):
    """A device says when an answer was given, for what comes late by a bad network. A clock set back makes no answer in
    time of one that the server heard of after the end."""
    made = published(cast, texts=0, time_limit_minutes=10)
    sitter = Sitter(cast, made)
    attempt = sitter.start(timezone.now() - timedelta(hours=1))
    asha = Client()
    asha.force_login(cast.user("asha"), backend="accounts.backend.Backend")
    said = {str(place): places for place, places in right_answers(attempt).items()}
    in_time = dict.fromkeys(said, (attempt.started_at + MINUTE).isoformat())
    old = {"Date": "Mon, 02 Nov 2026 06:01:00 GMT"}

    kept = asha.post(
        f"/api/v1/attempts/{attempt.uuid}/answers/", {"answers": said, "said_at": in_time},
        "application/json", headers=old,
    )  # fmt: skip
    handed_in = asha.post(
        f"/api/v1/attempts/{attempt.uuid}/submission/", {"answers": said, "said_at": in_time}, "application/json",
        headers=old,
    )  # fmt: skip

    assert (kept.status_code, kept.json()["is_late"]) == (200, True)
    assert (handed_in.json()["result"]["correct"], handed_in.json()["is_ended_by_clock"]) == (0, True)


@pytest.mark.parametrize(
    ("paper", "after", "shown"),
    [
        ({"reveal": "nothing"}, "failed", set()),
        ({"reveal": "answers"}, "failed", {"own"}),
        ({"reveal": "reasons"}, "failed", {"own", "reasons"}),
        ({"reveal": "key"}, "failed", {"own", "reasons", "key"}),
        ({"reveal": "key", "reveal_when": "when_done"}, "failed", set()),
        ({"reveal": "key", "reveal_when": "when_done", "attempts_allowed": 1}, "failed", {"own", "reasons", "key"}),
        (
            {"reveal": "key", "reveal_when": "from_date", "reveal_from": timezone.now() + timedelta(days=1)},
            "failed",
            set(),
        ),
        (
            {"reveal": "key", "reveal_when": "from_date", "reveal_from": timezone.now() - timedelta(days=1)},
            "failed",
            {"own", "reasons", "key"},
        ),
    ],
)
def test_the_network_panel_shows_what_the_review_allows_and_no_more(cast, paper, after, shown):
    made = published(cast, texts=0, **paper)
    sitter = Sitter(cast, made)
    attempt = sitter.start(timezone.now())
    asha = Client()
    asha.force_login(cast.user("asha"), backend="accounts.backend.Backend")
    addresses = [
        reverse("courses:attempt", args=[attempt.uuid]), f"/api/v1/attempts/{attempt.uuid}/",
        f"/api/v1/enrolments/{sitter.enrolled.uuid}/resources/{made.quiz.uuid}/",
        reverse("courses:learn", args=["noting", made.quiz.uuid]),
    ]  # fmt: skip
    before = "".join(asha.get(address).content.decode() for address in addresses)
    assert "CANARY" not in before
    sitter.submit(attempt, wrong(attempt), timezone.now())

    said = asha.get(f"/api/v1/attempts/{attempt.uuid}/").json()["result"]
    page = asha.get(addresses[0]).content.decode()

    lines = said["to_look_at"]
    found = {
        name
        for name, is_there in {
            "own": bool(lines), "reasons": any(line["reasons"] for line in lines),
            "key": any(line["right"] for line in lines),
        }.items()
        if is_there
    }  # fmt: skip
    assert found == shown
    assert ("CANARY" in page) == ("reasons" in shown)
    assert said["score"] == 0
    with acting_in(cast.learner_scope("asha")):
        assert "CANARY" not in str(list(Answer.objects.values())) + str(list(Attempt.objects.values()))


def test_practice_by_api_gives_reasons_one_by_one_and_completes_no_course_by_itself(cast):
    made = published(cast, mode="practice", pool=2, pick=2)
    sitter = Sitter(cast, made)
    attempt = sitter.start(timezone.now())
    asha = Client()
    asha.force_login(cast.user("asha"), backend="accounts.backend.Backend")
    address = f"/api/v1/attempts/{attempt.uuid}/checks/"

    before = asha.get(f"/api/v1/attempts/{attempt.uuid}/").content.decode()
    first = asha.post(address, {"position": 1, "answer": wrong(attempt)[1]}, "application/json")
    again = asha.post(address, {"position": 1, "answer": right_answers(attempt)[1]}, "application/json")
    second = asha.post(address, {"position": 2, "answer": right_answers(attempt)[2]}, "application/json").json()

    assert "CANARY" not in before
    assert (first.status_code, first.json()["is_correct"], len(first.json()["reasons"])) == (201, False, 2)
    assert again.json()["is_correct"] is False
    assert (second["is_correct"], second["is_finished"]) == (True, True)
    assert completed() == 0  # the texts are not read
