"""The job's page and endpoint: for who started it and for role holders of its organisation, nobody else."""

import pytest
from django.utils import timezone

from core.audit.actor import Actor, platform
from core.files.models import StoredFile
from core.jobs.actions import start, work
from core.jobs.kinds import KINDS, Chunk, RowError, job_kind
from core.jobs.models import Job
from core.tenancy.context import acting_in, everywhere
from institutions.facade import appoint


@pytest.fixture
def job(cast):
    """Chitra's job in Finance: one chunk done, one row not taken."""
    errors = (RowError(row=3, field="code", value="=E1", sentence="The code has been used before."),)

    @job_kind("tests.page")
    def handler(given):
        return Chunk(done=9, refused=1, errors=errors, total=10, is_last=True)

    actor = Actor(name="Chitra Nair", door="page", person_id=cast.chitra.pk, organisation_id=cast.finance.pk)
    with acting_in(cast.organisation_scope("finance", "chitra")):
        started = start(
            kind="tests.page", title="Import of officials", params={}, actor=actor, at=timezone.now(),
            steps=["Check the rows", "Write the rows"],
        )  # fmt: skip
    yield started
    del KINDS["tests.page"]


def sign_in(client, cast, name):
    client.force_login(cast.user(name), backend="accounts.backend.Backend")
    return client


def test_shows_steps_and_counts_and_asks_again(client, cast, job):
    page = sign_in(client, cast, "chitra").get(f"/jobs/{job.uuid}/").content.decode()

    assert page.count("<h1") == 1
    assert "Import of officials" in page
    assert "Check the rows" in page
    assert "<progress" in page
    assert f'hx-get="/jobs/{job.uuid}/?part=progress"' in page
    assert 'hx-trigger="every 3s"' in page
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in page
    assert f'action="/jobs/{job.uuid}/cancellation/"' in page


def test_stops_asking_when_it_is_over(client, cast, job):
    work(job_uuid=job.uuid)

    page = sign_in(client, cast, "chitra").get(f"/jobs/{job.uuid}/").content.decode()

    assert "hx-trigger" not in page.split('id="job-progress"')[1].split("</section>")[0]
    assert "http-equiv" not in page
    assert "cancellation" not in page
    assert "9 done, 1 not taken." in page
    assert 'Line 3: <span lang="en">The code has been used before.</span>' in " ".join(page.split())
    assert f'href="/jobs/{job.uuid}/errors/"' in page


def test_a_poll_gets_the_moving_part_alone(client, cast, job):
    sign_in(client, cast, "chitra")

    part = client.get(f"/jobs/{job.uuid}/?part=progress", headers={"HX-Request": "true"}).content.decode()

    assert "<h1" not in part
    assert 'id="job-progress"' in part


def test_cancelling_is_noted_and_shown(client, cast, job):
    sign_in(client, cast, "chitra")

    response = client.post(f"/jobs/{job.uuid}/cancellation/", follow=True)

    assert response.redirect_chain == [(f"/jobs/{job.uuid}/", 302)]
    assert "Stopping after the part that is being done." in response.content.decode()
    assert work(job_uuid=job.uuid) == "ended"
    with everywhere(reason="test", audited=False):
        assert Job.objects.get().state == "cancelled"


def test_the_error_file_is_safe_to_open(client, cast, job):
    work(job_uuid=job.uuid)
    sign_in(client, cast, "chitra")

    lines = client.get(f"/jobs/{job.uuid}/errors/").content.decode().splitlines()

    assert lines[0] == "\ufeffRows not taken: Import of officials"
    assert lines[1] == "Requested by,Chitra Nair"
    assert lines[4:] == ["Line,Column,Value,Why", "3,code,'=E1,The code has been used before."]


