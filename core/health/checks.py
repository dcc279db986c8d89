"""What the product needs to serve anybody, each need asked on its own. Reasons are for operators, and public."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

import redis
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from core.health import heartbeat
from core.tenancy.checks import runtime_role_problems

STALE_AFTER = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Answer:
    """`reason` is empty when all is well."""

    reason: str = ""

    @property
    def ok(self) -> bool:
        return not self.reason


def readiness(*, at: datetime) -> dict[str, Answer]:
    questions: dict[str, Callable[[], str]] = {
        "database": database,
        "roles": roles,
        "migrations": migrations,
        "broker": broker,
        "worker": lambda: worker(at=at),
    }
    return {name: _ask(question) for name, question in questions.items()}


def _ask(question: Callable[[], str]) -> Answer:
    try:
        return Answer(question())
    except DatabaseError:
        connection.close()  # the next question gets a fresh connection
        return Answer("The database does not answer.")
    except (redis.RedisError, OSError):
        return Answer("The broker does not answer.")


def database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def roles() -> str:
    return " ".join(runtime_role_problems())


def migrations() -> str:
    applied = MigrationRecorder(connection).applied_migrations().keys()
    missing = [
        f"{app}.{name}"
        for (app, name), replaced in sorted(_migrations_on_disk().items())
        if (app, name) not in applied and not (replaced and replaced <= applied)
    ]
    return f"Not applied: {', '.join(missing)}." if missing else ""


@cache
def _migrations_on_disk() -> dict[tuple[str, str], frozenset[tuple[str, str]]]:
    """Each migration of this programme, with those it replaces."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return {
        key: frozenset((app, name) for app, name in migration.replaces)
        for key, migration in loader.disk_migrations.items()
    }


def broker() -> str:
    with heartbeat.broker() as client:
        client.ping()
    return ""


def worker(*, at: datetime) -> str:
    seen = heartbeat.last_seen()
    if seen is None:
        return "No worker has been seen yet."
    if at - seen > STALE_AFTER:
        return f"No worker has been seen for {int((at - seen).total_seconds())} seconds."
    return ""
