"""The certificates of a plan as one file: what is in it, whose they are, and when there is none."""

import csv
import io
import zipfile

import pytest
from django.core.files.storage import default_storage

import policy.tasks  # noqa: F401 (declares the kinds of jobs, as a worker does)
from core.audit.models import AuditEntry
from core.files.models import StoredFile
from core.jobs.actions import work
from core.jobs.models import Job
from core.tenancy.context import acting_in, everywhere
from courses.certificates.models import Certificate
from policy.plans import actions
from policy.plans.actions import proving
from tests.courses.making import enrol, pass_quiz, published, read_all
from tests.policy.making import AT, carried, chitra, employ, plan_of
from tests.thread.programs import workers

PAGE = "/mdo/finance/plans/"
API = "/api/v1/organisations/finance/plans/"


@pytest.fixture
def given(cast):
    """A plan with one course for Asha and Indu, which Asha completed."""
    employ(cast, [cast.asha.pk, cast.indu.pk])
    course = published(cast)
    with acting_in(cast.organisation_scope("finance", "chitra")):
        plan = plan_of(cast, course.offering)
        carried(cast, actions.publish_plan(plan=plan, actor=chitra(cast), at=AT))
    with acting_in(cast.learner_scope("asha")):
        taken = enrol(cast, course)
        pass_quiz(cast, course, taken, at=read_all(cast, course, taken))
    workers()
    return plan


def archive_of(job_uuid) -> zipfile.ZipFile:
    """The file to which the job leads, worked to its end."""
    with everywhere(reason="test", audited=False):
        job = Job.objects.get(uuid=job_uuid)
    assert work(job_uuid=job.uuid) == "ended"
    with everywhere(reason="test", audited=False):
        job.refresh_from_db()
        file = StoredFile.objects.get(uuid=job.result["file"])
    assert (job.state, job.done, file.content_type) == ("finished", 1, "application/zip")
    return zipfile.ZipFile(io.BytesIO(default_storage.open(file.key).read()))


def test_holds_each_valid_certificate_by_course_and_official_and_a_list_of_them(client, cast, given):
    client.force_login(cast.user("chitra"))

    sent = client.post(f"{PAGE}{given.uuid}/completion/certificates/")
    found = archive_of(sent["Location"].rstrip("/").rpartition("/")[2])

    with everywhere(reason="test", audited=False):
        certificate = Certificate.objects.get()
        made = AuditEntry.objects.get(action="policy.plan.proofs_made")
    number = "-".join(certificate.number[start : start + 4] for start in (0, 4, 8))
    names = found.namelist()
    assert len(names) == 2
    assert names[0] == "index.csv"
    assert names[1].startswith("Noting and Drafting/")
    assert names[1].endswith(f"Asha Verma {number}.pdf")
    assert found.read(names[1]).startswith(b"%PDF-")
    lines = list(csv.reader(io.StringIO(found.read("index.csv").decode("utf-8-sig"))))
    assert [line[1] for line in lines[5:]] == ["Asha Verma"]
    assert lines[5][-2:] == [number, f"http://localhost:8000/verify/{number}/"]
    assert made.facts["certificates"] == 1


def test_by_the_api_the_same_and_the_list_names_the_certificate(client, cast, given):
    client.force_login(cast.user("chitra"))

    job = client.post(f"{API}{given.uuid}/completion/certificates/")
    rows = client.get(f"{API}{given.uuid}/completion/").json()["results"]

    assert job.status_code == 202
    assert len(archive_of(job.json()["uuid"]).namelist()) == 2
    assert [(row["name"], bool(row["certificate"])) for row in rows] == [("Asha Verma", True), ("Indu Sharma", False)]


def test_a_revoked_certificate_proves_nothing(client, cast, given):
    with everywhere(reason="test", audited=False):
        Certificate.objects.update(
            state="revoked", revoked_at=AT, revoked_by=cast.esther, revocation_reason="error", revocation_note="Wrong."
        )
    client.force_login(cast.user("chitra"))

    job = client.post(f"{API}{given.uuid}/completion/certificates/")

    assert archive_of(job.json()["uuid"]).namelist() == ["index.csv"]


def test_more_than_one_file_holds_are_refused_and_nothing_is_started(client, cast, given, monkeypatch):
    monkeypatch.setattr(proving, "MOST", 0)
    client.force_login(cast.user("chitra"))
    with everywhere(reason="test", audited=False):
        before = Job.objects.count()

    call = client.post(f"{API}{given.uuid}/completion/certificates/")

    assert (call.status_code, call.json()["code"]) == (409, "TOO_MANY")
    assert call.json()["detail"].startswith("These are 1 certificates; one file holds 0.")
    with everywhere(reason="test", audited=False):
        assert Job.objects.count() == before


def test_says_when_nobody_in_the_list_has_completed_and_starts_nothing(client, cast, given):
    client.force_login(cast.user("chitra"))
    with everywhere(reason="test", audited=False):
        before = Job.objects.count()

    page = client.post(f"{PAGE}{given.uuid}/completion/certificates/?name=indu")
    call = client.post(f"{API}{given.uuid}/completion/certificates/?name=indu")

    assert page.status_code == 422
    assert "Nobody in this list has completed the course yet" in page.content.decode()
    assert (call.status_code, call.json()["code"]) == (409, "NOTHING_COMPLETED")
    with everywhere(reason="test", audited=False):
        assert Job.objects.count() == before
