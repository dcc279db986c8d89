"""Facts of a player: kept once, never faster than the server's clock, never backwards."""

import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connections
from django.test import Client

from core.tenancy.context import acting_in, everywhere
from courses.catalogue.models import CourseVersion, Resource
from courses.enrolment.models import Completion
from courses.progress import actions as progress
from courses.progress.actions import Fact, ProgressRefused, Reached
from courses.progress.models import ProgressBatch, ProgressSession, ResourceProgress
from tests.cast import Cast, build_cast
from tests.courses import making
from tests.courses.making import NOW, actor_of, enrol


@pytest.fixture
def video(cast):
    """A course of one video of 100 seconds."""
    return _with_videos(cast, 1)


def _with_videos(cast, count):
    version = making.draft(cast, quiz=False, texts=count)
    with everywhere(reason="test", audited=False):
        Resource.objects.filter(version=version).update(kind="video", length=100)
        CourseVersion.objects.filter(pk=version.pk).update(state="in_review", submitted_by=cast.dev)
        version = making.publish(version=version, actor=actor_of(cast, "hari"), at=NOW)
        resources = list(Resource.objects.filter(version=version).order_by("position"))
        return making.Made(
            offering=version.offering, version=version, texts=resources, quiz=None,
            batch=making.Batch.objects.get(version=version), resources=resources,
        )  # fmt: skip


def _send(cast, enrolled, session, sequence, resource, start, end, seconds):
    return progress.fold(
        enrolment_uuid=enrolled.uuid, session=session, sequence=sequence,
        facts=[Fact(resource.uuid, start, end, end)], raw=[{"from": start, "to": end}],
        actor=actor_of(cast, "asha"), at=NOW + timedelta(seconds=seconds),
    )  # fmt: skip


def test_adds_what_was_seen_and_completes_a_video_seen_through(cast, video):
    session = uuid4()

    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, video)
        first = _send(cast, enrolled, session, 1, video.texts[0], 0, 0, 0)
        second = _send(cast, enrolled, session, 2, video.texts[0], 0, 50, 50)
        third = _send(cast, enrolled, session, 3, video.texts[0], 50, 100, 100)
        enrolled.refresh_from_db()

    assert [(row[0].seen, row[0].is_complete) for row in (first, second, third)] == [
        (0, False),
        (50, False),
        (100, True),
    ]
    assert enrolled.state == "completed"


def test_sent_twice_counts_once(cast, video):
    session = uuid4()

    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, video)
        _send(cast, enrolled, session, 1, video.texts[0], 0, 0, 0)
        _send(cast, enrolled, session, 2, video.texts[0], 0, 30, 30)
        again = _send(cast, enrolled, session, 2, video.texts[0], 30, 90, 90)
        assert ProgressBatch.objects.count() == 2
        seen = ResourceProgress.objects.get().seen

    assert (again, seen) == ([Reached(str(video.texts[0].uuid), 30, is_complete=False)], "{[0,30)}")


def test_whose_answer_was_lost_hears_on_asking_again_that_it_is_complete(cast, video):
    session = uuid4()

    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, video)
        _send(cast, enrolled, session, 1, video.texts[0], 0, 0, 0)
        _send(cast, enrolled, session, 2, video.texts[0], 0, 100, 100)
        again = _send(cast, enrolled, session, 2, video.texts[0], 0, 100, 105)

    assert again == [Reached(str(video.texts[0].uuid), 100, is_complete=True)]


def test_claims_beyond_double_speed_are_cut_by_the_servers_clock(cast, video):
    session = uuid4()

    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, video)
        _send(cast, enrolled, session, 1, video.texts[0], 0, 100, 0)
        reached = _send(cast, enrolled, session, 2, video.texts[0], 0, 100, 10)

    assert reached[0].seen == 20


def test_a_second_tab_has_no_clock_of_its_own(cast, video):
    one, two = uuid4(), uuid4()

    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, video)
        _send(cast, enrolled, one, 1, video.texts[0], 0, 0, 0)
        _send(cast, enrolled, two, 1, video.texts[0], 0, 0, 0)
        _send(cast, enrolled, one, 2, video.texts[0], 0, 20, 10)
        reached = _send(cast, enrolled, two, 2, video.texts[0], 40, 60, 10)

    assert reached[0].seen == 20


def test_facts_for_an_enrolment_of_another_are_refused_and_keep_nothing(cast, video):
    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, video)
    with acting_in(cast.learner_scope("bilal")), pytest.raises(ProgressRefused) as refused:
        progress.fold(
            enrolment_uuid=enrolled.uuid, session=uuid4(), sequence=1, facts=[Fact(video.texts[0].uuid, 0, 5)],
            raw=[], actor=actor_of(cast, "bilal"), at=NOW,
        )  # fmt: skip
    with everywhere(reason="test", audited=False):
        assert not ProgressSession.objects.exists()
        assert not ResourceProgress.objects.exists()
    assert refused.value.reason == "NOT_ENROLLED"


@pytest.mark.parametrize(
    "body",
    [b"{", b"[]", b'{"enrolment": 1}', b'{"enrolment":"x","session":"x","sequence":1,"facts":[]}', b"\xff\xfe"],
)
def test_a_body_that_is_not_understood_is_a_problem_and_no_fault(cast, body):
    client = Client()
    client.force_login(cast.user("asha"), backend="accounts.backend.Backend")

    answer = client.post("/api/v1/progress/", body, "application/json")

    assert (answer.status_code, answer.json()["code"]) == (400, "INVALID")


@pytest.mark.django_db(transaction=True)
def test_two_last_leaves_at_once_make_one_completion():
    build_cast()
    cast = Cast.load()
    made = _with_videos(cast, 2)
    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, made)
        for resource in made.texts:
            progress.open_resource(enrolment=enrolled, resource=resource, at=NOW)
    together = threading.Barrier(2)
    errors = []

    def finish(resource):
        try:
            together.wait(5)
            with acting_in(cast.learner_scope("asha")):
                progress.complete_resource(
                    enrolment_id=enrolled.pk, resource_id=resource.pk, score=None, actor=actor_of(cast, "asha"), at=NOW
                )
        except Exception as error:  # shown by the assertion below
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=finish, args=[resource]) for resource in made.texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert errors == []
    with acting_in(cast.learner_scope("asha")):
        assert Completion.objects.count() == 1
        enrolled.refresh_from_db()
        assert (enrolled.state, enrolled.progress) == ("completed", 100)
