"""A course that Asha completed, and storage in memory."""

import json
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import connection

from competencies import facade as competencies
from core.audit.actor import platform
from core.tenancy.context import everywhere
from courses.catalogue.models import Course, CourseVersion, Offering, VersionCompetency
from courses.certificates.actions import issue
from courses.certificates.models import Certificate
from courses.enrolment.models import Batch, Completion, Enrolment

COMPLETED = datetime(2026, 11, 21, 19, 30, tzinfo=UTC)  # 22 November, one o'clock in the night, in India
ISSUED = datetime(2026, 11, 21, 19, 30, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _files_in_memory(settings) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    }


def make_version(cast) -> CourseVersion:
    """A published course of ISTM on noting and drafting, level 3."""
    competencies.load_framework()
    istm = cast.istm
    offering = Offering.objects.create(
        owner_id=istm.pk, code="noting", title="Noting and Drafting", title_hi="टिप्पण और प्रारूपण"
    )
    Course.objects.create(offering=offering, owner_id=istm.pk)
    version = CourseVersion.objects.create(
        offering=offering,
        owner_id=istm.pk,
        number=4,
        title="Noting and Drafting on e-Office",
        title_hi="ई-ऑफिस पर टिप्पण और प्रारूपण",
        minutes=130,
    )
    noting = competencies.by_code(["noting-and-drafting"])["noting-and-drafting"]
    VersionCompetency.objects.create(version=version, owner_id=istm.pk, competency_id=noting.id, level=3)
    return version


def complete(
    version: CourseVersion, person, organisation, *, score: int | None = 82, at: datetime = COMPLETED
) -> Completion:
    batch, _created = Batch.objects.get_or_create(
        version=version, defaults={"offering": version.offering, "owner_id": version.owner_id}
    )
    place = {
        "person_id": person.pk,
        "organisation_id": organisation.pk,
        "home_organisation_id": organisation.pk,
        "provider_id": version.owner_id,
        "offering": version.offering,
        "version": version,
    }
    enrolment = Enrolment.objects.create(
        batch=batch, state="completed", progress=100, created_at=at, completed_at=at, **place
    )
    return Completion.objects.create(
        enrolment=enrolment, grade="B", score=score, minutes=130, evidence={}, completed_at=at, **place
    )


@pytest.fixture
def version(cast) -> CourseVersion:
    with everywhere(reason="test", audited=False):
        return make_version(cast)


@pytest.fixture
def completion(cast, version) -> Completion:
    with everywhere(reason="test", audited=False):
        return complete(version, cast.asha, cast.cbdt)


@pytest.fixture
def certificate(completion) -> Certificate:
    return issue_for(completion.uuid)[0]


def issue_for(*uuids: UUID) -> list[Certificate]:
    with everywhere(reason="test", audited=False):
        return issue(completion_uuids=uuids, actor=platform(), at=ISSUED)


def announced(topic: str) -> list[dict]:
    with everywhere(reason="test", audited=False), connection.cursor() as cursor:
        cursor.execute("SELECT payload::text FROM core_outboxevent WHERE topic = %s ORDER BY id", [topic])
        return [json.loads(row[0]) for row in cursor.fetchall()]


def audited(action: str) -> list[dict]:
    with everywhere(reason="test", audited=False), connection.cursor() as cursor:
        cursor.execute("SELECT facts::text FROM core_auditentry WHERE action = %s ORDER BY at", [action])
        return [json.loads(row[0]) for row in cursor.fetchall()]
