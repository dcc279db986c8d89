"""GET /healthz and /readyz."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client

from core.health import checks, heartbeat

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)


@pytest.fixture
def no_heartbeat():
    with heartbeat.broker() as client:
        kept = client.getdel(heartbeat.KEY)
        yield
        client.delete(heartbeat.KEY)
        if kept is not None:
            client.set(heartbeat.KEY, kept)


def test_healthz_answers_by_address_and_without_any_database(client: Client):
    response = client.get("/healthz", headers={"host": "10.1.2.3"})

    assert response.status_code == 200
    assert response.json() == {"status": "alive"}
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_other_methods_are_refused(client: Client, path):
    assert client.post(path).status_code == 405


@pytest.mark.django_db
def test_readyz_is_ready_when_every_part_is(client: Client, no_heartbeat):
    heartbeat.record(at=datetime.now(UTC))

    response = client.get("/readyz")

    assert response.json() == {
        "status": "ready",
        "checks": {
            name: {"ok": True, "reason": ""} for name in ("database", "roles", "migrations", "broker", "worker")
        },
    }
    assert response.status_code == 200


@pytest.mark.django_db
def test_readyz_says_what_is_missing(client: Client, no_heartbeat):
    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["status"] == "not ready"
    assert response.json()["checks"]["worker"] == {"ok": False, "reason": "No worker has been seen yet."}
    assert response.json()["checks"]["database"] == {"ok": True, "reason": ""}


@pytest.mark.django_db
def test_worker_counts_as_away_after_a_minute(no_heartbeat):
    heartbeat.record(at=NOW)

    assert checks.worker(at=NOW + timedelta(seconds=60)) == ""
    assert checks.worker(at=NOW + timedelta(seconds=61)) == "No worker has been seen for 61 seconds."


@pytest.mark.django_db
def test_an_unapplied_migration_is_named():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'core' AND name = '0001_ground_floor'")

    assert checks.migrations() == "Not applied: core.0001_ground_floor."


def test_a_broker_or_database_that_is_away_is_a_reason_and_no_error(settings, monkeypatch, django_db_blocker):
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    monkeypatch.setitem(connection.settings_dict, "PORT", "1")
    connection.close()

    with django_db_blocker.unblock():
        answers = checks.readiness(at=NOW)

    assert {name: answer.reason for name, answer in answers.items()} == {
        "database": "The database does not answer.",
        "roles": "The database does not answer.",
        "migrations": "The database does not answer.",
        "broker": "The broker does not answer.",
        "worker": "The broker does not answer.",
    }
