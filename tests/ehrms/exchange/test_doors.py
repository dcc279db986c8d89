"""Bringing in officials by page and by endpoint, with the job a worker does; and who is refused."""

import threading
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

import ehrms.tasks  # noqa: F401 (declares the kinds of jobs, as a worker does)
from core.jobs.actions import work
from core.jobs.models import Job
from core.tenancy.context import everywhere
from ehrms.exchange.models import Exchange
from ehrms.officials.models import Official
from tests.cast import Cast, build_cast

CSV = b"Employee code,Name,Designation,Office\nF1,Ravi Kumar,Section Officer,cbdt\nF2,,Section Officer,cbdt\n"
PAGE = "/mdo/finance/officials/exchanges/"
API = "/api/v1/organisations/finance/exchanges/"


def signed_in(client, cast, name):
    client.force_login(cast.user(name))
    return client


def work_all() -> None:
    """What a worker does with the jobs that are waiting."""
    with everywhere(reason="test", audited=False):
        waiting = list(Job.objects.filter(state="waiting").values_list("uuid", flat=True))
    for job_uuid in waiting:
        assert work(job_uuid=job_uuid) == "ended"


def only() -> Exchange:
    with everywhere(reason="test", audited=False):
        return Exchange.objects.get()


def count_officials() -> int:
    with everywhere(reason="test", audited=False):
        return Official.objects.count()


def test_the_whole_way_by_pages(client, cast):
    signed_in(client, cast, "chitra")
    answer = client.post(PAGE, {"file": SimpleUploadedFile("officials.csv", CSV)})
    here = f"{PAGE}{only().uuid}/"
    assert (answer.status_code, answer["Location"]) == (302, here)
    assert (
        "row checked so far" in client.get(here).content.decode()
        or "rows checked so far" in client.get(here).content.decode()
    )

    work_all()
    shown = client.get(here + "?verdict=refused").content.decode()
    assert "The name is missing." in shown
    assert "1 new and 0 changed officials will be brought in." in shown
    assert count_officials() == 0
    with everywhere(reason="test", audited=False):
        assert Job.objects.values_list("total", "done", "refused").get() == (2, 1, 1)

    assert client.post(here + "application/").status_code == 302
    work_all()
    assert count_officials() == 1
    assert "1 rows were brought in" in client.get(here).content.decode()
    again = client.post(here + "application/")
    assert again.status_code == 422
    assert "This file is being applied or has been applied." in again.content.decode()

    errors = client.get(here + "refused-rows/")
    assert errors["Content-Type"].startswith("text/csv")
    assert "F2" in errors.content.decode("utf-8-sig")


def test_the_whole_way_by_the_api(client, cast):
    signed_in(client, cast, "chitra")
    made = client.generic("POST", API, CSV, content_type="text/csv")
    assert (made.status_code, made.json()["stage"]) == (201, "checking")
    here = f"{API}{made.json()['uuid']}/"
    assert client.post(here + "application/").json()["code"] == "STILL_CHECKING"

    work_all()
    assert client.get(here).json()["counts"] == {
        "new": 1, "changed": 0, "unchanged": 0, "refused": 1, "rows": 2, "applied": 0,
    }  # fmt: skip
    assert client.get(here + "rows/").json()[0]["sentences"] == ["The name is missing."]
    assert client.post(here + "application/").status_code == 202
    work_all()

    assert client.get(here).json()["stage"] == "applied"
    assert [row["name"] for row in client.get("/api/v1/organisations/finance/officials/").json()["results"]] == [
        "Ravi Kumar"
    ]


def test_a_file_sent_as_multipart_is_taken_by_the_api(client, cast):
    signed_in(client, cast, "chitra")

    assert client.post(API, {"file": SimpleUploadedFile("o.csv", CSV)}).status_code == 201


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04 renamed workbook", "This is an Excel workbook or a ZIP archive, whatever its name says."),
        (b"", "The file is empty."),
        (b"Name\nAsha\n", "The first line of the file must name these columns too: Employee code, Designation."),
        (b"code,name,designation\nF\x00,A,B\n", "zero bytes"),
    ],
)
def test_a_hostile_file_is_refused_in_words_by_both_doors(client, cast, content, words):
    signed_in(client, cast, "chitra")
    page = client.post(PAGE, {"file": SimpleUploadedFile("officials.csv", content)})
    api = client.post(API, {"file": SimpleUploadedFile("officials.csv", content)})

    assert (page.status_code, api.status_code) == (422, 409)
    assert words in page.content.decode().replace("&quot;", '"')
    assert words in api.json()["detail"]
    with everywhere(reason="test", audited=False):
        assert not Exchange.objects.exists()


