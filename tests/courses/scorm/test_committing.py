"""Commits of a package: kept once, newest of the newest session, never backwards; completion by its policy."""

from datetime import timedelta

import pytest

from core.tenancy.context import acting_in, everywhere
from courses.enrolment.models import Completion, Enrolment
from courses.progress.models import LearningDay, ResourceProgress
from courses.progress.rules import ranges
from courses.scorm import queries
from courses.scorm.actions import PackageRefused
from courses.scorm.models import ScoInteraction, ScoSession, ScoState
from tests.courses.attacks.player import enrolled
from tests.courses.scorm.making import NOW, Player, course

ASKED = {
    "number": 0, "identifier": "q1", "kind": "choice", "response": "a", "correct": ["b"], "result": "wrong",
    "weighting": 1.0, "latency": 7, "description": "",
}  # fmt: skip


@pytest.fixture
def made(cast):
    return course(cast)


@pytest.fixture
def asha(cast, made):
    player = Player(cast, enrolled(cast, made), made.texts[0])
    player.say(at=0)
    return player


def state(player):
    with everywhere(reason="test", audited=False):
        return ScoState.objects.get(enrolment=player.enrolment, sco=player.sco)


def reached(player):
    with everywhere(reason="test", audited=False):
        return ResourceProgress.objects.get(enrolment=player.enrolment)


def test_keeps_what_the_package_wants_to_remember(asha):
    asha.say("incomplete", at=30, location="page-3", suspend_data='{"seen":[1,2,3]}', exit="suspend", said_seconds=28)

    kept = state(asha)
    assert (kept.completion, kept.location, kept.suspend_data, kept.exit) == (
        "incomplete", "page-3", '{"seen":[1,2,3]}', "suspend",
    )  # fmt: skip
    with acting_in(asha.cast.learner_scope("asha")):
        memory = queries.memory_of(asha.enrolment.pk, asha.resource.pk, "one")
    assert (memory.location, memory.seconds) == ("page-3", 28)


def test_a_session_that_only_opened_the_part_forgets_nothing(asha, cast):
    asha.say("incomplete", at=30, location="page-3", suspend_data="memory")

    Player(cast, asha.enrolment, asha.resource).say(at=500)

    assert (state(asha).location, state(asha).suspend_data) == ("page-3", "memory")


def test_completes_the_course_when_the_package_says_so_after_its_least_time(asha):
    asha.stay(60)

    told = asha.say("completed", "passed", at=61, score=90)

    assert (told.is_complete, told.decision.missing) == (True, ())
    with everywhere(reason="test", audited=False):
        completion = Completion.objects.get(enrolment=asha.enrolment)
        assert (completion.grade, completion.score) == ("C", None)
        assert Enrolment.objects.get(pk=asha.enrolment.pk).progress == 100
    assert reached(asha).completed_at == NOW + timedelta(seconds=61)


def test_all_parts_must_say_so_and_those_that_have_not_are_named(cast):
    made = course(cast, parts=("one", "two", "three"), code="three")
    enrolment = enrolled(cast, made)
    first, second = (Player(cast, enrolment, made.texts[0], sco) for sco in ("one", "two"))
    first.stay(60)
    first.say("completed", at=61)
    second.say("incomplete", at=62, active=0)

    told = second.say("incomplete", at=70, active=8)

    assert not told.is_complete
    assert told.decision.missing == (("two", "NOT_COMPLETED"), ("three", "NOT_OPENED"))
    assert told.decision.percent == 36
    assert reached(first).position == 36

    second.say("completed", at=80, active=18)
    assert Player(cast, enrolment, made.texts[0], "three").say("unknown", "passed", at=90, active=0).is_complete


def test_an_older_number_changes_nothing(asha):
    asha.say("incomplete", at=30, location="new", sequence=5)

    told = asha.say("incomplete", at=31, location="old", sequence=4)

    assert (told.is_kept, state(asha).location) == (False, "new")


