"""The file that a job made, by its starter's key: its address stands in the job."""

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from core.audit.actor import Actor
from core.files.actions import store
from core.files.rules import TEXT
from core.jobs.actions import start, work
from core.jobs.kinds import KINDS, Chunk, job_kind
from core.jobs.models import Job
from core.tenancy.context import acting_in
from tests.accounts.keys.making import make, program
from tests.thread.programs import of_content_origin

RESULTS = {"with": True, "without": False}


@pytest.fixture(autouse=True)
def in_memory(settings):
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}


@pytest.fixture
def jobs(cast) -> dict[str, Job]:
    """Two of Chitra's in Finance: one made a file, one made none."""
    actor = Actor(name="Chitra Nair", door="api", person_id=cast.chitra.pk, organisation_id=cast.finance.pk)

    @job_kind("tests.file")
    def handler(given):
        if not given.params["makes"]:
            return Chunk(is_last=True)
        file = store(
            upload=ContentFile(b"of Finance alone", name="proof.txt"), kind="tests.file", accept=frozenset({TEXT}),
            actor=actor, at=timezone.now(),
        )  # fmt: skip
        return Chunk(is_last=True, result={"file": str(file.uuid)})

    with acting_in(cast.organisation_scope("finance", "chitra")):
        started = {
            name: start(kind="tests.file", title=name, params={"makes": makes}, actor=actor, at=timezone.now())
            for name, makes in RESULTS.items()
        }
    for job in started.values():
        assert work(job_uuid=job.uuid) == "ended"
    yield started
    del KINDS["tests.file"]


def test_who_started_the_job_follows_its_address_and_reads_the_file_without_the_key(cast, jobs):
    chitra = program(make(cast, "chitra"))

    job = chitra.get(f"/api/v1/jobs/{jobs['with'].uuid}/").json()
    answer = chitra.get(job["file_url"])

    assert job["file_url"] == f"/api/v1/jobs/{jobs['with'].uuid}/file/"
    assert answer.status_code == 302
    assert of_content_origin(answer["Location"]) == b"of Finance alone"


def test_a_job_that_made_none_has_no_address_and_no_file(cast, jobs):
    chitra = program(make(cast, "chitra"))

    assert chitra.get(f"/api/v1/jobs/{jobs['without'].uuid}/").json()["file_url"] == ""
    assert chitra.get(f"/api/v1/jobs/{jobs['without'].uuid}/file/").status_code == 404


@pytest.mark.parametrize("name", ["asha", "bilal", "dev", "gita"])
def test_it_is_not_found_for_anybody_else(cast, jobs, name):
    answer = program(make(cast, name)).get(f"/api/v1/jobs/{jobs['with'].uuid}/file/")

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_a_stranger_is_asked_to_sign_in(jobs):
    assert program(None).get(f"/api/v1/jobs/{jobs['with'].uuid}/file/").status_code == 401
