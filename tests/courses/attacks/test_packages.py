"""Ways to have a package believed without learning it. None completes it; an honest learner beside is not hindered."""

import threading
from datetime import timedelta

import pytest
from django.db import connections
from django.test import Client

from core.tenancy.context import everywhere
from courses.enrolment.models import Completion
from courses.progress.actions import ProgressRefused
from courses.progress.models import ResourceProgress
from courses.progress.rules import IDLE_SECONDS, ranges
from courses.scorm.actions import PackageRefused
from courses.scorm.models import ScoInteraction, ScoSession, ScoState
from tests.cast import Cast, build_cast
from tests.courses.attacks.player import enrolled
from tests.courses.making import NOW
from tests.courses.scorm.making import Player, course

NEEDED = 60  # seconds: a quarter of its four minutes


@pytest.fixture
def made(cast):
    return course(cast)


@pytest.fixture
def asha(cast, made):
    """Her page, open since second 0."""
    player = Player(cast, enrolled(cast, made), made.texts[0])
    player.say(at=0)
    return player


def counted(player):
    """(active seconds, seconds that did not count, is complete, completions)."""
    with everywhere(reason="test", audited=False):
        row = ResourceProgress.objects.filter(enrolment=player.enrolment).first()
        completions = Completion.objects.filter(enrolment=player.enrolment).count()
    if row is None:
        return 0, 0, False, completions
    return sum(e - s for s, e in ranges(row.seen)), row.uncounted, row.completed_at is not None, completions


def test_the_honest_learner_completes_with_the_first_word_after_the_least_time(asha):
    asha.stay(NEEDED)

    assert asha.say("completed", "passed", at=NEEDED + 5, score=90).is_complete
    assert counted(asha) == (65, 0, True, 1)


def test_a_forged_status_completes_nothing_before_its_time(asha):
    told = asha.say("completed", "passed", at=1, score=100)

    assert (told.is_complete, told.decision.seconds_left) == (False, NEEDED - 1)
    assert counted(asha) == (1, 0, False, 0)


def test_a_status_said_too_early_counts_when_the_time_has_passed(asha):
    asha.say("completed", at=20)

    asha.say("incomplete", at=40)
    told = asha.say("incomplete", at=61)

    assert told.is_complete


def test_completion_by_one_call_in_one_second_is_not_believed(cast, made):
    player = Player(cast, enrolled(cast, made), made.texts[0])

    told = player.say("completed", "passed", at=0, active=9999, score=100, said_seconds=9999)

    assert (told.is_complete, told.decision.seconds_left) == (False, NEEDED)
    assert counted(player) == (0, 0, False, 0)


def test_claimed_minutes_are_cut_to_the_clock(asha):
    asha.say("completed", at=10, active=30_000)

    assert counted(asha) == (10, 29_990, False, 0)


def test_a_page_left_open_overnight_is_believed_for_five_minutes(asha, cast):
    asha.say(at=8 * 3600, active=8 * 3600)

    assert counted(asha)[0] == IDLE_SECONDS


def test_opening_and_waiting_without_being_there_is_not_time(asha):
    told = asha.say("completed", at=300, active=2)

    assert (told.is_complete, counted(asha)[0]) == (False, 2)


def test_two_tabs_share_one_clock(asha, cast):
    other = Player(cast, asha.enrolment, asha.resource)
    other.say(at=0)
    for step in range(1, 6):
        asha.say(at=step * 10)
        other.say(at=step * 10)

    assert counted(asha)[0] == 50


def test_fifty_sessions_opened_beforehand_have_one_clock(asha, cast):
    pages = [Player(cast, asha.enrolment, asha.resource) for _ in range(50)]
    for page in pages:
        page.say(at=0)
    for page in pages:
        page.say("completed", at=10, active=1000)

    assert counted(asha)[0] == 10
    assert not counted(asha)[2]


def test_a_replayed_commit_counts_once_whatever_it_then_says(asha):
    asha.say("incomplete", at=30, sequence=5)

    for at in range(40, 200, 10):
        told = asha.say("completed", "passed", at=at, sequence=5)

    assert (told.is_kept, counted(asha)) == (False, (30, 0, False, 0))


