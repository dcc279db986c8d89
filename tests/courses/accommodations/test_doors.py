"""The pages and calls: the form's sentences, the learner's trace, whose row is whose."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from core.tenancy.context import acting_in, everywhere
from courses.accommodations.models import Accommodation
from institutions.roles.models import Membership
from institutions.roles.principal import forget
from tests.courses.accommodations.making import give
from tests.courses.making import NOW, enrol, published


def client(cast, name):
    signed_in = Client()
    signed_in.force_login(cast.user(name), backend="accounts.backend.Backend")
    return signed_in


@pytest.fixture
def indu_for_istm(cast):
    with everywhere(reason="test", audited=False):
        Membership.objects.create(person=cast.indu, organisation=cast.istm, role="provider_admin", active_from=NOW)
    forget(cast.indu.pk)
    return client(cast, "indu")


def form(**said):
    return {
        "uuid": str(uuid4()), "address": "asha@karmayogi.localhost", "course": "", "extra_time_percent": "50",
        "extra_attempts": "", "category": "disability", "note": "OM 12/2026", "active_from": "2026-11-02",
        "last_day": "",
    } | said  # fmt: skip


def stored():
    with everywhere(reason="test", audited=False):
        return list(Accommodation.objects.values_list("person_name", "extra_time_percent", "extra_attempts"))


def test_an_administrator_gives_and_ends(cast):
    chitra, address = client(cast, "chitra"), reverse("courses:accommodations", args=["finance"])

    given = chitra.post(address, form(), follow=True).content.decode()
    with everywhere(reason="test", audited=False):
        row = Accommodation.objects.get()
    ended = chitra.post(reverse("courses:accommodation-ending", args=["finance", row.uuid]), follow=True)

    assert "50% more time" in given
    assert "Asha Verma" in given
    assert "Ended on" in ended.content.decode()
    assert stored() == [("Asha Verma", 50, 0)]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"address": "bilal@karmayogi.localhost"}, "Nobody with this address belongs to this organisation"),
        ({"address": "nobody@example.com"}, "Nobody with this address belongs to this organisation"),
        ({"address": "chitra@karmayogi.localhost"}, "Nobody decides about himself or herself."),
        ({"extra_time_percent": "", "extra_attempts": "0"}, "Give more time, more attempts, or both."),
        ({"extra_time_percent": "301"}, "Write a number from 0 to 300."),
        ({"last_day": "2026-11-01"}, "The last day must be today or later"),
        ({"category": ""}, "required"),
        ({"course": "no-such"}, "Select a valid choice"),
        ({"active_from": "31/31"}, "Enter a valid date"),
    ],
)
def test_what_cannot_be_given_is_said_in_the_form(cast, said, sentence):
    answer = client(cast, "chitra").post(reverse("courses:accommodations", args=["finance"]), form(**said))

    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
    assert stored() == []


def test_a_provider_gives_it_to_who_is_in_its_course_and_learns_no_name(cast, indu_for_istm):
    made = published(cast)
    with acting_in(cast.learner_scope("asha")):
        enrol(cast, made)
    give(cast, note="Her illness")
    address = reverse("courses:extensions", args=["istm", "noting"])

    stranger = indu_for_istm.post(address, form(address="bilal@karmayogi.localhost"))
    page = indu_for_istm.post(address, form(extra_time_percent="", extra_attempts="1"), follow=True).content.decode()

    assert (stranger.status_code, "enrolled in this course" in stranger.content.decode()) == (422, True)
    assert "1 more attempt" in page
    assert "Asha" not in page
    assert "Her illness" not in page
    assert stored()[1] == ("asha@karmayogi.localhost", 0, 1)


def test_a_provider_has_no_course_of_another_provider(cast, indu_for_istm):
    published(cast, code="theirs", owner="railways")

    assert indu_for_istm.get(reverse("courses:extensions", args=["istm", "theirs"])).status_code == 404


def test_the_learner_sees_the_time_and_why(cast):
    made = published(cast, time_limit_minutes=30)
    give(cast)
    asha = client(cast, "asha")
    asha.post(reverse("courses:enrol", args=["noting"]))

    rules = asha.get(reverse("courses:learn", args=["noting", made.quiz.uuid])).content.decode()
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", rules))
    mine = asha.get(reverse("courses:my-accommodations")).content.decode()

    assert "45 min" in words
    assert "The quiz for everybody 30 minutes · 3 attempts" in words
    assert "50% more time, given by Ministry of Finance on 2 Nov 2026 (Disability) 45 minutes · 3 attempts" in words
    assert "OM 12/2026" in mine
    assert "OM 12/2026" not in client(cast, "indu").get(reverse("courses:my-accommodations")).content.decode()


def test_by_api_the_same(cast):
    chitra, address = client(cast, "chitra"), "/api/v1/organisations/finance/accommodations/"
    said = {"address": "asha@karmayogi.localhost", "extra_time_percent": 25, "category": "health"}

    key = {"Idempotency-Key": "one"}
    first = chitra.post(address, said, "application/json", headers=key)
    again = chitra.post(address, said, "application/json", headers=key)
    refused = chitra.post(address, said | {"extra_time_percent": 0}, "application/json")
    unknown = chitra.post(address, said | {"address": "bilal@karmayogi.localhost"}, "application/json")
    listed = chitra.get(address).json()
    mine = client(cast, "asha").get("/api/v1/accommodations/").json()
    ended = chitra.delete(f"{address}{first.json()['uuid']}/")

    assert (first.status_code, again.json()["uuid"]) == (201, first.json()["uuid"])
    assert (refused.status_code, refused.json()["code"]) == (409, "NOTHING_GIVEN")
    assert (unknown.status_code, "address" in unknown.json()["errors"]) == (400, True)
    assert [row["uuid"] for row in listed["results"]] == [row["uuid"] for row in mine] == [first.json()["uuid"]]
    assert (mine[0]["organisation"], mine[0]["course"], mine[0]["last_day"]) == ("finance", None, None)
    assert ended.status_code == 204
    assert len(stored()) == 1
