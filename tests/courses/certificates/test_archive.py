"""Several certificates as one ZIP."""

import io
import zipfile
from datetime import date, timedelta
from uuid import uuid4

import pytest
from pypdf import PdfReader

import courses.tasks  # noqa: F401 (declares the kinds of jobs, as a worker does)
from core.files.models import StoredFile
from core.files.queries import opened
from core.jobs.actions import work
from core.jobs.models import Job
from core.tenancy.context import everywhere
from courses.certificates.models import Certificate
from courses.certificates.rules import file_name, number_of, path_of_proof, printed
from tests.courses.certificates.test_doors import signed_in

PATH = "/certificates/archive/"


@pytest.fixture
def many(certificate) -> list[Certificate]:
    """Twenty-two of Asha's."""
    rows = [certificate]
    with everywhere(reason="test", audited=False):
        for value in range(21):
            row = Certificate.objects.get(pk=certificate.pk)
            row.pk, row._state.adding = None, True
            row.uuid, row.completion_uuid, row.number = uuid4(), uuid4(), number_of(value)
            row.completed_at -= timedelta(days=value + 1)
            row.save()
            rows.append(row)
    return rows


def test_the_chosen_ones_come_at_once_under_names_that_can_be_read(cast, many):
    client = signed_in(cast, "asha")
    answer = client.post(PATH, {"certificate": [str(many[0].uuid), str(many[3].uuid)]}, HTTP_ACCEPT_LANGUAGE="hi")

    packed = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert answer.status_code == 200
    assert packed.namelist() == [
        f"2026-11-22 ई-ऑफिस पर टिप्पण और प्रारूपण {printed(one.number)}.pdf" for one in (many[0], many[3])
    ]
    assert printed(many[3].number) in PdfReader(io.BytesIO(packed.read(packed.namelist()[1]))).pages[0].extract_text()


@pytest.mark.parametrize("chosen", [[], ["another"], ["nonsense"], ["mine", "another"]])
def test_what_is_not_ones_own_is_refused_and_nothing_is_handed_out(cast, certificate, many, version, chosen):
    named = {"another": str(uuid4()), "nonsense": "../../etc/passwd", "mine": str(certificate.uuid)}

    answer = signed_in(cast, "asha").post(PATH, {"certificate": [named[one] for one in chosen]})
    others = signed_in(cast, "bilal").post(PATH, {"certificate": [str(certificate.uuid)]})

    assert (answer.status_code, others.status_code) == (422, 422)
    assert "application/zip" not in answer["Content-Type"]


def test_many_are_put_together_by_a_job_in_the_holders_scope(cast, many):
    answer = signed_in(cast, "asha").post(PATH, {"all": "1"})

    with everywhere(reason="test", audited=False):
        job = Job.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/jobs/{job.uuid}/")
    assert work(job_uuid=job.uuid) == "ended"
    with everywhere(reason="test", audited=False):
        job.refresh_from_db()
        file = StoredFile.objects.get(uuid=job.result["file"])
    assert (job.state, job.done, file.person_id) == ("finished", 22, cast.asha.pk)
    assert len(zipfile.ZipFile(opened(file)).namelist()) == 22


def test_a_program_is_given_a_job(cast, many):
    client = signed_in(cast, "asha")

    taken = client.post(
        "/api/v1/certificates/archives/", {"certificates": [str(many[0].uuid)]}, content_type="application/json"
    )
    refused = client.post(
        "/api/v1/certificates/archives/", {"certificates": [str(uuid4())]}, content_type="application/json"
    )

    assert (taken.status_code, taken.json()["total"]) == (202, 1)
    assert (refused.status_code, refused.json()["code"]) == (409, "NOT_YOURS")


@pytest.mark.parametrize(
    ("course", "title"),
    [
        ("../../etc/passwd\x00", "etc passwd"),
        ("A: “B” / C? <D>|*", "A “B” C D"),
        ("invoice\u202efdp.exe", "invoice fdp.exe"),
        (
            "राजभाषा नीति और उससे जुड़े आदेशों का कार्यान्वयन और निगरानी तथा समीक्षा",
            "राजभाषा नीति और उससे जुड़े आदेशों का कार्यान्वयन और",
        ),
    ],
)
def test_a_files_name_is_safe_anywhere(course, title):
    assert file_name(date(2026, 11, 22), course, "7K3M9QXD2W5H") == f"2026-11-22 {title} 7K3M-9QXD-2W5H.pdf"


def test_no_name_leads_out_of_the_folder_that_the_file_is_unpacked_into():
    path = path_of_proof(course="../..", code="/etc", name="..\\Asha", number="7K3M-9QXD-2W5H")

    assert path == "-/etc .. Asha 7K3M-9QXD-2W5H.pdf"
