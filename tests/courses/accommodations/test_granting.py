"""More time and more attempts: they apply by themselves, are told, and are nobody else's to read."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import ProgrammingError

from core.audit.models import AuditEntry
from core.outbox.relay import relay
from core.tenancy.context import acting_in, everywhere
from courses.accommodations.actions import AccommodationRefused
from courses.accommodations.models import Accommodation
from courses.attempts import actions as attempts
from courses.attempts.actions import AttemptRefused
from courses.progress import actions as progress
from karmayogi.reactions import SUBSCRIPTIONS
from messages.inbox.models import Message
from tests.courses.accommodations.making import TODAY, end, give
from tests.courses.making import LATER, NOW, actor_of, enrol, published


def start(cast, made, enrolled, at=NOW):
    return attempts.start(enrolment=enrolled, resource=made.quiz, actor=actor_of(cast, "asha"), at=at)


def fail(cast, attempt, at):
    return progress.submit_attempt(attempt=attempt, answers={}, actor=actor_of(cast, "asha"), at=at)


def minutes(attempt):
    return (attempt.deadline_at - attempt.started_at) / timedelta(minutes=1)


def relayed():
    while relay(SUBSCRIPTIONS):
        pass


def told(cast, name="asha"):
    with everywhere(reason="test", audited=False):
        return list(Message.objects.filter(person=cast.people[name], kind__contains="accommodation").order_by("pk"))


def test_more_time_applies_by_itself_and_to_nobody_else(cast):
    made = published(cast, time_limit_minutes=30)
    give(cast)

    with acting_in(cast.learner_scope("asha")):
        assert minutes(start(cast, made, enrol(cast, made))) == 45
    with acting_in(cast.learner_scope("indu")):
        enrolled = enrol(cast, made, "indu")
        attempt = attempts.start(enrolment=enrolled, resource=made.quiz, actor=actor_of(cast, "indu"), at=NOW)
        assert minutes(attempt) == 30


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"active_from": date(2026, 11, 3)}, 30),  # from tomorrow
        ({"active_from": date(2026, 10, 1), "active_to": date(2026, 11, 3)}, 45),  # the last day
    ],
)
def test_holds_on_its_days_only(cast, said, expected):
    made = published(cast, time_limit_minutes=30)
    give(cast, **said)

    with acting_in(cast.learner_scope("asha")):
        assert minutes(start(cast, made, enrol(cast, made))) == expected


def test_given_while_an_attempt_is_under_way_moves_its_end(cast):
    made = published(cast, time_limit_minutes=30)
    with acting_in(cast.learner_scope("asha")):
        attempt = start(cast, made, enrol(cast, made))
    give(cast)

    relayed()

    with acting_in(cast.learner_scope("asha")):
        attempt.refresh_from_db()
        assert minutes(attempt) == 45


def test_ended_it_changes_no_new_attempt_and_leaves_one_under_way(cast):
    made, other = published(cast, time_limit_minutes=30), published(cast, code="other", time_limit_minutes=30)
    row = give(cast)
    with acting_in(cast.learner_scope("asha")):
        under_way = start(cast, made, enrol(cast, made))
    end(cast, row)
    relayed()

    with acting_in(cast.learner_scope("asha")):
        under_way.refresh_from_db()
        assert minutes(under_way) == 45
        assert minutes(start(cast, other, enrol(cast, other))) == 30


def test_another_attempt_in_one_course_can_begin_at_once(cast):
    made = published(cast, attempts_allowed=1, cool_down_minutes=600)
    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, made)
        fail(cast, start(cast, made, enrolled), NOW)
        with pytest.raises(AttemptRefused) as refused:
            start(cast, made, enrolled, LATER)
    give(
        cast, by="hari", place="istm", offering=made.offering, at=LATER, extra_time_percent=0, extra_attempts=1,
        category="failure",
    )  # fmt: skip

    with acting_in(cast.learner_scope("asha")):
        again = start(cast, made, enrolled, LATER)
        fail(cast, again, LATER)
        with pytest.raises(AttemptRefused) as over:
            start(cast, made, enrolled, LATER + timedelta(days=3))

    assert (refused.value.reason, again.number, over.value.reason) == ("NO_ATTEMPTS_LEFT", 2, "NO_ATTEMPTS_LEFT")


def test_sent_twice_is_one_decision(cast):
    uuid = uuid4()

    first, second = give(cast, uuid=uuid), give(cast, uuid=uuid, at=LATER)
    with pytest.raises(AccommodationRefused) as refused:
        give(cast, uuid=uuid, extra_time_percent=100)

    assert (first.pk, refused.value.reason) == (second.pk, "OTHER_DECISION")
    with everywhere(reason="test", audited=False):
        assert Accommodation.objects.count() == 1
        assert AuditEntry.objects.filter(action="courses.accommodation.granted").count() == 1


def test_nobody_decides_about_himself(cast):
    with pytest.raises(AccommodationRefused) as refused:
        give(cast, "chitra")
    own = give(cast, "chitra", by="indu")
    with pytest.raises(AccommodationRefused) as ending:
        end(cast, own)

    assert (refused.value.reason, ending.value.reason) == ("NOT_TO_ONESELF", "NOT_TO_ONESELF")
    with everywhere(reason="test", audited=False):
        assert list(Accommodation.objects.values_list("granted_by_name", "ended_at")) == [(cast.indu.full_name, None)]


def test_the_person_is_told_once_of_each_step(cast):
    row = give(cast, extra_attempts=1)
    relayed()
    end(cast, row)
    end(cast, row)
    relayed()

    first, second = told(cast)
    assert first.kind == "courses.accommodation.granted"
    assert first.params["what"]["en"] == "50% more time and 1 more attempt"
    assert first.params["where"]["en"] == "in every quiz"
    assert second.kind == "courses.accommodation.ended"


def test_only_the_person_and_who_decides_for_the_person_reads_it(cast):
    give(cast)

    readers = {
        name: _counted(scope)
        for name, scope in {
            "asha": cast.learner_scope("asha"),
            "indu, beside her": cast.learner_scope("indu"),
            "bilal, elsewhere": cast.organisation_scope("railways", "bilal"),
            "the provider": cast.organisation_scope("istm", "hari"),
            "finance": cast.organisation_scope("finance", "chitra"),
            "her own office": cast.organisation_scope("cbdt"),
        }.items()
    }

    assert readers == {
        "asha": 1, "indu, beside her": 0, "bilal, elsewhere": 0, "the provider": 0, "finance": 1, "her own office": 1,
    }  # fmt: skip


def _counted(scope):
    with acting_in(scope):
        return Accommodation.objects.count()


def test_the_person_cannot_write_it(cast):
    row = give(cast)

    with acting_in(cast.learner_scope("asha")):
        assert Accommodation.objects.update(extra_time_percent=300) == 0
    with pytest.raises(ProgrammingError, match="row-level security"), acting_in(cast.learner_scope("asha")):
        Accommodation.objects.create(
            person=cast.asha, person_name="A", organisation=cast.cbdt, home_organisation_id=cast.cbdt.pk,
            extra_time_percent=300, category="other", active_from=TODAY, granted_by_name="A", granted_at=NOW,
        )  # fmt: skip

    with everywhere(reason="test", audited=False):
        assert list(Accommodation.objects.values_list("pk", "extra_time_percent")) == [(row.pk, 50)]


def test_follows_the_person_to_another_organisation(cast):
    from courses.progress.reactions import follow_transfers
    from ehrms.events import OfficialTransferred

    give(cast)
    with everywhere(reason="test", audited=False):
        follow_transfers(
            [
                OfficialTransferred(
                    at=NOW, organisation_id=cast.cbdt.pk, person_ids=[cast.asha.pk],
                    to_organisation_id=cast.railways.pk,
                )
            ]
        )  # fmt: skip

    assert _counted(cast.organisation_scope("railways", "bilal")) == 1