def test_the_same_commit_twice_is_the_same_as_once(asha):
    asha.say("incomplete", at=30, location="here", sequence=5, interactions=[ASKED])
    asha.say("incomplete", at=30, location="here", sequence=5, interactions=[ASKED])

    with everywhere(reason="test", audited=False):
        assert ScoInteraction.objects.count() == 1
        assert ScoSession.objects.get().active == 30
    assert ranges(reached(asha).seen) == [(0, 30)]


def test_a_page_left_open_elsewhere_no_longer_moves_the_place(asha, cast):
    phone = Player(cast, asha.enrolment, asha.resource)
    phone.say("incomplete", at=100, location="phone")

    told = asha.say("completed", at=130, location="computer", suspend_data="old")

    assert (told.is_kept, told.is_current) == (True, False)
    assert (state(asha).location, state(asha).suspend_data, state(asha).completion) == ("phone", "", "completed")


def test_status_and_score_never_fall(asha):
    asha.say("completed", "passed", at=30, score=80)
    asha.say("incomplete", "failed", at=40, score=20)

    assert (state(asha).completion, state(asha).success, state(asha).score) == ("completed", "passed", 80)


def test_interactions_are_kept_and_a_changed_answer_replaces_the_first(asha):
    asha.say(at=10, interactions=[ASKED, {**ASKED, "number": 1, "identifier": "q2"}])
    asha.say(at=20, interactions=[{**ASKED, "response": "b", "result": "correct"}])

    with everywhere(reason="test", audited=False):
        rows = list(
            ScoInteraction.objects.order_by("number").values_list("identifier", "response", "result", "correct")
        )
    assert rows == [("q1", "b", "correct", ["b"]), ("q2", "a", "wrong", ["b"])]


def test_total_time_is_the_sum_of_sessions_and_no_session_is_longer_than_it_was(asha, cast):
    asha.say(at=100, said_seconds=95)
    second = Player(cast, asha.enrolment, asha.resource)
    second.say(at=200, active=0)
    second.say(at=230, active=30, said_seconds=99_999)

    with acting_in(cast.learner_scope("asha")):
        assert queries.memory_of(asha.enrolment.pk, asha.resource.pk, "one").seconds == 95 + 30


def test_learning_time_is_credited_as_it_passed(asha):
    asha.stay(90)

    with everywhere(reason="test", audited=False):
        assert ranges(LearningDay.objects.get().active) == [(41400, 41490)]


def test_commits_after_completion_keep_the_place_and_complete_nothing_again(asha):
    asha.stay(60)
    asha.say("completed", at=61)

    told = asha.say("incomplete", at=90, location="again")

    assert (told.is_complete, state(asha).location) == (True, "again")
    with everywhere(reason="test", audited=False):
        assert Completion.objects.count() == 1


def test_a_score_policy_completes_a_package_that_never_sends_a_status(cast):
    made = course(cast, code="scored", policy="score", pass_score=80)
    player = Player(cast, enrolled(cast, made), made.texts[0])
    player.stay(60)

    assert player.say(at=70, score=79).decision.missing == (("one", "SCORE_TOO_LOW"),)
    assert player.say(at=80, score=80).is_complete


def test_a_visiting_policy_completes_when_every_part_was_opened(cast):
    made = course(cast, code="seen", policy="visited", parts=("one", "two"))
    enrolment = enrolled(cast, made)
    Player(cast, enrolment, made.texts[0]).stay(60)

    assert Player(cast, enrolment, made.texts[0], "two").say(at=61, active=0).is_complete


def test_a_part_that_is_not_there_is_refused(asha):
    asha.sco = "nowhere"

    with pytest.raises(PackageRefused) as refused:
        asha.say(at=10)

    assert refused.value.reason == "NO_SUCH_PART"
    with everywhere(reason="test", audited=False):
        assert not ScoState.objects.filter(sco="nowhere").exists()
