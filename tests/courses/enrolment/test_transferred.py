"""Who is transferred keeps what was begun or completed where it was offered; nobody gains anything by it."""

from datetime import date, timedelta

import pytest
from django.test import Client

from core.audit.actor import platform
from core.tenancy.context import acting_in, everywhere
from courses.attempts.actions import AttemptRefused, start
from courses.catalogue.models import Offering, Resource
from courses.enrolment.actions import withdraw
from courses.enrolment.models import Enrolment
from courses.progress.actions import submit_attempt
from courses.questions.models import Paper
from ehrms.officials.actions import transfer
from ehrms.officials.models import Official
from policy.plans.actions import PlanRefused
from policy.plans.models import PlanItem
from tests.courses.making import LATER, NOW, actor_of, draft, enrol, made_of, pass_quiz, published, read_all
from tests.policy.making import AT, designation, employ, plan_of

SINCE = date(2026, 11, 1)


@pytest.fixture
def made(cast):
    """A course of Finance for Finance and the offices below it, Asha's among them."""
    return published(cast, owner="finance", visibility="organisation")


def begin(cast, made, *, is_passed: bool = False) -> Enrolment:
    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, made)
        if is_passed:
            read_all(cast, made, enrolled)
            pass_quiz(cast, made, enrolled)
    return enrolled


def move_to_railways(cast) -> None:
    employ(cast, [cast.asha.pk])
    with everywhere(reason="test", audited=False):
        transfer(
            official=Official.objects.get(person=cast.asha), organisation=cast.railways, designation=designation(),
            since=SINCE, actor=platform(), at=AT,
        )  # fmt: skip
        cast.asha.refresh_from_db()


def browser(cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.user(name), backend="accounts.backend.Backend")
    return client


def test_what_was_completed_is_read_again(cast, made):
    begin(cast, made, is_passed=True)
    move_to_railways(cast)
    asha, inside = browser(cast, "asha"), f"/courses/noting/learn/{made.texts[0].uuid}/"

    assert [asha.get(place).status_code for place in ("/courses/noting/", inside)] == [200, 200]
    assert "Body 1" in asha.get(inside).content.decode()
    assert asha.get(f"/api/v1/offerings/{made.offering.uuid}/").json()["code"] == "noting"


def test_what_was_begun_is_finished(cast, made):
    enrolled = begin(cast, made)
    move_to_railways(cast)

    with acting_in(cast.learner_scope("asha")):
        read_all(cast, made, enrolled)
        pass_quiz(cast, made, enrolled)
        enrolled.refresh_from_db()

    assert (enrolled.state, enrolled.organisation_id) == ("completed", cast.cbdt.pk)
    quiz = browser(cast, "asha").get(f"/courses/noting/learn/{made.quiz.uuid}/")
    assert quiz.status_code == 200


def test_a_newer_version_changes_nothing_of_that(cast, made):
    """The course page reads the version that is offered now, the player the one that was taken."""
    begin(cast, made, is_passed=True)
    with everywhere(reason="test", audited=False):
        offering = Offering.objects.get(pk=made.offering.pk)
    newer = made_of(cast, draft(cast, owner="finance", offering=offering, title="Noting, again", quiz=False), LATER)
    move_to_railways(cast)

    asha = browser(cast, "asha")

    assert asha.get("/courses/noting/").status_code == 200
    assert asha.get(f"/courses/noting/learn/{made.texts[0].uuid}/").status_code == 200
    with acting_in(cast.learner_scope("asha")):
        assert {one.version_id for one in Resource.objects.all()} == {made.version.pk, newer.version.pk}
        assert Paper.objects.get().sections.count() == 1


def test_it_opens_to_no_colleague_at_the_new_office_and_lists_nothing(cast, made):
    begin(cast, made)
    published(cast, owner="finance", visibility="organisation", code="other", title="Never begun")
    move_to_railways(cast)

    bilal, asha = browser(cast, "bilal"), browser(cast, "asha")

    assert bilal.get("/courses/noting/").status_code == 404
    assert asha.get("/courses/other/").status_code == 404
    assert "/courses/noting/" not in asha.get("/courses/?q=noting").content.decode()
    with acting_in(cast.organisation_scope("railways", "bilal")):  # who administers the new office
        assert not Offering.objects.filter(code="noting").exists()


def test_an_administrator_who_came_with_it_cannot_ask_it_of_the_new_office(cast, made):
    begin(cast, made)
    move_to_railways(cast)

    with acting_in(cast.organisation_scope("railways", "asha")):
        assert Offering.objects.filter(code="noting").exists()
        with pytest.raises(PlanRefused) as refused:
            plan_of(cast, made.offering, organisation="railways")
        assert refused.value.reason == "NOT_OFFERED"
        assert not PlanItem.objects.exists()


@pytest.mark.parametrize("is_left", [True, False])
def test_what_was_left_or_never_begun_is_gone(cast, made, is_left):
    if is_left:
        enrolled = begin(cast, made)
        with acting_in(cast.learner_scope("asha")):
            withdraw(enrolment=enrolled, reason="no_time", actor=actor_of(cast, "asha"), at=NOW + timedelta(hours=1))
    move_to_railways(cast)

    asha = browser(cast, "asha")

    assert asha.get("/courses/noting/").status_code == 404
    assert asha.get(f"/courses/noting/learn/{made.texts[0].uuid}/").status_code == 404
    with acting_in(cast.learner_scope("asha")):
        assert not Offering.objects.filter(code="noting").exists()


def test_who_leaves_is_transferred_and_comes_back_finds_the_attempts_taken(cast):
    made = published(cast, texts=0, attempts_allowed=1)
    with acting_in(cast.learner_scope("asha")):
        first = enrol(cast, made)
        attempt = start(enrolment=first, resource=made.quiz, actor=actor_of(cast, "asha"), at=NOW)
        submit_attempt(attempt=attempt, answers={}, actor=actor_of(cast, "asha"), at=NOW)
        withdraw(enrolment=first, reason="no_time", actor=actor_of(cast, "asha"), at=NOW)
    move_to_railways(cast)

    with acting_in(cast.learner_scope("asha")):
        again = enrol(cast, made, at=LATER)
        with pytest.raises(AttemptRefused) as refused:
            start(enrolment=again, resource=made.quiz, actor=actor_of(cast, "asha"), at=LATER)

    assert (again.pk, again.organisation_id, again.home_organisation_id) == (first.pk, cast.cbdt.pk, cast.railways.pk)
    assert refused.value.reason == "NO_ATTEMPTS_LEFT"