def test_the_file_it_made_is_fetched_from_the_content_origin(client, cast, job, settings):
    with everywhere(reason="test", audited=False):
        file = StoredFile.objects.create(
            kind="tests", name="a.csv", content_type="text/csv", size=1, sha256="0" * 64, key="tests/a",
            person_id=cast.chitra.pk, created_at=timezone.now(),
        )  # fmt: skip
        Job.objects.update(state="finished", result={"file": str(file.uuid)})
    sign_in(client, cast, "chitra")

    response = client.get(f"/jobs/{job.uuid}/file/")

    assert response.status_code == 302
    assert response.headers["Location"].startswith(f"{settings.CONTENT_URL}/f/")


@pytest.mark.parametrize(
    ("name", "path", "status"),
    [
        ("chitra", "/jobs/{uuid}/", 200),
        ("chitra", "/mdo/finance/jobs/{uuid}/", 200),
        ("chitra", "/mdo/finance/jobs/{uuid}/errors/", 200),
        ("chitra", "/mdo/railways/jobs/{uuid}/", 404),
        ("chitra", "/api/v1/jobs/{uuid}/", 200),
        ("asha", "/jobs/{uuid}/", 404),
        ("asha", "/jobs/{uuid}/errors/", 404),
        ("asha", "/jobs/{uuid}/file/", 404),
        ("asha", "/mdo/finance/jobs/{uuid}/", 404),
        ("bilal", "/jobs/{uuid}/", 404),
        ("bilal", "/api/v1/jobs/{uuid}/", 404),
        ("dev", "/mdo/istm/jobs/{uuid}/", 404),
        (None, "/jobs/{uuid}/", 302),
        (None, "/api/v1/jobs/{uuid}/", 401),
    ],
)
def test_who_may_see_it(client, cast, job, name, path, status):
    if name:
        sign_in(client, cast, name)

    assert client.get(path.format(uuid=job.uuid)).status_code == status


@pytest.mark.parametrize("path", ["/jobs/{uuid}/cancellation/", "/api/v1/jobs/{uuid}/cancellation/"])
def test_nobody_else_may_cancel_it(client, cast, job, path):
    sign_in(client, cast, "bilal")

    assert client.post(path.format(uuid=job.uuid)).status_code == 404
    with everywhere(reason="test", audited=False):
        assert Job.objects.get().cancel_requested_at is None


def test_a_writer_of_courses_in_the_same_organisation_sees_it_and_cannot_stop_it(client, cast, job):
    with everywhere(reason="test", audited=False):
        appoint(
            person_id=cast.indu.pk, organisation_id=cast.finance.pk, role="content_creator", actor=platform("command"),
            at=timezone.now(),
        )  # fmt: skip
    sign_in(client, cast, "indu")
    page = f"/mdo/finance/jobs/{job.uuid}/"

    seen = client.get(page)

    assert (seen.status_code, "cancellation" in seen.content.decode()) == (200, False)
    assert client.post(f"{page}cancellation/").status_code == 403
    assert client.post(f"/api/v1/organisations/finance/jobs/{job.uuid}/cancellation/").status_code == 403
    with everywhere(reason="test", audited=False):
        assert Job.objects.get().cancel_requested_at is None


def test_the_endpoint_says_the_same_as_the_page(client, cast, job):
    work(job_uuid=job.uuid)
    sign_in(client, cast, "chitra")

    body = client.get(f"/api/v1/jobs/{job.uuid}/").json()

    assert (body["state"], body["done"], body["refused"], body["total"]) == ("finished", 9, 1, 10)
    assert body["steps"] == ["Check the rows", "Write the rows"]


def test_the_endpoint_cancels_and_explains_when_it_is_too_late(client, cast, job):
    sign_in(client, cast, "chitra")

    accepted = client.post(f"/api/v1/jobs/{job.uuid}/cancellation/")
    work(job_uuid=job.uuid)
    with everywhere(reason="test", audited=False):
        Job.objects.update(state="finished", cancel_requested_at=None)
    refused = client.post(f"/api/v1/jobs/{job.uuid}/cancellation/")

    assert accepted.status_code == 202
    assert refused.status_code == 409
    assert (refused.json()["code"], refused.json()["detail"]) == (
        "HAS_ENDED",
        "The work has already ended; there is nothing to cancel.",
    )
