"""Getting a place: window, places, waiting list, audience."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections

from core.audit.models import AuditEntry
from core.tenancy.context import acting_in, everywhere
from courses.enrolment import actions
from courses.enrolment.actions import EnrolmentRefused
from courses.enrolment.models import Batch, BatchPlaces, Enrolment
from tests.cast import Cast, build_cast
from tests.courses.making import LATER, NOW, actor_of, enrol, learner, pass_quiz, published, read_all


def _limit(made, **terms):
    with everywhere(reason="test", audited=False):
        Batch.objects.filter(pk=made.batch.pk).update(**terms)
        made.batch.refresh_from_db()


def _refused(cast, made, name="asha", at=NOW):
    with acting_in(cast.learner_scope(name)):
        with pytest.raises(EnrolmentRefused) as refused:
            enrol(cast, made, name, at)
        assert not Enrolment.objects.of(cast.people[name].pk).current().exists()
    with everywhere(reason="test", audited=False):
        assert not AuditEntry.objects.filter(
            action="courses.enrolment.opened", actor_person_id=cast.people[name].pk
        ).exists()
    return refused.value


def test_opens_an_enrolment_on_the_published_version(cast):
    made = published(cast)

    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, made)

    assert (enrolled.state, enrolled.version_id, enrolled.organisation_id, enrolled.provider_id) == (
        "open", made.version.pk, cast.cbdt.pk, cast.istm.pk,
    )  # fmt: skip


def test_twice_is_the_same_as_once(cast):
    made = published(cast)

    with acting_in(cast.learner_scope("asha")):
        assert enrol(cast, made).pk == enrol(cast, made).pk
        assert Enrolment.objects.count() == 1


def test_before_the_window_is_refused_with_the_day(cast):
    made = published(cast)
    _limit(made, opens_at=NOW + timedelta(days=3))

    refusal = _refused(cast, made)

    assert refusal.reason == "WINDOW_NOT_OPEN"
    assert str(refusal) == "Enrolment opens on 5 November 2026."


def test_after_the_window_is_refused_with_the_day(cast):
    made = published(cast)
    _limit(made, closes_at=NOW)

    assert str(_refused(cast, made)) == "Enrolment closed on 2 November 2026."


def test_outside_the_audience_is_refused(cast):
    made = published(cast, owner="railways", visibility="organisation")

    assert _refused(cast, made).reason == "NOT_IN_AUDIENCE"


def test_after_completion_is_refused(cast):
    made = published(cast)
    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, made)
        read_all(cast, made, enrolled)
        pass_quiz(cast, made, enrolled)

    with acting_in(cast.learner_scope("asha")), pytest.raises(EnrolmentRefused) as refused:
        enrol(cast, made, at=LATER)
    assert refused.value.reason == "ALREADY_COMPLETED"


def test_in_a_full_batch_waits_and_then_is_refused(cast):
    made = published(cast)
    _limit(made, capacity=1, waiting_places=1)

    states = []
    for name in ("asha", "bilal"):
        with acting_in(cast.learner_scope(name)):
            states.append(enrol(cast, made, name).state)
    refusal = _refused(cast, made, "farah")

    assert states == ["open", "waiting"]
    assert refusal.reason == "WAITING_LIST_FULL"
    assert BatchPlaces.objects.filter(batch=made.batch).values_list("taken", "waiting").get() == (1, 1)


def test_in_bulk_adds_each_person_once_and_leaves_out_who_is_outside(cast):
    made = published(cast)
    people = [cast.asha.pk, cast.indu.pk, cast.bilal.pk]

    with everywhere(reason="test", audited=False):
        first = actions.enrol_many(
            offering=made.offering, person_ids=people, organisation_id=cast.finance.pk, actor=actor_of(cast, "chitra"),
            at=NOW,
        )  # fmt: skip
        second = actions.enrol_many(
            offering=made.offering, person_ids=people, organisation_id=cast.finance.pk, actor=actor_of(cast, "chitra"),
            at=NOW,
        )  # fmt: skip

    assert (sorted(first), second) == (sorted(people), [])


@pytest.mark.django_db(transaction=True)
def test_for_the_last_place_lets_one_of_two_in():
    with everywhere(reason="test", audited=False):
        Enrolment.objects.count()
    build_cast()
    cast = Cast.load()
    made = published(cast, quiz=False)
    _limit(made, capacity=1, waiting_places=0)
    answers = []
    together = threading.Barrier(2)

    def try_it(name):
        try:
            together.wait(5)
            with acting_in(cast.learner_scope(name)):
                answers.append(
                    actions.enrol(
                        learner=learner(cast, name), batch=made.batch, actor=actor_of(cast, name), at=NOW
                    ).state
                )
        except EnrolmentRefused as refusal:
            answers.append(refusal.reason)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=try_it, args=[name]) for name in ("asha", "bilal")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert sorted(answers) == ["WAITING_LIST_FULL", "open"]
    assert BatchPlaces.objects.get(batch=made.batch).taken == 1
    assert connection.vendor == "postgresql"