def test_an_old_number_sent_late_is_ignored(asha):
    asha.say("incomplete", at=30, sequence=9, location="nine")

    asha.say("completed", at=31, sequence=8, location="eight")

    with everywhere(reason="test", audited=False):
        state = ScoState.objects.get(enrolment=asha.enrolment)
    assert (state.completion, state.location) == ("incomplete", "nine")


def test_the_session_of_another_person_is_of_no_use(cast, made, asha):
    asha.stay(NEEDED)
    farah = Player(cast, enrolled(cast, made, "farah"), made.texts[0], name="farah", session=asha.session)

    with pytest.raises(PackageRefused) as refused:
        farah.say("completed", at=200, sequence=999)

    assert refused.value.reason == "NOT_YOUR_SESSION"
    with everywhere(reason="test", audited=False):
        assert not ScoState.objects.filter(person=cast.farah).exists()
        assert ScoSession.objects.get().person_id == cast.asha.pk


def test_the_session_of_another_part_is_of_no_use(cast):
    made = course(cast, code="two", parts=("one", "two"))
    first = Player(cast, enrolled(cast, made), made.texts[0])
    first.say(at=0)
    second = Player(cast, first.enrolment, made.texts[0], "two", session=first.session)

    with pytest.raises(PackageRefused) as refused:
        second.say("completed", at=100, sequence=99)

    assert refused.value.reason == "NOT_YOUR_SESSION"


def test_the_enrolment_of_another_is_refused(cast, asha):
    stranger = Player(cast, asha.enrolment, asha.resource, name="bilal")

    with pytest.raises(PackageRefused) as refused:
        stranger.say("completed", at=200)

    assert refused.value.reason == "NOT_ENROLLED"
    assert counted(asha) == (0, 0, False, 0)


def test_the_learners_word_does_not_finish_a_package_that_says_so_itself(cast, asha):
    client = Client()
    client.force_login(cast.user("asha"))
    body = {
        "enrolment": str(asha.enrolment.uuid), "session": str(asha.session), "sequence": 1,
        "facts": [{"resource": str(asha.resource.uuid), "from": 0, "to": 900, "finished": True}],
    }  # fmt: skip

    answer = client.post("/api/v1/progress/", body, "application/json")

    assert (answer.status_code, answer.json()["code"]) == (409, "SAYS_ITSELF")
    assert ProgressRefused("SAYS_ITSELF").reason == "SAYS_ITSELF"
    assert counted(asha) == (0, 0, False, 0)


def test_facts_of_a_reading_add_no_time_to_a_package(cast, asha):
    client = Client()
    client.force_login(cast.user("asha"))
    for number in (1, 2):
        body = {
            "enrolment": str(asha.enrolment.uuid), "session": str(asha.session), "sequence": number,
            "facts": [{"resource": str(asha.resource.uuid), "from": 500, "to": 900, "position": 99}],
        }  # fmt: skip
        assert client.post("/api/v1/progress/", body, "application/json").status_code == 200

    assert counted(asha)[0] == 0


def test_commits_after_completion_change_nothing_of_it(asha):
    asha.stay(NEEDED)
    asha.say("completed", at=NEEDED + 1)
    with everywhere(reason="test", audited=False):
        first = Completion.objects.get(enrolment=asha.enrolment)

    asha.say("incomplete", "failed", at=200, score=0)
    asha.say("completed", "passed", at=230, score=100)

    with everywhere(reason="test", audited=False):
        assert Completion.objects.get(enrolment=asha.enrolment).completed_at == first.completed_at
        assert ResourceProgress.objects.get(enrolment=asha.enrolment).completed_at == NOW + timedelta(seconds=61)


def test_a_forged_score_needs_its_time_too(cast):
    made = course(cast, code="scored", policy="score", pass_score=80)
    player = Player(cast, enrolled(cast, made), made.texts[0])
    player.say(at=0)

    assert not player.say(at=2, score=100).is_complete


