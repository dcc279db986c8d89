"""Publishing: a frozen dataclass becomes a row; the relay is nudged after commit."""

import dataclasses
import json
import logging
from datetime import date, datetime
from typing import Any, ClassVar, Self, get_args, get_type_hints

from celery import current_app
from django.core.cache import cache
from django.db import connection, transaction

from core.audit.support import facts as of_support

logger = logging.getLogger(__name__)

TOPICS: dict[str, type["Event"]] = {}


@dataclasses.dataclass(frozen=True, kw_only=True)
class Event:
    """Base of all announcements. Fields are plain values: ids, strings, numbers, dates, lists of ids.

    `at` is when it happened; `organisation_id` where, for subscribers that work per organisation.
    """

    at: datetime
    organisation_id: int | None = None
    topic: ClassVar[str] = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.topic = cls.__name__
        if cls.topic in TOPICS and TOPICS[cls.topic].__module__ != cls.__module__:
            raise TypeError(f"Two events are called {cls.topic}.")
        TOPICS[cls.topic] = cls

    @classmethod
    def from_payload(cls, payload: dict[str, Any]) -> Self:
        """Unknown fields are dropped and missing ones take their default, so old rows survive a release."""
        known = get_type_hints(cls)
        values = {field.name: payload[field.name] for field in dataclasses.fields(cls) if field.name in payload}
        for name, value in values.items():
            kinds = {known[name], *get_args(known[name])}
            if isinstance(value, str) and datetime in kinds:
                values[name] = datetime.fromisoformat(value)
            elif isinstance(value, str) and date in kinds:
                values[name] = date.fromisoformat(value)
        return cls(**values)


def publish(event: Event) -> None:
    """Announce, as the last thing before commit. No RETURNING: nobody but the relay may read the outbox."""
    payload = json.dumps({**dataclasses.asdict(event), **of_support()}, default=_plain)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_outboxevent (at, topic, organisation_id, payload) VALUES (now(), %s, %s, %s)",
            [event.topic, event.organisation_id, payload],
        )
    transaction.on_commit(nudge)


def nudge() -> None:
    """Ask a worker to relay now. Many commits within a moment ask once; beat asks anyway: a lost nudge is no loss."""
    try:
        if cache.add("outbox-nudged", 1, timeout=1):
            current_app.send_task("core.outbox.tasks.relay", countdown=0.1, expires=10, retry=False)
    except Exception:  # the broker being away must not undo what was just committed
        logger.warning("The outbox could not be nudged; the sweep will relay it.", exc_info=True)


def _plain(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)
