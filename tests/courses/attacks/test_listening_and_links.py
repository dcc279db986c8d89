"""Ways to be credited for a recording without hearing it, or for a page outside without going there."""

from datetime import timedelta

import pytest
from django.test import Client

from core.tenancy.context import acting_in, everywhere
from courses.catalogue.models import CourseVersion, Resource
from courses.enrolment.models import Batch, Completion, Enrolment
from courses.progress import actions as progress
from courses.progress.actions import ProgressRefused
from tests.courses import making
from tests.courses.attacks.player import LENGTH, Player, enrolled, learning_seconds, seen, video_course
from tests.courses.making import NOW, actor_of

MINUTES = 8  # of the page outside: a quarter of it is the fastest reading


@pytest.fixture
def asha(cast):
    """Her page with a recording of 1000 seconds, open since second 0."""
    made = video_course(cast, kind="audio")
    player = Player(cast, enrolled(cast, made), made.texts[0])
    player.claim(at=0)
    return player


def result(player):
    return seen(player.cast, player.enrolment, player.resource)


def test_the_honest_listener_completes_also_at_double_speed(asha):
    asha.play(0, LENGTH, at=0, speed=2)

    assert result(asha) == (LENGTH, 0, True)
    assert learning_seconds(asha.cast) == LENGTH // 2
    with everywhere(reason="test", audited=False):
        assert Completion.objects.get().grade == "C"


def test_sixteen_times_the_speed_counts_as_twice(asha):
    for step in range(6):
        asha.claim((step * 160, step * 160 + 160), at=(step + 1) * 10)

    assert result(asha) == (6 * 20, 6 * 140, False)


def test_dragging_to_the_end_counts_what_was_heard(asha):
    asha.claim((0, 1), (LENGTH - 1, LENGTH), at=10)

    assert result(asha) == (2, 0, False)


def test_two_recordings_at_once_share_one_clock(cast):
    made = video_course(cast, kind="audio", videos=2)
    enrolment = enrolled(cast, made)
    one, two = (Player(cast, enrolment, resource) for resource in made.texts)
    one.claim(at=0)
    two.claim(at=0)
    for step in range(1, 11):
        one.claim((step * 10 - 10, step * 10), at=step * 10)
        two.claim((step * 10 - 10, step * 10), at=step * 10)

    assert (result(one), result(two)) == ((100, 0, False), (0, 100, False))


@pytest.fixture
def outside(cast) -> tuple[Enrolment, Resource]:
    """A course of one page outside; Asha is enrolled."""
    version = making.draft(cast, quiz=False, texts=1, minutes=MINUTES)
    with everywhere(reason="test", audited=False):
        Resource.objects.filter(version=version).update(kind="link", url="https://dopt.gov.in/rules", body="")
        CourseVersion.objects.filter(pk=version.pk).update(state="in_review", submitted_by=cast.dev)
        version = making.publish(version=version, actor=actor_of(cast, "hari"), at=NOW)
        resource = Resource.objects.get(version=version)
        made = making.Made(version.offering, version, [resource], None, Batch.objects.get(version=version))
    return enrolled(cast, made), resource


def say_done(cast, outside, seconds):
    enrolment, resource = outside
    with acting_in(cast.learner_scope("asha")):
        progress.read(
            enrolment=enrolment, resource=resource, actor=actor_of(cast, "asha"), at=NOW + timedelta(seconds=seconds)
        )


def opened(cast, outside):
    enrolment, resource = outside
    with acting_in(cast.learner_scope("asha")):
        progress.open_resource(enrolment=enrolment, resource=resource, at=NOW)


def test_a_link_said_done_at_once_is_not_believed(cast, outside):
    opened(cast, outside)

    for seconds in (0, 60, 119):
        with pytest.raises(ProgressRefused) as refused:
            say_done(cast, outside, seconds)
        assert refused.value.reason == "READ_LONGER"

    assert seen(cast, *outside) == (0, 0, False)


def test_a_link_never_opened_is_not_believed_either(cast, outside):
    with pytest.raises(ProgressRefused):
        say_done(cast, outside, 3600)

    assert not seen(cast, *outside)[2]


def test_the_honest_reader_of_a_link_completes_with_the_grade_of_their_word(cast, outside):
    opened(cast, outside)
    say_done(cast, outside, 120)

    assert seen(cast, *outside)[2]
    with everywhere(reason="test", audited=False):
        assert Completion.objects.get().grade == "D"


def test_facts_about_a_link_complete_nothing_and_do_not_raise_its_grade(cast, outside):
    enrolment, resource = outside
    player = Player(cast, enrolment, resource)
    player.claim(at=0)
    for step in range(1, 49):
        player.claim((step * 10 - 10, step * 10), at=step * 10)

    assert not seen(cast, enrolment, resource)[2]
    say_done(cast, outside, 500)
    with everywhere(reason="test", audited=False):
        assert Completion.objects.get().grade == "D"


def test_a_link_done_by_page_and_by_program_waits_for_the_same_clock(cast, outside):
    enrolment, resource = outside
    client = Client()
    client.force_login(cast.user("asha"))
    place = f"/courses/noting/learn/{resource.uuid}/"
    page = client.get(place).content.decode()
    fact = {"resource": str(resource.uuid), "finished": True}
    body = {"enrolment": str(enrolment.uuid), "session": str(enrolment.uuid), "sequence": 1, "facts": [fact]}

    assert 'href="https://dopt.gov.in/rules"' in page
    assert "This leads to <bdi>dopt.gov.in</bdi>" in page
    assert client.post(place + "done/").status_code == 422
    refused = client.post("/api/v1/progress/", body, "application/json")
    assert (refused.status_code, refused.json()["code"]) == (409, "READ_LONGER")
    assert client.get(f"/api/v1/enrolments/{enrolment.uuid}/resources/{resource.uuid}/").json()["url"] == resource.url
