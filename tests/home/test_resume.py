"""Where My iGOT leads on: the course last worked in, its first part that is not done, and what is offered besides."""

from datetime import date, timedelta

import pytest

from core.tenancy.context import acting_in, everywhere
from courses.catalogue.models import Offering
from courses.progress import actions as progress
from courses.ratings.models import RatingSummary
from karmayogi.home.queries import home_of
from tests.courses.making import LATER, NOW, actor_of, enrol, published

TODAY = date(2026, 11, 3)


@pytest.fixture
def two(cast):
    """Asha is in two courses; in the first, entered later, she has read the first text of two, in the other nothing."""
    first, second = published(cast, code="first", title="First"), published(cast, code="second", title="Second")
    with acting_in(cast.learner_scope("asha")):
        in_first = enrol(cast, first)
        enrol(cast, second, at=LATER)
        text = first.texts[0]
        progress.open_resource(enrolment=in_first, resource=text, at=NOW)
        at = NOW + timedelta(minutes=text.minutes)
        progress.read(enrolment=in_first, resource=text, actor=actor_of(cast, "asha"), at=at)
    return first, second, in_first


def resume(cast):
    with acting_in(cast.learner_scope("asha")):
        return home_of(cast.asha.pk, language="en", today=TODAY, year_start=date(2026, 4, 1)).resume


def test_leads_to_the_first_part_not_done_of_the_course_last_worked_in(cast, two):
    first, _second, _in_first = two

    found = resume(cast)

    assert (found["title"], found["link_url"]) == ("First", "/courses/first/")
    assert found["action_url"] == f"/courses/first/learn/{first.texts[1].uuid}/"
    assert found["text"] == "Module 1 of 1 · Text 2 · 7 min left"


def test_a_course_that_is_no_longer_offered_to_her_is_gone_on_with(cast, two):
    """What was begun is finished (docs/decisions/0018)."""
    first, _second, _in_first = two
    with everywhere(reason="test", audited=False):
        Offering.objects.filter(pk=first.offering.pk).update(visibility="organisation")

    assert resume(cast)["title"] == "First"


def test_nobody_is_led_anywhere_without_an_open_course(cast):
    assert resume(cast) is None


def test_a_course_that_was_only_just_entered_is_begun(cast):
    made = published(cast)
    with acting_in(cast.learner_scope("asha")):
        enrol(cast, made)

    assert resume(cast)["action_label"] == "Start learning"


def test_what_is_offered_besides_says_how_it_was_rated(cast):
    loved, new = published(cast, code="loved", title="Loved"), published(cast, code="new", title="New")
    with everywhere(reason="test", audited=False):
        RatingSummary.objects.create(offering=loved.offering, fours=1000, fives=500)
        RatingSummary.objects.create(offering=new.offering, fives=19)

    with acting_in(cast.learner_scope("asha")):
        found = home_of(cast.asha.pk, language="en", today=TODAY, year_start=date(2026, 4, 1)).recommended

    assert {card["title"]: (card["stars"], card["ratings"]) for card in found} == {
        "Loved": ("4.3", "1,500"), "New": ("", "19"),
    }  # fmt: skip
