"""Leaving a course."""

import pytest

from core.tenancy.context import acting_in, everywhere
from courses.enrolment import actions
from courses.enrolment.actions import WithdrawalRefused
from courses.enrolment.models import Batch, BatchPlaces, Enrolment
from courses.enrolment.reactions import offer_freed_places, tell_offered
from courses.events import LearnerEnrolled, LearnerWithdrew
from courses.progress.models import ResourceProgress
from messages.inbox.models import Message
from tests.courses.making import LATER, NOW, actor_of, enrol, pass_quiz, published, read_all


def _leave(cast, enrolled, name="asha", reason="no_time"):
    return actions.withdraw(enrolment=enrolled, reason=reason, actor=actor_of(cast, name), at=LATER)


def test_keeps_the_progress_already_made(cast):
    made = published(cast)

    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, made)
        read_all(cast, made, enrolled)
        left = _leave(cast, enrolled)
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


def test_lets_the_learner_come_back(cast):
    made = published(cast)

    with acting_in(cast.learner_scope("asha")):
        first = enrol(cast, made)
        _leave(cast, first)
        again = enrol(cast, made, at=LATER)

    assert again.pk != first.pk
    assert (again.state, again.created_at, NOW < LATER) == ("open", LATER, True)


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
