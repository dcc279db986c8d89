"""The pages and endpoints of certificates: who gets in, what they read, what is refused."""

from uuid import UUID

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from core.tenancy.context import acting_in, everywhere
from courses.certificates.access import LOOK_UPS_A_MINUTE
from courses.certificates.models import Certificate
from courses.certificates.rules import number_of, printed
from institutions.roles.models import Membership
from institutions.roles.principal import forget
from tests.cast import LONG_AGO

UNKNOWN = printed(number_of(12345))


@pytest.fixture(autouse=True)
def _fresh_cache():
    cache.clear()


def signed_in(cast, name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(email=f"{name}@karmayogi.localhost"))
    return client


@pytest.fixture
def provider_admin(cast) -> Client:
    """Dev, as the provider admin of ISTM."""
    with everywhere(reason="test", audited=False):
        Membership.objects.create(person=cast.dev, organisation=cast.istm, role="provider_admin", active_from=LONG_AGO)
    forget(cast.dev.pk)
    return signed_in(cast, "dev")


def text_of(response) -> str:
    return response.content.decode()


def test_the_holder_finds_it_in_the_list_and_downloads_the_pdf(cast, certificate):
    client = signed_in(cast, "asha")

    page = client.get("/certificates/")
    document = client.get(f"/certificates/{certificate.uuid}/pdf")

    assert page.status_code == 200
    assert "Noting and Drafting on e-Office" in text_of(page)
    assert printed(certificate.number) in text_of(page)
    assert document["Content-Type"] == "application/pdf"
    assert document["Content-Disposition"] == f'attachment; filename="certificate-{printed(certificate.number)}.pdf"'
    assert document.content.startswith(b"%PDF-")


@pytest.mark.parametrize("name", ["bilal", "indu", "chitra", "dev"])
def test_nobody_else_downloads_it(cast, certificate, name):
    assert signed_in(cast, name).get(f"/certificates/{certificate.uuid}/pdf").status_code == 404
    assert printed(certificate.number) not in text_of(signed_in(cast, name).get("/certificates/"))


def test_without_certificates_the_page_says_how_to_get_one(cast):
    page = signed_in(cast, "bilal").get("/certificates/")

    assert page.status_code == 200
    assert "No certificates yet" in text_of(page)


def test_a_stranger_reads_the_whole_content(certificate):
    page = Client().get(f"/verify/{printed(certificate.number)}/")

    assert page.status_code == 200
    for said in (
        "This certificate is valid",
        "Asha Verma",
        "आशा वर्मा",
        "Central Board of Direct Taxes",
        "Noting and Drafting on e-Office",
        "2 h 10 min · version 4 of the course",
        "Noting and Drafting, level 3 of 5",
        "Functional · Office Management",
        "Passed, 75% to 89%",
        "22 November 2026",
        "Institute of Secretariat Training and Management",
        printed(certificate.number),
    ):
        assert said in text_of(page)
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert page["Cache-Control"] == "no-store"


def test_the_field_leads_to_the_certificates_address(certificate):
    typed = printed(certificate.number).lower().replace("0", "o").replace("1", "l")

    answer = Client().get("/verify/", {"id": f" {typed} "})

    assert answer.status_code == 302
    assert answer["Location"] == f"/verify/{printed(certificate.number)}/"
    assert Client().get("/verify/").status_code == 200


@pytest.mark.parametrize("typed", ["😀😀😀", "", "---"])
def test_what_holds_no_letter_or_digit_is_said_to_be_no_id(cast, typed):
    answer = Client().get("/verify/", {"id": typed})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Write the 12 letters and digits that are printed beside the QR code." in page
    assert f'value="{typed}"' in page


def test_an_unknown_number_is_not_found_and_says_what_to_do(certificate):
    page = Client().get(f"/verify/{UNKNOWN}/")

    assert page.status_code == 404
    assert "No certificate has this ID" in text_of(page)
    assert f"We looked for {UNKNOWN}." in text_of(page)
    assert "a character is missing, wrong" not in text_of(page)


@pytest.mark.parametrize("typed", ["7K3M-9QXD", "AAAA-AAAA-AAAA", "<script>alert(1)", "%F0%9F%98%80", "७७७७-७७७७-७७७७"])
def test_what_can_be_no_number_is_said_to_be_misread(cast, typed):
    page = Client().get(f"/verify/{typed}/")

    assert page.status_code == 404
    assert "a character is missing, wrong or in the wrong place" in text_of(page)
    assert "<script>alert" not in text_of(page)


def test_too_many_look_ups_from_one_address_must_wait(cast):
    stranger = Client(REMOTE_ADDR="203.0.113.7")
    answers = [stranger.get(f"/verify/{UNKNOWN}/").status_code for _ in range(LOOK_UPS_A_MINUTE)]

    refused = stranger.get(f"/verify/{UNKNOWN}/")
    by_program = stranger.get(f"/api/v1/verifications/{UNKNOWN}/")
    another = Client(REMOTE_ADDR="203.0.113.8").get(f"/verify/{UNKNOWN}/")

    assert set(answers) == {404}
    assert refused.status_code == by_program.status_code == 429
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert 1 <= int(by_program["Retry-After"]) <= 61
    assert "You can check 60 certificates in a minute." in text_of(refused)
    assert another.status_code == 404