def test_the_score_of_one_part_does_not_stand_for_the_others(cast):
    made = course(cast, code="scored", policy="score", pass_score=80, parts=("one", "two", "three"))
    enrolment = enrolled(cast, made)
    one = Player(cast, enrolment, made.texts[0], "one")
    one.say(at=0)
    one.stay(NEEDED)

    told = one.say(at=NEEDED + 1, score=100)

    assert (told.is_complete, told.decision.missing) == (False, (("two", "NOT_OPENED"), ("three", "NOT_OPENED")))


def test_opening_every_part_at_once_needs_its_time_too(cast):
    made = course(cast, code="seen", policy="visited", parts=("one", "two", "three"))
    enrolment = enrolled(cast, made)
    told = [Player(cast, enrolment, made.texts[0], sco).say(at=0) for sco in ("one", "two", "three")][-1]

    assert (told.is_complete, told.decision.missing, told.decision.seconds_left) == (False, (), NEEDED)


@pytest.mark.parametrize(
    "values",
    [
        {"suspend_data": "x" * 64_001}, {"location": "x" * 1001}, {"sequence": 0}, {"sequence": 2**31},
        {"active": -1}, {"active": 10**9}, {"interactions": [{"number": 5001}]}, {"interactions": [{"number": -1}]},
        {"interactions": [{"number": n} for n in range(201)]}, {"objectives": [{}] * 201}, {"part": ""},
        {"part": "x" * 256}, {"unknown": 1}, {"session": "mine"}, {"score": {"raw": []}},
    ],
)  # fmt: skip
def test_what_no_player_sends_is_refused_and_nothing_is_kept(cast, asha, values):
    client = Client()
    client.force_login(cast.user("asha"))
    body = {
        "enrolment": str(asha.enrolment.uuid), "resource": str(asha.resource.uuid), "part": "one",
        "session": "0b1a0f6e-5f0c-4c1e-9b39-0e3f6c8f5a11", "sequence": 1, **values,
    }  # fmt: skip

    answer = client.post("/api/v1/scorm-commits/", body, "application/json")

    assert (answer.status_code, answer.json()["code"]) == (400, "INVALID")
    with everywhere(reason="test", audited=False):
        assert ScoSession.objects.count() == 1


def test_odd_text_and_numbers_are_kept_without_a_fault(cast, asha):
    client = Client()
    client.force_login(cast.user("asha"))
    body = {
        "enrolment": str(asha.enrolment.uuid), "resource": str(asha.resource.uuid), "part": "one",
        "session": str(asha.session), "sequence": 7, "lesson_status": "nonsense", "suspend_data": "a\x00b",
        "location": "पृष्ठ ३", "exit": "whatever", "session_time": "for ever", "score": {"raw": "1e999", "max": "x"},
        "interactions": [{"number": 0, "id": "q\x00", "type": "riddle", "correct": ["a" * 9000], "weighting": "NaN"}],
        "objectives": [{"id": "o\x00", "score": {"raw": "-inf"}}], "preferences": {"k" * 99: "v" * 999},
    }  # fmt: skip

    answer = client.post("/api/v1/scorm-commits/", body, "application/json")

    assert (answer.status_code, answer.json()["is_kept"]) == (200, True)
    with everywhere(reason="test", audited=False):
        state = ScoState.objects.get(enrolment=asha.enrolment)
        asked = ScoInteraction.objects.get()
    assert (state.suspend_data, state.location, state.exit, state.score) == ("ab", "पृष्ठ ३", "", None)
    assert (asked.identifier, asked.kind, asked.weighting, len(asked.correct[0])) == ("q", "", None, 2000)


@pytest.mark.django_db(transaction=True)
def test_ten_commits_at_the_same_moment_are_given_one_minute_and_one_completion():
    build_cast()
    cast = Cast.load()
    made = course(cast)
    enrolment = enrolled(cast, made)
    players = [Player(cast, enrolment, made.texts[0]) for _ in range(10)]
    for player in players:
        player.say(at=0)
    together = threading.Barrier(10)
    errors = []

    def send(player):
        try:
            together.wait(5)
            player.say("completed", at=NEEDED, active=NEEDED)
        except Exception as error:  # shown by the assertion below
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send, args=[player]) for player in players]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert errors == []
    assert counted(players[0])[0] == NEEDED
    assert counted(players[0])[2:] == (True, 1)
