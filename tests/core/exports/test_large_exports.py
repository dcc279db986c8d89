"""Exports: small ones at once, large ones as a job that makes the same file."""

import io
from datetime import UTC, datetime

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from core.audit.actor import Actor
from core.audit.models import AuditEntry
from core.exports import pages, tasks
from core.exports.kinds import KINDS, export_kind
from core.files.models import StoredFile
from core.files.queries import opened
from core.jobs.actions import work
from core.jobs.models import Job
from core.tenancy.context import acting_in, everywhere

AT = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)


@pytest.fixture
def numbers():
    """An export of as many rows as asked for."""

    def page(arguments, after, limit):
        first = after or 0
        last = min(first + limit, arguments["count"])
        return [[number, f"=row {number}"] for number in range(first, last)], last if last < arguments[
            "count"
        ] else None

    yield export_kind("tests.numbers", title=lambda _a: "Numbers", columns=lambda _a: ["No.", "Text"], page=page)
    del KINDS["tests.numbers"]


def actor(cast):
    return Actor(name="Chitra Nair", door="page", person_id=cast.chitra.pk, organisation_id=cast.finance.pk)


def test_a_small_export_is_answered_at_once_and_leaves_a_line_in_the_trail(cast, numbers):
    with acting_in(cast.organisation_scope("finance", "chitra")):
        response = pages.answer(numbers, arguments={"count": 2}, actor=actor(cast), at=AT)

        assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
        assert response.headers["Content-Disposition"] == 'attachment; filename="numbers.csv"'
        assert response.content.decode().splitlines()[-2:] == ["0,'=row 0", "1,'=row 1"]
        assert AuditEntry.objects.get(action="core.export.made").facts["rows"] == 2


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_a_large_export_is_a_job_that_makes_one_file_for_who_asked(cast, numbers, monkeypatch, file_format):
    monkeypatch.setattr(pages, "PAGE_CAP", 3)
    monkeypatch.setattr(tasks, "PART", 4)
    with acting_in(cast.organisation_scope("finance", "chitra")):
        response = pages.answer(numbers, arguments={"count": 10}, file_format=file_format, actor=actor(cast), at=AT)
        job = Job.objects.get()

    assert response.status_code == 302
    assert response.headers["Location"] == f"/jobs/{job.uuid}/"
    assert work(job_uuid=job.uuid) == "ended"

    with acting_in(cast.learner_scope("chitra")):
        job.refresh_from_db()
        assert (job.state, job.done) == ("finished", 10)
        file = StoredFile.objects.get(uuid=job.result["file"])
        with opened(file) as source:
            data = source.read()
    assert file.name == f"numbers.{file_format}"
    if file_format == "csv":
        assert data.decode().splitlines()[5:] == [f"{number},'=row {number}" for number in range(10)]
    else:
        rows = list(load_workbook(io.BytesIO(data)).active.iter_rows(min_row=6, values_only=True))
        assert rows == [(number, f"'=row {number}") for number in range(10)]
    with acting_in(cast.learner_scope("asha")):
        assert not StoredFile.objects.exists()


def test_a_national_reader_gets_large_exports_too(cast, numbers, monkeypatch):
    monkeypatch.setattr(pages, "PAGE_CAP", 3)
    from core.tenancy.context import Scope

    gita = Actor(name="Gita Deshmukh", door="page", person_id=cast.gita.pk)
    with acting_in(Scope(person_id=cast.gita.pk, is_national=True)):
        pages.answer(numbers, arguments={"count": 10}, actor=gita, at=timezone.now())
        job = Job.objects.get()
    work(job_uuid=job.uuid)

    with everywhere(reason="test", audited=False):
        job.refresh_from_db()
    assert job.state == "finished"
    with acting_in(cast.learner_scope("gita")):
        assert StoredFile.objects.filter(uuid=job.result["file"]).count() == 1