def test_the_provider_revokes_in_two_steps_and_everybody_sees_it(cast, certificate, provider_admin):
    number = printed(certificate.number)
    address = f"/provider/istm/certificates/{number}/"
    found = provider_admin.get("/provider/istm/certificates/", {"id": number.lower()})
    answers = {"reason": "evidence", "note": "Answered by somebody else; letter 12/2026."}

    asked = provider_admin.post(f"{address}revocation/", answers)
    with acting_in(cast.learner_scope("asha")):
        assert Certificate.objects.get().state == "issued"
    done = provider_admin.post(f"{address}revocation/", {**answers, "confirmed": "1"})

    assert found["Location"] == address
    assert asked.status_code == 200
    assert f"Revoke certificate {number}?" in text_of(asked)
    assert "Answered by somebody else" in text_of(asked)
    assert (done.status_code, done["Location"]) == (302, address)
    public = Client().get(f"/verify/{number}/")
    assert public.status_code == 200
    assert "This certificate was revoked" in text_of(public)
    assert "The learning evidence was found not genuine after review" in text_of(public)
    assert "Asha" not in text_of(public)
    assert "Answered by somebody else" not in text_of(public)
    mine = text_of(signed_in(cast, "asha").get("/certificates/"))
    assert "Revoked" in mine
    assert signed_in(cast, "asha").get(f"/certificates/{certificate.uuid}/pdf").status_code == 404
    again = provider_admin.post(f"{address}revocation/", {**answers, "confirmed": "1"})
    assert again.status_code == 422
    assert "This certificate was revoked before." in text_of(again)


def test_a_revocation_without_reason_is_asked_again(cast, certificate, provider_admin):
    answer = provider_admin.post(
        f"/provider/istm/certificates/{printed(certificate.number)}/revocation/", {"note": "", "confirmed": "1"}
    )

    assert answer.status_code == 422
    with acting_in(cast.learner_scope("asha")):
        assert Certificate.objects.get().state == "issued"


def test_the_provider_finds_only_its_own(cast, certificate, provider_admin):
    page = provider_admin.get("/provider/istm/certificates/", {"id": UNKNOWN})

    assert page.status_code == 200
    assert "Your organisation issued no certificate with this ID." in text_of(page)
    assert printed(certificate.number) in text_of(page)
    assert provider_admin.get(f"/provider/istm/certificates/{UNKNOWN}/").status_code == 404


@pytest.mark.parametrize(
    ("name", "status"), [("asha", 404), ("bilal", 404), ("chitra", 404), ("dev", 403), ("hari", 403)]
)
def test_others_do_not_come_to_the_providers_pages(cast, certificate, name, status):
    client = signed_in(cast, name)
    number = printed(certificate.number)
    answers = {"reason": "error", "note": "Let me in, please.", "confirmed": "1"}

    assert client.get("/provider/istm/certificates/").status_code == status
    assert client.get(f"/provider/istm/certificates/{number}/").status_code == status
    assert client.post(f"/provider/istm/certificates/{number}/revocation/", answers).status_code == status
    assert client.post(f"/api/v1/provider/istm/certificates/{number}/revocation/", answers).status_code == status
    with acting_in(cast.learner_scope("asha")):
        assert Certificate.objects.get().state == "issued"


def test_strangers_are_asked_to_sign_in(certificate):
    for address in ("/certificates/", f"/certificates/{certificate.uuid}/pdf", "/provider/istm/certificates/"):
        answer = Client().get(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("account_login"))
    assert Client().get("/api/v1/certificates/").status_code in (401, 403)


def test_programs_list_the_persons_own(cast, certificate):
    answer = signed_in(cast, "asha").get("/api/v1/certificates/")

    (only,) = answer.json()["results"]
    assert only["number"] == printed(certificate.number)
    assert only["state"] == "issued"
    assert only["content"]["course_hi"] == "ई-ऑफिस पर टिप्पण और प्रारूपण"
    assert only["verify_url"] == f"/verify/{printed(certificate.number)}/"
    assert signed_in(cast, "bilal").get("/api/v1/certificates/").json()["results"] == []


def test_programs_verify_as_people_do(cast, certificate, provider_admin):
    number = printed(certificate.number)
    valid = Client().get(f"/api/v1/verifications/{number.lower()}/").json()
    revoked = provider_admin.post(
        f"/api/v1/provider/istm/certificates/{number}/revocation/",
        {"reason": "person", "note": "Two officials have this name."},
        content_type="application/json",
    )
    after = Client().get(f"/api/v1/verifications/{number}/").json()
    twice = provider_admin.post(
        f"/api/v1/provider/istm/certificates/{number}/revocation/",
        {"reason": "person", "note": "Two officials have this name."},
        content_type="application/json",
    )

    assert (valid["status"], valid["content"]["name"], valid["number"]) == ("valid", "Asha Verma", number)
    assert revoked.status_code == 201
    assert (after["status"], after["content"], after["reason"]) == ("revoked", None, "person")
    assert "Asha" not in str(after)
    assert (twice.status_code, twice.json()["code"]) == (409, "ALREADY_REVOKED")
    assert Client().get(f"/api/v1/verifications/{UNKNOWN}/").status_code == 404


def test_a_list_of_thirty_takes_as_many_queries_as_one(cast, certificate):
    client = signed_in(cast, "asha")
    client.get("/certificates/")
    with everywhere(reason="test", audited=False):
        for value in range(29):
            certificate.pk, certificate._state.adding = None, True
            certificate.uuid, certificate.completion_uuid = _uuid(value), _uuid(value)
            certificate.number = number_of(value)
            certificate.save()

    with CaptureQueriesContext(connection) as taken:
        assert text_of(client.get("/certificates/")).count("/pdf") == 30
    asked = [query["sql"] for query in taken if "courses_certificate" in query["sql"]]
    assert len(asked) == 1


def _uuid(value: int) -> UUID:
    return UUID(int=value + 1)
