"""Completing a course: the last leaf settles it, once, in the same request."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from competencies.passbook.models import Attainment
from core.tenancy.context import acting_in, everywhere
from courses.attempts.models import Attempt
from courses.authoring.actions.publishing import retire
from courses.catalogue.models import Course
from courses.enrolment.models import Completion, Enrolment
from courses.progress import actions as progress
from courses.progress.actions import ProgressRefused
from courses.progress.models import ResourceProgress
from tests.courses.making import LATER, NOW, actor_of, draft, enrol, made_of, pass_quiz, published, read_all


def _events(topic):
    with everywhere(reason="test", audited=False), connection.cursor() as cursor:
        cursor.execute("SELECT payload FROM core_outboxevent WHERE topic = %s ORDER BY id", [topic])
        return [json.loads(row[0]) if isinstance(row[0], str) else row[0] for row in cursor.fetchall()]


def test_is_settled_when_everything_required_is_done(cast):
    made = published(cast)

    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, made)
        read_all(cast, made, enrolled)
        pass_quiz(cast, made, enrolled)
        enrolled.refresh_from_db()
        completion = Completion.objects.get(enrolment=enrolled)
        attainment = Attainment.objects.get(person=cast.asha)

    assert (enrolled.state, enrolled.progress, enrolled.completed_at) == ("completed", 100, LATER)
    assert (completion.grade, completion.score, completion.minutes) == ("B", 100, 9)
    assert (attainment.level, attainment.source, attainment.kind) == (2, completion.uuid, "course")
    assert [event["completion_uuid"] for event in _events("CourseCompleted")] == [str(completion.uuid)]


def test_waits_for_the_quiz(cast):
    made = published(cast)

    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, made)
        read_all(cast, made, enrolled)
        enrolled.refresh_from_db()

    assert (enrolled.state, enrolled.progress) == ("open", 44)
    with everywhere(reason="test", audited=False):
        assert not Completion.objects.exists()
    assert _events("CourseCompleted") == []
    assert len(_events("LearningStarted")) == 1


def test_of_readings_by_word_alone_has_grade_d(cast):
    made = published(cast, quiz=False)

    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, made)
        read_all(cast, made, enrolled)
        completion = Completion.objects.get(enrolment=enrolled)

    assert (completion.grade, completion.score) == ("D", None)


def test_reading_faster_than_the_clock_is_refused_and_says_how_long_is_left(cast):
    made = published(cast)
    text = made.texts[0]

    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, made)
        progress.open_resource(enrolment=enrolled, resource=text, at=NOW)
        with pytest.raises(ProgressRefused) as refused:
            progress.read(
                enrolment=enrolled, resource=text, actor=actor_of(cast, "asha"), at=NOW + timedelta(seconds=10)
            )
        done = ResourceProgress.objects.filter(completed_at__isnull=False).count()

    assert refused.value.reason == "READ_LONGER"
    assert "20 seconds" in str(refused.value)
    assert done == 0


def test_many_tabs_at_once_do_not_make_reading_faster(cast):
    made = published(cast, texts=3, quiz=False)

    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, made)
        for text in made.texts:
            progress.open_resource(enrolment=enrolled, resource=text, at=NOW)
        at = NOW + timedelta(seconds=30)
        progress.read(enrolment=enrolled, resource=made.texts[0], actor=actor_of(cast, "asha"), at=at)
        with pytest.raises(ProgressRefused) as refused:
            progress.read(enrolment=enrolled, resource=made.texts[1], actor=actor_of(cast, "asha"), at=at)

    assert refused.value.facts == {"seconds": 30}


def test_reading_without_enrolment_is_refused(cast):
    made = published(cast)

    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, made)
        Enrolment.objects.filter(pk=enrolled.pk).update(state="withdrawn")
        with pytest.raises(ProgressRefused) as refused:
            progress.read(enrolment=enrolled, resource=made.texts[0], actor=actor_of(cast, "asha"), at=LATER)
        assert not ResourceProgress.objects.exists()

    assert refused.value.reason == "NOT_ENROLLED"


def test_of_asha_is_not_there_for_bilal(cast):
    made = published(cast)
    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, made)
        read_all(cast, made, enrolled)
        pass_quiz(cast, made, enrolled)

    with acting_in(cast.learner_scope("bilal")):
        assert not Enrolment.objects.exists()
        assert not Completion.objects.exists()
        assert not ResourceProgress.objects.exists()
        assert not Attempt.objects.exists()
    with acting_in(cast.organisation_scope("railways")):
        assert not Enrolment.objects.exists()
    with acting_in(cast.organisation_scope("finance")):
        assert Enrolment.objects.count() == 1
    with acting_in(cast.organisation_scope("istm")):
        assert Completion.objects.count() == 1


def _next_version(cast, made, *, texts):
    """A second version of the course, with so many texts, published a week later."""
    version = draft(cast, offering=made.offering, texts=texts, quiz=False)
    return made_of(cast, version, NOW + timedelta(days=7))


def test_is_not_lowered_by_a_new_version_and_not_by_settling_again(cast):
    made = published(cast, quiz=False)
    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, made)
        read_all(cast, made, enrolled)
        before = Completion.objects.values().get()

    second = _next_version(cast, made, texts=4)

    with acting_in(cast.learner_scope("asha")):
        enrolled.refresh_from_db()
        progress.settle(enrolment=enrolled, actor=actor_of(cast, "asha"), at=LATER)
        enrolled.refresh_from_db()
        assert (enrolled.state, enrolled.progress, enrolled.version_id) == ("completed", 100, made.version.pk)
        assert Completion.objects.values().get() == before
    assert second.version.pk != made.version.pk


def test_half_way_is_not_lowered_by_a_new_version_and_is_finished_in_the_old_one(cast):
    made = published(cast, quiz=False)
    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, made)
        read_all(cast, replace(made, texts=made.texts[:1]), enrolled)

    _next_version(cast, made, texts=4)

    with acting_in(cast.learner_scope("asha")):
        enrolled.refresh_from_db()
        assert (enrolled.state, enrolled.progress, enrolled.version_id) == ("open", 50, made.version.pk)
        read_all(cast, replace(made, texts=made.texts[1:]), enrolled, at=LATER)
        assert Completion.objects.get().version_id == made.version.pk


def test_who_is_inside_a_retired_course_reads_on_and_completes(cast):
    made = published(cast, quiz=False)
    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, made)
    with everywhere(reason="test", audited=False):
        retire(course=Course.objects.get(pk=made.offering.pk), actor=actor_of(cast, "hari"), at=NOW)
    client = Client()
    client.force_login(cast.user("asha"))

    pages = [client.get(f"/courses/noting/learn/{text.uuid}/").status_code for text in made.texts]
    with acting_in(cast.learner_scope("asha")):
        read_all(cast, made, enrolled, at=timezone.now())

    assert pages == [200, 200]
    assert "You completed this course on" in client.get("/courses/noting/").content.decode()
    assert len(_events("CourseCompleted")) == 1
