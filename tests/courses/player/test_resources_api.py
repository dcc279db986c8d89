"""A resource by program: what its learner reads, and nobody else."""

import pytest
from django.test import Client

from core.tenancy.context import acting_in
from courses.enrolment import actions as enrolment
from courses.enrolment.models import Enrolment
from courses.progress.models import ResourceProgress
from tests.courses.making import NOW, actor_of, enrol, pass_quiz, published


@pytest.fixture
def made(cast):
    return published(cast)


@pytest.fixture
def enrolled(cast, made) -> Enrolment:
    with acting_in(cast.learner_scope("asha")):
        return enrol(cast, made)


def ask(cast, name, enrolled, resource):
    client = Client()
    if name:
        client.force_login(cast.user(name))
    return client.get(f"/api/v1/enrolments/{enrolled.uuid}/resources/{resource.uuid}/")


def test_a_text_is_read_and_its_clock_starts(cast, made, enrolled):
    said = ask(cast, "asha", enrolled, made.texts[0]).json()

    assert (said["kind"], said["title"], said["body"]) == ("text", "Text 1", "<p>Body 1</p>")
    assert (said["seconds_left"], said["is_complete"], said["file_url"], said["quiz"]) == (30, False, "", None)
    with acting_in(cast.learner_scope("asha")):
        assert ResourceProgress.objects.get().resource_id == made.texts[0].pk


def test_a_quiz_says_its_rules_and_ones_attempts(cast, made, enrolled):
    with acting_in(cast.learner_scope("asha")):
        attempt = pass_quiz(cast, made, enrolled)

    said = ask(cast, "asha", enrolled, made.quiz).json()

    assert (said["kind"], said["is_complete"], said["seconds_left"]) == ("quiz", True, 0)
    assert (said["quiz"]["pick"], said["quiz"]["attempts_allowed"]) == (4, 3)
    assert [(one["uuid"], one["number"], one["is_passed"]) for one in said["quiz"]["attempts"]] == [
        (str(attempt.uuid), 1, True)
    ]


@pytest.mark.parametrize(("name", "status"), [("indu", 404), ("bilal", 404), ("dev", 404), (None, 401)])
def test_nobody_else_reads_it(cast, made, enrolled, name, status):
    assert ask(cast, name, enrolled, made.texts[0]).status_code == status


def test_a_resource_of_another_course_is_not_found(cast, made, enrolled):
    other = published(cast, code="other")

    assert ask(cast, "asha", enrolled, other.texts[0]).status_code == 404


def test_who_left_is_refused_and_opens_nothing(cast, made, enrolled):
    with acting_in(cast.learner_scope("asha")):
        enrolment.withdraw(enrolment=enrolled, reason="no_time", actor=actor_of(cast, "asha"), at=NOW)

    answer = ask(cast, "asha", enrolled, made.texts[0])

    assert (answer.status_code, answer.json()["code"]) == (409, "NOT_ENROLLED")
    with acting_in(cast.learner_scope("asha")):
        assert not ResourceProgress.objects.exists()
