"""Reading the outbox: in order, nothing skipped, nothing counted twice.

Ids are given out before commit, so reading `id > position` skips rows of transactions that commit late. The relay reads
the last id given out, waits for exactly those transactions that had written to the outbox by then (they hold a row
exclusive lock on it until they end), and then reads up to that id. Unrelated long transactions delay nobody.
"""

import json
import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from django.db import connection, transaction
from django.utils import timezone

from core.outbox.events import TOPICS, Event
from core.outbox.models import ParkedEvent, Subscriber
from core.tenancy.context import Scope, acting_in, everywhere

logger = logging.getLogger(__name__)

BATCH = 500
TRIES = 5
PATIENCE_SECONDS = 5.0
# Locks of all databases of the server are listed, and another database may use the same number for another table.
WRITES_THE_OUTBOX = """database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND relation = 'core_outboxevent'::regclass AND mode = 'RowExclusiveLock'"""

Handler = Callable[[list[Event]], None]


@dataclass(frozen=True, slots=True)
class Subscription:
    """One reaction: its name is its position's key, so renaming a handler's `name` reads everything again.

    `scope`: "platform" handlers get a whole batch as the platform role; "organisation" handlers get the events of one
    organisation at a time, inside that organisation's scope.
    """

    name: str
    topics: frozenset[str]
    handler: Handler
    scope: str = "platform"


@dataclass(frozen=True, slots=True)
class Row:
    id: int
    topic: str
    organisation_id: int | None
    payload: dict[str, object]


def relay(subscriptions: Iterable[Subscription]) -> int:
    """Give every subscriber what it has not seen. Returns how many events were handled; stops when none are left."""
    handled = 0
    horizon = settled_horizon()
    if horizon is None:
        return 0
    for subscription in subscriptions:
        while count := deliver(subscription, horizon):
            handled += count
    return handled


def settled_horizon() -> int | None:
    """The highest id below which no transaction can still commit a row; None when writers take too long (try later)."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    with connection.cursor() as cursor:
        cursor.execute("SELECT last_value FROM core_outboxevent_id_seq WHERE is_called")
        row = cursor.fetchone()
        if row is None:
            return None
        cursor.execute(
            f"SELECT array_agg(virtualtransaction) FROM pg_locks WHERE {WRITES_THE_OUTBOX} AND pid <> pg_backend_pid()"  # noqa: S608
        )
        writers = cursor.fetchone()[0] or []
        while writers:
            if time.monotonic() > deadline:
                return None
            time.sleep(0.01)
            cursor.execute(
                f"SELECT array_agg(virtualtransaction) FROM pg_locks WHERE {WRITES_THE_OUTBOX}"  # noqa: S608
                " AND virtualtransaction = ANY(%s)",
                [writers],
            )
            writers = cursor.fetchone()[0] or []
    return int(row[0])


def deliver(subscription: Subscription, horizon: int) -> int:
    """One batch for one subscriber, effect and position in one transaction. Returns how many events were passed."""
    with everywhere(reason="outbox relay", audited=False):
        Subscriber.objects.get_or_create(name=subscription.name)
        subscriber = Subscriber.objects.select_for_update(skip_locked=True).filter(name=subscription.name).first()
        now = timezone.now()
        if subscriber is None or (subscriber.retry_at and subscriber.retry_at > now):
            return 0
        rows = _read(subscriber.position, horizon, subscription.topics)
        if not rows:
            if subscriber.position < horizon:
                Subscriber.objects.filter(pk=subscriber.pk).update(position=horizon, moved_at=now)
            return 0
        if attempt(subscription, rows) is None:
            _move(subscriber, rows[-1].id)
            return len(rows)
        return _one_by_one(subscription, subscriber, rows)


def _one_by_one(subscription: Subscription, subscriber: Subscriber, rows: list[Row]) -> int:
    """The batch failed: find the event that does, let those before it count, and retry or park that one."""
    for index, row in enumerate(rows):
        error = attempt(subscription, [row])
        if error is None:
            _move(subscriber, row.id)
            continue
        subscriber.failures += 1
        if subscriber.failures >= TRIES:
            ParkedEvent.objects.get_or_create(
                subscriber=subscriber,
                event_id=row.id,
                defaults={
                    "topic": row.topic,
                    "organisation_id": row.organisation_id,
                    "payload": row.payload,
                    "error": error,
                    "parked_at": timezone.now(),
                },
            )
            logger.error("Parked event %s for %s: %s", row.id, subscription.name, error)
            _move(subscriber, row.id)
            return index + 1
        subscriber.retry_at = timezone.now() + timedelta(seconds=2**subscriber.failures)
        subscriber.last_error = error
        subscriber.save(update_fields=["failures", "retry_at", "last_error"])
        return 0
    return len(rows)


def attempt(subscription: Subscription, rows: list[Row]) -> str | None:
    """Handle rows in a savepoint. Returns the error's text, or None when it worked."""
    try:
        with transaction.atomic():
            if subscription.scope == "platform":
                subscription.handler([_event(row) for row in rows])
            else:
                for organisation_id, group in groupby(rows, key=lambda row: row.organisation_id):
                    organisations = () if organisation_id is None else (organisation_id,)
                    with acting_in(Scope(organisation_ids=organisations)):
                        subscription.handler([_event(row) for row in group])
    except Exception as error:
        logger.warning("%s failed", subscription.name, exc_info=True)
        return f"{type(error).__name__}: {error}"[:2000]
    return None


def _event(row: Row) -> Event:
    return TOPICS[row.topic].from_payload(row.payload)


def _read(position: int, horizon: int, topics: frozenset[str]) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, topic, organisation_id, payload::text FROM core_outboxevent"
            " WHERE id > %s AND id <= %s AND topic = ANY(%s) ORDER BY id LIMIT %s",
            [position, horizon, sorted(topics), BATCH],
        )
        return [Row(pk, topic, organisation_id, json.loads(payload)) for pk, topic, organisation_id, payload in cursor]


def _move(subscriber: Subscriber, position: int) -> None:
    subscriber.position, subscriber.moved_at = position, timezone.now()
    subscriber.failures, subscriber.retry_at, subscriber.last_error = 0, None, ""
    subscriber.save(update_fields=["position", "moved_at", "failures", "retry_at", "last_error"])
