"""Figures kept by events equal figures counted from the facts, whatever the history."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from core.audit.actor import platform
from core.outbox import events as outbox
from core.outbox.relay import Subscription, relay
from core.tenancy.context import acting_in, everywhere
from courses import facade as courses
from courses.catalogue.models import CourseVersion, Offering
from courses.enrolment.models import Assignment, Batch, Completion, Enrolment
from courses.events import CourseAssigned, CourseCompleted, LearnerEnrolled, LearningStarted
from courses.progress import actions as progress
from courses.progress.models import ResourceProgress
from ehrms.events import OfficialTransferred
from ehrms.officials.models import Official, Posting
from institutions.positions.models import Designation
from monitoring.readmodels.actions import rebuild
from monitoring.readmodels.models import LeafDay, ReadModelState, SubtreeDay, SubtreeHead
from monitoring.readmodels.queries import standing
from monitoring.readmodels.reactions import keep_figures
from tests.courses.making import LATER, NOW, enrol, published, read_all

START = datetime(2026, 6, 1, 6, 0, tzinfo=UTC)
KEEP = Subscription(
    name="test.keep_figures",
    topics=frozenset(
        {"CourseAssigned", "CourseCompleted", "LearnerEnrolled", "LearningStarted", "OfficialTransferred"}
    ),
    handler=keep_figures,
)
TABLES = {
    "leafday": "organisation_id, day, enrolled, completed_a, completed_b, completed_c, completed_d, minutes, last_active",
    "subtreeday": "organisation_id, day, enrolled, completed_a, completed_b, completed_c, completed_d, minutes, last_active",
    "leafhead": "organisation_id, registered, assigned, assigned_done",
    "subtreehead": "organisation_id, registered, assigned, assigned_done",
    "lastactive": "person_id, organisation_id, day, at",
}


def figures() -> dict[str, set[tuple]]:
    """All rows of the read models, those with only zeros left out."""
    found = {}
    with everywhere(reason="test", audited=False), connection.cursor() as cursor:
        for table, columns in TABLES.items():
            cursor.execute(f"SELECT {columns} FROM monitoring_{table}")
            keys = 1 if table.endswith("head") else 2
            found[table] = {row for row in cursor if table == "lastactive" or any(row[keys:])}
    return found


class History:
    """Writes facts and announces them, as the actions of the courses pillar do."""

    def __init__(self, cast) -> None:
        self.cast, self.moves = cast, 1
        with everywhere(reason="test", audited=False):
            self.offerings = [self.offering(f"course-{number}") for number in range(2)]

    def offering(self, code):
        owner = self.cast.istm
        offering = Offering.objects.create(owner=owner, code=code, title=code)
        version = CourseVersion.objects.create(offering=offering, owner=owner, number=1, title=code, minutes=30)
        batch = Batch.objects.create(offering=offering, version=version, owner=owner)
        return offering, version, batch

    def home(self, person):
        person.refresh_from_db()
        return person.home_organisation_id

    def enrol(self, person, place, at):
        offering, version, batch = self.offerings[place]
        if Enrolment.objects.filter(person=person, offering=offering).exists():
            return
        home = self.home(person)
        enrolment = Enrolment.objects.create(
            person=person, organisation_id=home, home_organisation_id=home, provider_id=self.cast.istm.pk,
            batch=batch, offering=offering, version=version, created_at=at, opened_at=at,
        )  # fmt: skip
        outbox.publish(
            LearnerEnrolled(
                at=at, organisation_id=home, offering_id=offering.pk, offering_uuid=str(offering.uuid),
                batch_id=batch.pk, person_ids=[person.pk],
            )
        )  # fmt: skip
        return enrolment

    def complete(self, person, place, at):
        offering, version, _batch = self.offerings[place]
        enrolment = Enrolment.objects.filter(person=person, offering=offering, state="open").first()
        if enrolment is None:
            return
        enrolment.state, enrolment.completed_at = "completed", at
        enrolment.save()
        completion = Completion.objects.create(
            enrolment=enrolment, person=person, organisation_id=enrolment.organisation_id,
            home_organisation_id=enrolment.home_organisation_id, provider_id=self.cast.istm.pk, offering=offering,
            version=version, grade=random.Random(person.pk + place).choice("ABCD"), minutes=30, evidence={}, completed_at=at,
        )  # fmt: skip
        outbox.publish(
            CourseCompleted(
                at=at, organisation_id=enrolment.organisation_id, offering_id=offering.pk,
                offering_uuid=str(offering.uuid), version_id=version.pk, enrolment_uuid=str(enrolment.uuid),
                completion_uuid=str(completion.uuid), person_id=person.pk, provider_id=self.cast.istm.pk,
                grade=completion.grade, minutes=30,
            )
        )  # fmt: skip

    def assign(self, person, place, at):
        offering, _version, _batch = self.offerings[place]
        home = self.home(person)
        Assignment.objects.get_or_create(
            person=person, offering=offering, source_uuid=offering.uuid,
            defaults={"organisation_id": home, "home_organisation_id": home, "source_kind": "plan", "assigned_at": at},
        )  # fmt: skip
        outbox.publish(
            CourseAssigned(
                at=at, organisation_id=home, offering_id=offering.pk, offering_uuid=str(offering.uuid),
                person_ids=[person.pk],
            )
        )  # fmt: skip

    def post(self, official, organisation_id, since):
        designation = Designation.objects.get(code="section-officer")
        Posting.objects.create(
            official=official, person_id=official.person_id, home_organisation_id=organisation_id,
            organisation_id=organisation_id, designation=designation, active_from=since,
        )  # fmt: skip

    def move(self, person, place, at):
        official, _new = Official.objects.get_or_create(
            person=person,
            defaults={
                "employer_id": self.cast.india.pk, "home_organisation_id": self.home(person),
                "employee_code": str(person.pk), "created_at": at,
            },
        )  # fmt: skip
        if _new:
            self.post(official, self.home(person), START.date() - timedelta(days=1))
        person.home_organisation_id = [self.cast.cbdt.pk, self.cast.railways.pk][place]
        person.save()
        Posting.objects.filter(official=official, active_to=None).update(
            active_to=START.date() + timedelta(days=self.moves)
        )
        self.post(official, person.home_organisation_id, START.date() + timedelta(days=self.moves))
        self.moves += 1
        outbox.publish(
            OfficialTransferred(
                at=at, organisation_id=person.home_organisation_id, person_ids=[person.pk],
                to_organisation_id=person.home_organisation_id,
            )
        )  # fmt: skip


@pytest.mark.parametrize("seed", range(8))
def test_kept_equals_rebuilt_under_random_histories(cast, seed):
    chance = random.Random(seed)
    history = History(cast)
    people = [cast.asha, cast.bilal, cast.chitra, cast.farah, cast.indu]
    with everywhere(reason="test", audited=False):
        rebuild(at=START)
    for step in range(40):
        act = chance.choice([history.enrol, history.complete, history.assign, history.move])
        with everywhere(reason="test", audited=False):
            act(chance.choice(people), chance.randrange(2), START + timedelta(hours=7 * step + chance.randrange(5)))
        if chance.random() < 0.3:
            relay([KEEP])
    relay([KEEP])

    kept = figures()
    with everywhere(reason="test", audited=False):
        rebuild(at=START)
    assert kept == figures()
    assert kept["subtreehead"]


def test_events_handled_twice_count_once(cast):
    history = History(cast)
    with everywhere(reason="test", audited=False):
        history.enrol(cast.asha, 0, START)
        history.complete(cast.asha, 0, START + timedelta(hours=1))
        seen = [
            LearnerEnrolled(
                at=START,
                organisation_id=cast.cbdt.pk,
                offering_id=history.offerings[0][0].pk,
                offering_uuid="",
                batch_id=1,
            )
        ]
        keep_figures(seen)
        keep_figures(seen + seen)
    with acting_in(cast.organisation_scope("finance")):
        day = SubtreeDay.objects.get(organisation=cast.finance, day=START.date())
        assert (day.enrolled, day.completed_a + day.completed_b + day.completed_c + day.completed_d) == (1, 1)


def test_a_plan_of_the_ministry_counts_where_each_of_its_officials_serves(cast):
    """One announcement by the ministry for people of many offices."""
    with everywhere(reason="test", audited=False):
        rebuild(at=START)
        offering = published(cast).offering
        courses.enrol_many(
            offering_id=offering.pk, person_ids=[cast.asha.pk, cast.chitra.pk], organisation_id=cast.finance.pk,
            actor=platform(), at=START,
        )  # fmt: skip
    relay([KEEP])

    with everywhere(reason="test", audited=False):
        counted = dict(LeafDay.objects.values_list("organisation__code", "enrolled"))
    assert counted == {"cbdt": 1, "finance": 1}
    kept = figures()
    with everywhere(reason="test", audited=False):
        rebuild(at=START)
    assert figures() == kept


def test_sums_stand_at_every_organisation_above(cast):
    history = History(cast)
    with everywhere(reason="test", audited=False):
        history.enrol(cast.asha, 0, START)
        history.assign(cast.asha, 0, START)
    relay([KEEP])

    with everywhere(reason="test", audited=False):
        above = set(SubtreeDay.objects.filter(enrolled=1).values_list("organisation__code", flat=True))
        duties = set(SubtreeHead.objects.filter(assigned=1).values_list("organisation__code", flat=True))
    assert above == duties == {"cbdt", "revenue", "finance", "india"}


def test_figures_stand_still_and_say_so_while_no_worker_runs(cast):
    history = History(cast)
    with everywhere(reason="test", audited=False):
        rebuild(at=START)
        history.enrol(cast.asha, 0, START)

    with acting_in(cast.organisation_scope("finance")):
        assert standing(cast.finance.pk, START.date(), START.date()).enrolled == 0
        assert ReadModelState.objects.get().as_of == START


def test_an_organisation_sees_its_own_figures_and_no_other(cast):
    history = History(cast)
    with everywhere(reason="test", audited=False):
        history.enrol(cast.asha, 0, START)
    relay([KEEP])

    with acting_in(cast.organisation_scope("railways")):
        assert not SubtreeDay.objects.exists()
    with acting_in(cast.learner_scope("asha")):
        assert not SubtreeDay.objects.exists()


def test_activity_is_a_person_counted_once(cast):
    history = History(cast)
    with everywhere(reason="test", audited=False):
        for place in (0, 1):
            enrolment = history.enrol(cast.asha, place, START)
            outbox.publish(
                LearningStarted(
                    at=START + timedelta(days=place), organisation_id=cast.cbdt.pk, person_id=cast.asha.pk,
                    offering_id=enrolment.offering_id, enrolment_uuid=str(enrolment.uuid),
                )
            )  # fmt: skip
    relay([KEEP])

    with acting_in(cast.organisation_scope("finance")):
        assert standing(cast.finance.pk, START.date(), START.date() + timedelta(days=5)).active_30 == 1
        assert not ResourceProgress.objects.exists()


@pytest.mark.parametrize("parts_read", [0, 1, 2])
def test_a_part_that_was_only_opened_is_no_activity_in_the_kept_figures_nor_in_the_rebuilt(cast, parts_read):
    made = published(cast)
    with everywhere(reason="test", audited=False):
        rebuild(at=NOW)
    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, made)
        for text in made.texts:
            progress.open_resource(enrolment=enrolled, resource=text, at=NOW)
        made.texts = made.texts[:parts_read]
        read_all(cast, made, enrolled)
    relay([KEEP])

    with everywhere(reason="test", audited=False):
        kept = figures()
        rebuild(at=LATER)
        assert figures() == kept
    with acting_in(cast.organisation_scope("finance")):
        assert standing(cast.finance.pk, NOW.date(), NOW.date()).active_30 == min(parts_read, 1)
