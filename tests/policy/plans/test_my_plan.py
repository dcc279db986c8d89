"""`/plan/`: all that a learner is asked to learn, grouped by when it is due."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from core.tenancy.context import acting_in
from courses.catalogue.models import Resource
from courses.enrolment.models import Enrolment
from courses.progress import actions as progress
from policy.plans import actions
from tests.courses.making import LATER, actor_of, published
from tests.policy.making import AT, carried, chitra, employ, plan_of


def give(cast, *days: date) -> list:
    """One course due on each day, given to Asha and Indu."""
    offerings = [
        published(cast, code=f"c{n}", title=f"Course {n}", quiz=False).offering for n, _day in enumerate(days, 1)
    ]
    with acting_in(cast.organisation_scope("finance", "chitra")):
        plan = plan_of(cast)
        for offering, day in zip(offerings, days, strict=True):
            actions.add_item(plan=plan, offering_uuid=offering.uuid, due_on=day, actor=chitra(cast), at=AT)
        carried(cast, actions.publish_plan(plan=plan, actor=chitra(cast), at=AT))
    return offerings


@pytest.fixture
def asha(client, cast, monkeypatch):
    """Signed in, on a day after one of the dates."""
    employ(cast, [cast.asha.pk, cast.indu.pk])
    real = timezone.localdate
    monkeypatch.setattr(timezone, "localdate", lambda value=None, *_: real(value) if value else date(2026, 12, 2))
    client.force_login(cast.user("asha"))
    return client


def headings(page) -> list[tuple[str, list[str]]]:
    return [(str(group["title"]), [row["title"] for row in group["rows"]]) for group in page.context["groups"]]


def test_groups_by_when_it_is_due(asha, cast):
    give(cast, date(2027, 3, 1), date(2026, 12, 1), date(2026, 12, 20))

    page = asha.get("/plan/")

    assert headings(page) == [
        ("Overdue", ["Course 2"]),
        ("Due in the next 30 days", ["Course 3"]),
        ("Later", ["Course 1"]),
    ]
    assert [row["chip"] for group in page.context["groups"] for row in group["rows"]] == [
        "Overdue by 1 day",
        "Due 20 Dec 2026",
        "Due 1 Mar 2027",
    ]
    assert "0 of 3 courses complete." in page.content.decode()


def test_shows_one_state_when_asked(asha, cast):
    give(cast, date(2027, 3, 1), date(2026, 12, 1))

    assert headings(asha.get("/plan/?state=later")) == [("Later", ["Course 1"])]
    assert headings(asha.get("/plan/?state=nonsense")) == headings(asha.get("/plan/"))
    assert "No course of your plan is in this state" in asha.get("/plan/?state=completed").content.decode()


def test_goes_over_pages_that_keep_the_state(asha, cast, monkeypatch):
    monkeypatch.setattr("policy.plans.pages.MY_PLAN_PAGE", 2)
    give(cast, *[date(2027, 1, 10) + timedelta(days=n) for n in range(3)])

    first, second = asha.get("/plan/?state=later"), asha.get("/plan/?state=later&page=2")

    assert headings(first) == [("Later", ["Course 1", "Course 2"])]
    assert headings(second) == [("Later", ["Course 3"])]
    assert "?state=later&amp;page=2" in first.content.decode()
    assert asha.get("/plan/?page=-1&state=later").status_code == 200


def test_the_home_page_leads_to_it(asha, cast):
    give(cast, date(2027, 3, 1))

    assert 'href="/plan/"' in asha.get("/home/").content.decode()


def test_without_a_plan_it_says_so(asha):
    assert "Nothing is asked of you yet" in asha.get("/plan/").content.decode()


def test_nobody_sees_anothers(asha, client, cast):
    give(cast, date(2027, 3, 1))
    client.force_login(cast.user("bilal"))

    assert "Course 1" not in client.get("/plan/").content.decode()


def test_a_stranger_is_sent_to_sign_in(client, cast):
    answer = client.get("/plan/")

    assert (answer.status_code, answer["Location"]) == (302, "/account/login/?next=/plan/")


def test_completed_ones_come_last_with_their_day(asha, cast):
    offering = give(cast, date(2026, 12, 1), date(2027, 3, 1))[0]
    with acting_in(cast.learner_scope("asha")):
        enrolled = Enrolment.objects.get(person=cast.asha, offering=offering)
        at = LATER
        for text in Resource.objects.filter(version_id=enrolled.version_id).order_by("position"):
            progress.open_resource(enrolment=enrolled, resource=text, at=at)
            at += timedelta(minutes=text.minutes)
            progress.read(enrolment=enrolled, resource=text, actor=actor_of(cast, "asha"), at=at)

    page = asha.get("/plan/")

    assert headings(page) == [("Later", ["Course 2"]), ("Completed", ["Course 1"])]
    assert page.context["groups"][1]["rows"][0]["chip"] == "Completed 2 Nov 2026"
