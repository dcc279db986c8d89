"""The national catalogue for programs: the codes that other calls ask for."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from competencies import facade
from competencies.framework.models import Competency
from core.tenancy.context import everywhere

API = "/api/v1/competencies/"


@pytest.fixture
def framework(cast) -> None:
    facade.load_framework()


def test_anybody_finds_the_code_of_a_sub_theme_by_words_in_either_language(framework):
    for words in ("drafting noting", "टिप्पण"):
        listed = Client().get(API, {"kind": "sub_theme", "q": words}).json()["results"]
        found = next(one for one in listed if one["code"] == "noting-and-drafting")

        assert len(listed) < 5
        assert found == {
            "code": "noting-and-drafting", "kind": "sub_theme", "area": "functional", "parent": "office-management",
            "name": "Noting and Drafting", "name_hi": found["name_hi"], "version": found["version"],
        }  # fmt: skip


def test_every_entry_in_force_comes_once_page_by_page_in_the_published_order(framework):
    with everywhere(reason="test", audited=False):
        Competency.objects.filter(code="empathy").update(retired_at=timezone.now())
        wanted = list(Competency.objects.in_force().order_by("place").values_list("code", flat=True))

    heard, address = [], API
    while address:
        page = Client().get(address).json()
        heard += [one["code"] for one in page["results"]]
        address = page["next"]

    assert heard == wanted
    assert "empathy" not in heard
    assert len(heard) > 100  # so there was a second page


def test_a_page_costs_one_query(framework):
    with CaptureQueriesContext(connection) as taken:
        Client().get(API)

    assert len([query for query in taken if "competencies_" in query["sql"]]) == 1


@pytest.mark.parametrize("query", [{"kind": "nonsense"}, {"kind": "\x00"}, {"kind": "area", "q": "\x00"}])
def test_what_no_list_offers_is_answered_without_a_fault(framework, query):
    answer = Client().get(API, query)

    assert answer.status_code == 200
    assert bool(answer.json()["results"]) is (query["kind"] == "area")
