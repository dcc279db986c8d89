"""A real worker between a completion and its certificate: in time, and exactly once when it is killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

import pytest
from celery import current_app
from django.conf import settings
from django.db import connection, connections
from kombu import Connection

from core.outbox.events import publish
from core.tenancy.context import everywhere
from courses.certificates.models import Certificate, CertificateFace
from courses.certificates.rules import number_of
from courses.enrolment.models import Completion
from courses.events import CourseCompleted
from tests.cast import Cast, build_cast
from tests.courses.certificates.conftest import ISSUED, complete, make_version

SECONDS_ALLOWED = 10
pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True, databases=["default", "owner"])]


@pytest.fixture
def broker() -> str:
    """A numbered database of the broker that no other worker listens to."""
    return settings.REDIS_URL.rpartition("/")[0] + "/9"


@contextmanager
def worker(broker: str, media: Path) -> Iterator[subprocess.Popen[bytes]]:
    database = connection.settings_dict
    address = settings.DATABASES["default"]
    url = f"postgresql://{address['USER']}:{address['PASSWORD']}@{address['HOST']}:{address['PORT']}/{database['NAME']}"
    log = media / f"{uuid4()}.log"
    process = subprocess.Popen(
        [sys.executable, "-m", "celery", "-A", "karmayogi", "worker", "--pool=solo", "--loglevel=INFO"],
        env={**os.environ, "DATABASE_URL": url, "REDIS_URL": broker, "MEDIA_ROOT": str(media)},
        stdout=log.open("w"),
        stderr=subprocess.STDOUT,
    )
    try:
        wait_until_up(log)
        yield process
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()


def wait_until_up(log: Path, seconds: float = 90) -> None:
    """A worker's start is not what is measured, and takes long on a busy machine."""
    until = time.monotonic() + seconds
    while " ready" not in log.read_text():
        assert time.monotonic() < until, log.read_text()
        time.sleep(0.05)


def nudge(broker: str) -> None:
    """What commit and beat do: ask for the relay."""
    with Connection(broker) as line:
        current_app.send_task("core.outbox.tasks.relay", connection=line)


def a_completion() -> Completion:
    """As the progress action leaves it: the rows and the announcement in one transaction."""
    build_cast()
    cast = Cast.load()
    with everywhere(reason="test", audited=False):
        completion = complete(make_version(cast), cast.asha, cast.cbdt)
        publish(
            CourseCompleted(
                at=completion.completed_at,
                organisation_id=cast.cbdt.pk,
                offering_id=completion.offering_id,
                offering_uuid=str(completion.offering.uuid),
                version_id=completion.version_id,
                enrolment_uuid=str(completion.enrolment.uuid),
                completion_uuid=str(completion.uuid),
                person_id=cast.asha.pk,
                provider_id=completion.provider_id,
                grade="B",
                minutes=130,
            )
        )
    return completion


def wait_for(question: str, seconds: float) -> float:
    """Seconds until the question's count is not 0."""
    start = time.monotonic()
    while time.monotonic() - start < seconds:
        with connections["owner"].cursor() as cursor:  # a transaction of its own each time, and no fence
            cursor.execute(question)
            if cursor.fetchone()[0]:
                return time.monotonic() - start
        time.sleep(0.05)
    pytest.fail(f"not within {seconds} s: {question}")


def count() -> tuple[int, int]:
    with everywhere(reason="test", audited=False):
        return Certificate.objects.count(), CertificateFace.objects.count()


ISSUED_AND_DRAWN = "SELECT count(*) FROM courses_certificate WHERE document_key <> ''"
WORKER_WAITS = """
SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)
WHERE NOT granted AND locktype = 'transactionid' AND datname = current_database()
"""


class LetGo(Exception):  # noqa: N818 (nothing went wrong)
    """Ends a transaction without leaving anything."""


def test_issues_and_draws_within_ten_seconds(broker, tmp_path):
    with worker(broker, tmp_path):
        a_completion()
        nudge(broker)
        wait_for("SELECT count(*) FROM courses_certificate", SECONDS_ALLOWED)
        nudge(broker)
        wait_for(ISSUED_AND_DRAWN, SECONDS_ALLOWED)

    assert count() == (1, 1)


def test_killed_before_and_during_the_issue_gives_exactly_one_after_the_restart(broker, tmp_path):
    completion = a_completion()  # nobody is at work

    # Somebody holds the place of the certificate, so that the worker stops in the middle of issuing it.
    with worker(broker, tmp_path) as killed, suppress(LetGo), everywhere(reason="test", audited=False):
        Certificate.objects.create(
            number=number_of(7),
            uuid=uuid4(),
            person_id=completion.person_id,
            organisation_id=completion.organisation_id,
            home_organisation_id=completion.home_organisation_id,
            provider_id=completion.provider_id,
            offering_id=completion.offering_id,
            completion_uuid=completion.uuid,
            content={},
            completed_at=ISSUED,
            issued_at=ISSUED,
        )
        nudge(broker)
        wait_for(WORKER_WAITS, 30)
        killed.send_signal(signal.SIGKILL)
        killed.wait()
        raise LetGo
    assert count() == (0, 0)

    with worker(broker, tmp_path):
        nudge(broker)
        wait_for("SELECT count(*) FROM courses_certificate", 30)
        nudge(broker)
        nudge(broker)
        wait_for(ISSUED_AND_DRAWN, 30)

    assert count() == (1, 1)