@pytest.mark.parametrize("form", ["multipart", "text"])
def test_the_same_key_takes_a_file_once_and_no_other_file(client, cast, form):
    signed_in(client, cast, "chitra")

    def send(content):
        key = {"Idempotency-Key": "monday"}
        if form == "multipart":
            return client.post(API, {"file": SimpleUploadedFile("o.csv", content)}, headers=key)
        return client.generic("POST", API, content, content_type="text/csv", headers=key)

    first, again, other = send(CSV), send(CSV), send(CSV.replace(b"Ravi", b"Rani"))

    assert (first.status_code, again.status_code, other.status_code) == (201, 201, 422)
    assert first.json() == again.json()
    assert again["Idempotent-Replayed"] == "true"
    assert other.json()["code"] == "IDEMPOTENCY_KEY_REUSED"
    assert only().uuid == UUID(first.json()["uuid"])


def test_an_application_asked_again_with_its_key_is_answered_again(client, cast):
    signed_in(client, cast, "chitra")
    here = f"{API}{client.generic('POST', API, CSV, content_type='text/csv').json()['uuid']}/"
    work_all()
    key = {"Idempotency-Key": "apply"}

    first, again = (client.post(here + "application/", {}, "application/json", headers=key) for _twice in range(2))

    assert (first.status_code, again.status_code) == (202, 202)
    assert first.json() == again.json()


@pytest.mark.django_db(transaction=True)
def test_two_uploads_at_once_with_one_key_make_one_exchange(transactional_db):
    """Builds its own state: a transactional test empties the tables."""
    build_cast()
    cast = Cast.load()
    answers, start = [], threading.Barrier(2)

    def send(client: Client) -> None:
        try:
            start.wait()
            file = SimpleUploadedFile("o.csv", CSV)
            answers.append(client.post(API, {"file": file}, headers={"Idempotency-Key": "monday"}))
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=[signed_in(Client(), cast, "chitra")]) for _two in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert sorted("Idempotent-Replayed" in answer for answer in answers) == [False, True]
    assert only().uuid == UUID(answers[0].json()["uuid"])


@pytest.mark.parametrize("after", ["²", "9" * 5000, "-1", "x"])
def test_a_place_in_the_list_that_is_no_number_is_the_beginning(client, cast, after):
    signed_in(client, cast, "chitra").post(PAGE, {"file": SimpleUploadedFile("officials.csv", CSV)})
    work_all()
    uuid = only().uuid

    page = client.get(f"{PAGE}{uuid}/?verdict=refused&after={after}")
    api = client.get(f"{API}{uuid}/rows/?verdict=refused&after={after}")

    assert "The name is missing." in page.content.decode()
    assert [row["line"] for row in api.json()] == [3]


def test_a_request_without_a_file_is_not_understood(client, cast):
    signed_in(client, cast, "chitra")

    assert client.post(PAGE, {}).status_code == 422
    assert client.post(API, {}).status_code == 400


@pytest.mark.parametrize("name", ["bilal", "asha", "dev", "gita"])
def test_nobody_else_comes_in_by_any_door(client, cast, name):
    signed_in(client, cast, "chitra").post(PAGE, {"file": SimpleUploadedFile("officials.csv", CSV)})
    work_all()
    uuid = only().uuid
    signed_in(client, cast, name)

    for path in (PAGE, API, f"{PAGE}{uuid}/", f"{API}{uuid}/", f"{API}{uuid}/rows/", f"{PAGE}{uuid}/refused-rows/"):
        assert client.get(path).status_code in (403, 404), path
    for path in (f"{PAGE}{uuid}/application/", f"{API}{uuid}/application/"):
        assert client.post(path).status_code in (403, 404), path
    assert client.post(PAGE, {"file": SimpleUploadedFile("officials.csv", CSV)}).status_code in (403, 404)
    assert only().stage == "checked"


def test_another_ministrys_uuid_is_not_found_under_ones_own_address(client, cast):
    signed_in(client, cast, "chitra").post(PAGE, {"file": SimpleUploadedFile("officials.csv", CSV)})
    uuid = only().uuid
    with everywhere(reason="test", audited=False):
        from institutions.roles.models import Membership
        from institutions.roles.principal import forget

        Membership.objects.create(
            person=cast.bilal, organisation=cast.railways, role="mdo_admin", active_from="2026-01-01T00:00Z"
        )
        forget(cast.bilal.pk)
    signed_in(client, cast, "bilal")

    assert client.get("/mdo/railways/officials/exchanges/").status_code == 200
    assert client.get(f"/mdo/railways/officials/exchanges/{uuid}/").status_code == 404
    assert client.get(f"/api/v1/organisations/railways/exchanges/{uuid}/").status_code == 404


def test_a_guest_is_sent_to_sign_in(client, cast):
    assert client.get(PAGE).status_code == 302
    assert client.get(API).status_code in (401, 403)
