"""The list of officials, one official, a posting; by page and endpoint."""

import pytest
from django.db import IntegrityError, transaction

from core.tenancy.context import acting_in, everywhere
from ehrms.officials.models import Official, Posting
from tests.policy.making import employ, officials

LIST = "/mdo/finance/officials/"
API = "/api/v1/organisations/finance/officials/"


@pytest.fixture
def asha(cast) -> Official:
    employ(cast, [cast.asha.pk])
    with everywhere(reason="test", audited=False):
        return Official.objects.get(person=cast.asha)


def test_says_what_to_do_when_there_is_nobody(client, cast):
    client.force_login(cast.user("chitra"))

    assert "No officials yet" in client.get(LIST).content.decode()


def test_lists_by_name_and_filters(client, cast, asha):
    officials(cast, 3, office="revenue", post="assistant-section-officer", prefix="Zubin")
    client.force_login(cast.user("chitra"))

    assert "Asha Verma" in client.get(LIST).content.decode()
    assert "Asha Verma" not in client.get(LIST + "?name=zub").content.decode()
    names = [row["name"] for row in client.get(API + "?office=cbdt").json()["results"]]
    assert names == ["Asha Verma"]
    assert "No official matches" in client.get(LIST + "?name=nobody").content.decode()


@pytest.mark.parametrize("after", ["²:Asha", "9" * 250 + ":Asha", ":", "x"])
def test_a_key_that_is_no_number_is_the_beginning(client, cast, asha, after):
    client.force_login(cast.user("chitra"))

    assert "Asha Verma" in client.get(LIST, {"after": after}).content.decode()
    assert [row["name"] for row in client.get(API, {"after": after}).json()["results"]] == ["Asha Verma"]


@pytest.mark.parametrize("office", ["nowhere", "railways"])
def test_an_office_that_is_none_of_the_organisation_has_nobody(client, cast, asha, office):
    client.force_login(cast.user("chitra"))

    call = client.get(API, {"office": office})

    assert (call.status_code, call.json()["results"]) == (200, [])
    assert client.get(LIST, {"office": office}).status_code == 200


def test_ten_thousand_officials_are_paged_with_the_same_queries(client, cast, asha, django_assert_max_num_queries):
    officials(cast, 10_000)
    client.force_login(cast.user("chitra"))
    client.get(LIST)
    with django_assert_max_num_queries(20):
        first = client.get(LIST).content.decode()

    assert "10,001 officials" in first
    page = client.get(API).json()
    seen = [row["code"] for row in page["results"]]
    second = client.get(API, {"after": page["next"]}).json()
    assert len(seen) == len(second["results"]) == 50
    assert not set(seen) & {row["code"] for row in second["results"]}


def test_a_posting_in_another_office_is_a_transfer(client, cast, asha):
    client.force_login(cast.user("chitra"))
    answer = client.post(
        f"{LIST}{asha.uuid}/postings/",
        {"office": "revenue", "designation": "section-officer", "since": "2026-11-01", "supervisor_code": ""},
    )

    assert answer.status_code == 302
    with everywhere(reason="test", audited=False):
        official = Official.objects.select_related("person").get(pk=asha.pk)
        old, new = Posting.objects.filter(official=asha).order_by("active_from")
    assert official.home_organisation_id == official.person.home_organisation_id == cast.revenue.pk
    assert (str(old.active_to), str(new.active_from), new.organisation_id) == (
        "2026-11-01",
        "2026-11-01",
        cast.revenue.pk,
    )
    assert old.home_organisation_id == cast.revenue.pk


def test_a_posting_before_the_present_one_is_refused_by_both_doors(client, cast, asha):
    client.force_login(cast.user("chitra"))
    asked = {"office": "cbdt", "designation": "assistant-section-officer", "since": "2020-01-01"}
    page = client.post(f"{LIST}{asha.uuid}/postings/", asked)
    api = client.post(f"{API}{asha.uuid}/postings/", asked, content_type="application/json")

    assert (page.status_code, api.status_code) == (422, 409)
    assert "The present posting began on 3 Jun 2024." in page.content.decode()
    assert api.json()["code"] == "BEFORE_THE_LAST_POSTING"
    with everywhere(reason="test", audited=False):
        assert Posting.objects.filter(official=asha).count() == 1


def test_a_posting_of_a_mistyped_year_is_refused_by_both_doors(client, cast, asha):
    client.force_login(cast.user("chitra"))
    asked = {"office": "cbdt", "designation": "assistant-section-officer", "since": "9999-12-31"}
    page = client.post(f"{LIST}{asha.uuid}/postings/", asked)
    api = client.post(f"{API}{asha.uuid}/postings/", asked, content_type="application/json")

    assert (page.status_code, api.status_code, api.json()["code"]) == (422, 409, "TOO_FAR_AHEAD")
    assert "at the latest. Check the year." in page.content.decode()
    with everywhere(reason="test", audited=False):
        assert Posting.objects.filter(official=asha).count() == 1


def test_an_office_outside_the_organisation_is_not_understood(client, cast, asha):
    client.force_login(cast.user("chitra"))
    asked = {"office": "railways", "designation": "section-officer", "since": "2026-11-01"}

    assert client.post(f"{LIST}{asha.uuid}/postings/", asked).status_code == 422
    assert client.post(f"{API}{asha.uuid}/postings/", asked, content_type="application/json").status_code == 400


@pytest.mark.parametrize("name", ["bilal", "asha", "dev"])
def test_nobody_else_comes_in_by_any_door(client, cast, asha, name):
    client.force_login(cast.user(name))
    for path in (LIST, API, f"{LIST}{asha.uuid}/", f"{API}{asha.uuid}/"):
        assert client.get(path).status_code in (403, 404), path
    for path in (f"{LIST}{asha.uuid}/postings/", f"{API}{asha.uuid}/postings/"):
        assert client.post(path).status_code in (403, 404), path


def test_two_postings_at_a_time_are_refused_by_the_database(cast, asha):
    with everywhere(reason="test", audited=False):
        first = Posting.objects.get(official=asha)
        copy = {field.attname: getattr(first, field.attname) for field in Posting._meta.concrete_fields}
        copy.pop("id")
        copy.pop("uuid")
        with pytest.raises(IntegrityError, match="one_posting_at_a_time"), transaction.atomic():
            Posting.objects.create(**copy)


def test_asha_reads_her_own_record_and_no_colleagues(cast, asha):
    employ(cast, [cast.indu.pk], prefix="I")
    with acting_in(cast.learner_scope("asha")):
        assert list(Official.objects.values_list("person_id", flat=True)) == [cast.asha.pk]
