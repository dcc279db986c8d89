"""The pages and endpoints of competencies."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from competencies import facade
from competencies.facade import Claim
from core.audit.actor import platform
from core.tenancy.context import acting_in

AT = datetime(2026, 11, 21, 19, 30, tzinfo=UTC)


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(email=f"{name}@karmayogi.localhost"))
    return client


def text_of(response) -> str:
    return response.content.decode()


@pytest.fixture
def passbook(cast) -> None:
    """Asha: noting at level 3 by a course, and her own word for level 5; empathy by her own word only."""
    facade.load_framework()
    with acting_in(cast.learner_scope("asha")):
        known = facade.by_code(["noting-and-drafting", "empathy"])
        facade.record_attainments(
            person_id=cast.asha.pk,
            claims=[
                Claim(
                    known["noting-and-drafting"].id, 3, "course", "Noting on e-Office", UUID(int=1), "ई-ऑफिस पर टिप्पण"
                ),
                Claim(known["noting-and-drafting"].id, 5, "self", "Twenty years of files", UUID(int=2)),
                Claim(known["empathy"].id, 2, "self", "People say so", UUID(int=3)),
            ],
            actor=platform(),
            at=AT,
        )


def test_the_framework_is_open_to_everybody(cast):
    facade.load_framework()

    page = Client().get("/competencies/framework/")

    assert page.status_code == 200
    for said in ("Behavioural", "Functional", "Domain", "Office Management", "Noting and Drafting", "71 competencies"):
        assert said in text_of(page)


def test_the_framework_is_searched_in_both_languages(cast):
    facade.load_framework()

    english = text_of(Client().get("/competencies/framework/", {"q": "noting draft"}))
    hindi = text_of(Client().get("/competencies/framework/", {"q": "टिप्पण"}))
    nothing = text_of(Client().get("/competencies/framework/", {"q": "<b>"}))

    assert "Noting and Drafting" in english
    assert "Stress Management" not in english
    assert "One competency for “noting draft”." in english
    assert "Noting and Drafting" in hindi
    assert "No competency has this name" in nothing
    assert "“<b>”" not in nothing


def test_the_framework_takes_one_query_for_all_entries(cast):
    facade.load_framework()
    Client().get("/competencies/framework/")

    with CaptureQueriesContext(connection) as taken:
        Client().get("/competencies/framework/")

    assert len([query for query in taken if "competencies_competency" in query["sql"]]) == 1


def test_the_passbook_shows_the_level_held_its_evidence_and_the_day_in_india(passbook):
    page = text_of(signed_in("asha").get("/competencies/"))

    for said in (
        "Noting and Drafting",
        "Office Management · 2 records",
        "Level 3, Practitioner",
        "since 22 Nov 2026",
        "Course completed: Noting on e-Office",
        "22 November 2026",
        "Own statement: Twenty years of files",
        "not confirmed, so it does not raise your level",
        "Empathy",
        "Not shown yet",
    ):
        assert said in page
    assert "Level 5, Master" not in page


def test_the_passbook_speaks_hindi(passbook):
    client = signed_in("asha")

    page = text_of(client.get("/competencies/", headers={"accept-language": "hi"}))

    assert "टिप्पण और प्रारूपण" in page
    assert "ई-ऑफिस पर टिप्पण" in page


def test_an_empty_passbook_says_how_it_fills(passbook):
    page = signed_in("bilal").get("/competencies/")

    assert page.status_code == 200
    assert "Your passbook is empty" in text_of(page)
    assert "Noting" not in text_of(page)


def test_the_passbook_takes_one_query_for_all_lines(passbook):
    client = signed_in("asha")
    client.get("/competencies/")

    with CaptureQueriesContext(connection) as taken:
        client.get("/competencies/")

    assert len([query for query in taken if "competencies_" in query["sql"]]) == 1


def test_strangers_have_no_passbook(cast):
    assert Client().get("/competencies/").status_code == 302
    assert Client().get("/api/v1/attainments/").status_code in (401, 403)


def test_programs_list_the_persons_own(passbook):
    lines = signed_in("asha").get("/api/v1/attainments/").json()["results"]

    assert [(line["competency"], line["level"], line["kind"]) for line in lines] == [
        ("empathy", 2, "self"),
        ("noting-and-drafting", 5, "self"),
        ("noting-and-drafting", 3, "course"),
    ]
    assert signed_in("bilal").get("/api/v1/attainments/").json()["results"] == []
