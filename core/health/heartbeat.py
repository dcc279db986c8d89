"""The worker's sign of life: a time in the broker's memory, written by a task, read by /readyz."""

from datetime import UTC, datetime

import redis
from django.conf import settings

KEY = "karmayogi:worker-heartbeat"


def broker() -> redis.Redis:
    return redis.Redis.from_url(settings.CELERY_BROKER_URL, socket_timeout=2, socket_connect_timeout=2, retry=None)


def record(*, at: datetime) -> None:
    with broker() as client:
        client.set(KEY, at.timestamp())


def last_seen() -> datetime | None:
    with broker() as client:
        value = client.get(KEY)
    return None if value is None else datetime.fromtimestamp(float(value), UTC)  # type: ignore[arg-type]
