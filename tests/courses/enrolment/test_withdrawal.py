"""Leaving a course."""

import threading
import time

import pytest
from django.db import connection, connections

from core.tenancy.context import acting_in, everywhere
from courses.enrolment import actions
from courses.enrolment.actions import WithdrawalRefused
from courses.enrolment.models import Batch, BatchPlaces, Enrolment
from courses.enrolment.reactions import offer_freed_places, tell_offered
from courses.events import LearnerEnrolled, LearnerWithdrew
from courses.progress.models import ResourceProgress
from messages.inbox.models import Message
from tests.cast import Cast, build_cast
from tests.courses.making import LATER, NOW, actor_of, enrol, pass_quiz, published, read_all


def _leave(cast, enrolled, name="asha", reason="no_time"):
    return actions.withdraw(enrolment=enrolled, reason=reason, actor=actor_of(cast, name), at=LATER)


def _read_and_left(cast, made):
    """Asha read both texts and left."""
    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, made)
        read_all(cast, made, enrolled)
        return _leave(cast, enrolled)


def test_keeps_the_progress_already_made(cast):
    made = published(cast)

    left = _read_and_left(cast, made)
    with acting_in(cast.learner_scope("asha")):
        kept = ResourceProgress.objects.filter(enrolment=left, completed_at__isnull=False).count()

    assert (left.state, left.withdrawal_reason, left.progress, kept) == ("withdrawn", "no_time", 44, 2)


def test_twice_is_the_same_as_once(cast):
    made = published(cast)

    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, made)
        first = _leave(cast, enrolled)
        second = _leave(cast, enrolled, reason="mistake")

    assert (second.withdrawn_at, second.withdrawal_reason) == (first.withdrawn_at, "no_time")


def test_is_refused_after_completion_and_changes_nothing(cast):
    made = published(cast)

    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, made)
        read_all(cast, made, enrolled)
        pass_quiz(cast, made, enrolled)
        with pytest.raises(WithdrawalRefused) as refused:
            _leave(cast, enrolled)
        enrolled.refresh_from_db()

    assert refused.value.reason == "ALREADY_COMPLETED"
    assert (enrolled.state, enrolled.withdrawn_at) == ("completed", None)


def test_without_a_known_reason_is_refused(cast):
    made = published(cast)

    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, made)
        with pytest.raises(WithdrawalRefused) as refused:
            _leave(cast, enrolled, reason="because")

    assert refused.value.reason == "REASON_MISSING"


def test_offers_the_place_to_the_first_learner_waiting_even_in_another_organisation(cast):
    made = published(cast)
    with everywhere(reason="test", audited=False):
        Batch.objects.filter(pk=made.batch.pk).update(capacity=1, waiting_places=5)
        made.batch.refresh_from_db()
    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, made)
    for name in ("bilal", "indu"):
        with acting_in(cast.learner_scope(name)):
            enrol(cast, made, name)
    with acting_in(cast.learner_scope("asha")):
        _leave(cast, enrolled)
    event = LearnerWithdrew(
        at=LATER, offering_id=made.offering.pk, batch_id=made.batch.pk, person_id=cast.asha.pk,
        enrolment_uuid=str(enrolled.uuid), gave_place=True,
    )  # fmt: skip

    with everywhere(reason="test", audited=False):
        offer_freed_places([event])
        offer_freed_places([event])
        states = dict(Enrolment.objects.values_list("person__full_name", "state"))

    assert states == {"Asha Verma": "withdrawn", "Bilal Khan": "open", "Indu Sharma": "waiting"}
    assert BatchPlaces.objects.filter(batch=made.batch).values_list("taken", "waiting").get() == (1, 1)


def test_lets_the_learner_come_back_to_what_was_done(cast):
    made = published(cast)
    first = _read_and_left(cast, made)

    with acting_in(cast.learner_scope("asha")):
        again = enrol(cast, made, at=LATER)
        twice = enrol(cast, made, at=LATER)

    assert (again.pk, twice.pk) == (first.pk, first.pk)
    assert (again.state, again.progress, again.opened_at, again.created_at) == ("open", 44, NOW, LATER)
    assert (again.withdrawn_at, again.withdrawal_reason) == (None, "")


def test_a_newer_version_begins_anew(cast):
    made = published(cast)
    first = _read_and_left(cast, made)
    newer = published(cast, offering=made.offering)

    with acting_in(cast.learner_scope("asha")):
        again = enrol(cast, newer, at=LATER)
        first.refresh_from_db()

    assert (again.version_id, again.progress) == (newer.version.pk, 0)
    assert (first.state, first.progress) == ("withdrawn", 44)


