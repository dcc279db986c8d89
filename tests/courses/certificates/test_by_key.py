"""The PDF of a certificate for programs: its address stands in every answer, and a key alone opens it."""

import pytest
from django.utils import timezone

from core.audit.actor import platform
from core.tenancy.context import acting_in, everywhere
from courses.certificates.actions import revoke
from courses.certificates.rules import printed
from institutions.roles.models import Membership
from institutions.roles.principal import forget
from tests.accounts.keys.making import make, program
from tests.cast import LONG_AGO


def test_the_holder_reads_the_pdf_at_the_address_in_the_list_and_in_the_one(cast, certificate):
    asha = program(make(cast, may_write=False))

    (listed,) = asha.get("/api/v1/certificates/").json()["results"]
    one = asha.get(f"/api/v1/certificates/{certificate.uuid}/").json()
    answer = asha.get(listed["document_url"])

    assert listed["document_url"] == one["document_url"] == f"/api/v1/certificates/{certificate.uuid}/document/"
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"] == f'attachment; filename="certificate-{printed(certificate.number)}.pdf"'
    assert answer.content.startswith(b"%PDF-")


@pytest.mark.parametrize(("accept", "status"), [("application/pdf", 200), ("*/*", 200), ("image/png", 406)])
def test_it_may_be_asked_for_by_its_type(cast, certificate, accept, status):
    asha = program(make(cast))

    answer = asha.get(f"/api/v1/certificates/{certificate.uuid}/document/", headers={"accept": accept})

    assert answer.status_code == status


@pytest.mark.parametrize("name", ["bilal", "indu", "chitra", "dev", "hari", "gita"])
def test_it_is_not_found_for_anybody_else_and_says_so_as_a_problem(cast, certificate, name):
    answer = program(make(cast, name)).get(
        f"/api/v1/certificates/{certificate.uuid}/document/", headers={"accept": "application/pdf"}
    )

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_a_stranger_is_asked_to_sign_in(certificate):
    assert program(None).get(f"/api/v1/certificates/{certificate.uuid}/document/").status_code == 401


def test_what_is_no_longer_valid_is_not_handed_out(cast, certificate):
    with acting_in(cast.organisation_scope("istm", "dev")):
        revoke(certificate=certificate, reason="error", note="Issued by mistake.", actor=platform(), at=timezone.now())

    assert program(make(cast)).get(f"/api/v1/certificates/{certificate.uuid}/document/").status_code == 404


def test_the_provider_reads_what_it_issued_with_its_history_and_not_the_document(cast, certificate):
    with everywhere(reason="test", audited=False):
        for person, place in ((cast.dev, cast.istm), (cast.bilal, cast.railways)):
            Membership.objects.create(person=person, organisation=place, role="provider_admin", active_from=LONG_AGO)
            forget(person.pk)
    dev, number = program(make(cast, "dev")), printed(certificate.number)

    (listed,) = dev.get("/api/v1/provider/istm/certificates/").json()["results"]
    one = dev.get(f"/api/v1/provider/istm/certificates/{number.lower()}/").json()

    assert (listed["number"], listed["state"], listed["content"]["name"]) == (number, "issued", "Asha Verma")
    assert "document_url" not in listed
    assert [step["kind"] for step in one.pop("history")] == ["issued"]
    assert one == listed
    bilal = program(make(cast, "bilal"))
    assert bilal.get("/api/v1/provider/railways/certificates/").json()["results"] == []
    assert bilal.get(f"/api/v1/provider/railways/certificates/{number}/").status_code == 404
    assert bilal.get("/api/v1/provider/istm/certificates/").status_code == 404
    assert program(make(cast, "hari")).get("/api/v1/provider/istm/certificates/").status_code == 403