def test_a_plan_brings_who_left_back_to_what_was_done_and_adds_who_was_not_there(cast):
    made = published(cast)
    _read_and_left(cast, made)
    by_plan = {
        "offering": made.offering, "person_ids": [cast.asha.pk, cast.indu.pk], "organisation_id": cast.finance.pk,
        "actor": actor_of(cast, "chitra"), "at": LATER,
    }  # fmt: skip

    with everywhere(reason="test", audited=False):
        told = sorted(actions.enrol_many(**by_plan)), actions.enrol_many(**by_plan)
        rows = Enrolment.objects.order_by("pk").values_list("person_id", "state", "progress", "opened_at")

        assert told == (sorted([cast.asha.pk, cast.indu.pk]), [])
        assert list(rows) == [(cast.asha.pk, "open", 44, NOW), (cast.indu.pk, "open", 0, LATER)]


def test_who_comes_back_to_a_full_batch_waits_behind_the_others(cast):
    made = published(cast)
    with everywhere(reason="test", audited=False):
        Batch.objects.filter(pk=made.batch.pk).update(capacity=1, waiting_places=5)
        made.batch.refresh_from_db()
    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, made)
        _leave(cast, enrolled)
    for name in ("bilal", "indu"):
        with acting_in(cast.learner_scope(name)):
            enrol(cast, made, name)
    with acting_in(cast.learner_scope("asha")):
        again = enrol(cast, made, at=LATER)

    assert (again.pk, again.state) == (enrolled.pk, "waiting")
    assert BatchPlaces.objects.filter(batch=made.batch).values_list("taken", "waiting").get() == (1, 2)
    with everywhere(reason="test", audited=False):
        queue = Enrolment.objects.filter(batch=made.batch, state="waiting").order_by("created_at", "pk")
        assert list(queue.values_list("person_id", flat=True)) == [cast.indu.pk, cast.asha.pk]


def _asha_has_left():
    """For tests in transactions of their own, which find no cast."""
    build_cast()
    cast = Cast.load()
    made = published(cast, quiz=False)
    with acting_in(cast.learner_scope("asha")):
        first = enrol(cast, made)
        _leave(cast, first)
    return cast, made, first


@pytest.mark.django_db(transaction=True)
def test_coming_back_in_two_tabs_opens_it_once():
    cast, made, first = _asha_has_left()
    together, opened = threading.Barrier(2), []

    def come_back():
        try:
            together.wait(5)
            with acting_in(cast.learner_scope("asha")):
                opened.append(enrol(cast, made, at=LATER).pk)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=come_back) for _tab in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert opened == [first.pk, first.pk]
    with everywhere(reason="test", audited=False):
        assert list(Enrolment.objects.values_list("pk", "state")) == [(first.pk, "open")]


@pytest.mark.django_db(transaction=True)
def test_a_plan_that_meets_who_comes_back_at_the_same_moment_changes_nothing():
    """The plan has seen the withdrawn row already, and waits for it while its learner comes back to a waiting list."""
    cast, made, first = _asha_has_left()
    told = []

    def by_plan():
        try:
            with everywhere(reason="test", audited=False):
                told.append(
                    actions.enrol_many(
                        offering=made.offering, person_ids=[cast.asha.pk], organisation_id=cast.finance.pk,
                        actor=actor_of(cast, "chitra"), at=LATER,
                    )
                )  # fmt: skip
        finally:
            connections.close_all()

    plan = threading.Thread(target=by_plan)
    with everywhere(reason="test", audited=False):
        Enrolment.objects.filter(pk=first.pk).update(state="waiting")
        plan.start()
        until = time.monotonic() + 10
        while not _somebody_waits_for_us() and time.monotonic() < until:
            time.sleep(0.02)
        assert _somebody_waits_for_us()
    plan.join(20)

    assert told == [[]]
    with everywhere(reason="test", audited=False):
        assert list(Enrolment.objects.values_list("pk", "state")) == [(first.pk, "waiting")]


def _somebody_waits_for_us():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid)))"
        )
        return cursor.fetchone()[0]


def test_tells_who_waited_once(cast):
    made = published(cast)
    event = LearnerEnrolled(
        at=LATER, offering_id=made.offering.pk, offering_uuid=str(made.offering.uuid), batch_id=made.batch.pk,
        person_ids=[cast.bilal.pk], from_waiting=True,
    )  # fmt: skip

    with everywhere(reason="test", audited=False):
        tell_offered([event])
        tell_offered([event])
        told = list(Message.objects.filter(kind="courses.place").values_list("person_id", flat=True))

    assert told == [cast.bilal.pk]
