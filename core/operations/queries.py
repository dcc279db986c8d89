"""Where each subscriber stands, and what could not be handled."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Count, QuerySet
from django.utils.module_loading import import_string

from core.jobs.models import ENDED, Job
from core.outbox.models import ParkedEvent, Subscriber
from core.tenancy.context import everywhere


@dataclass(frozen=True, slots=True)
class Standing:
    """One subscriber. `waiting`: events it has not handled yet; `oldest`: since when the first of them waits."""

    name: str
    position: int
    waiting: int
    oldest: datetime | None
    moved_at: datetime | None
    failures: int
    retry_at: datetime | None
    last_error: str
    parked: int


def standings() -> list[Standing]:
    """Every subscriber of `karmayogi.reactions`, those with something waiting first."""
    subscriptions = import_string("karmayogi.reactions.SUBSCRIPTIONS")
    with everywhere(reason="operations page", audited=False):
        known = {one.name: one for one in Subscriber.objects.all()}
        parked = dict(
            ParkedEvent.objects.filter(handled_at=None)
            .values_list("subscriber__name")
            .annotate(count=Count("pk"))
            .values_list("subscriber__name", "count")
        )
        found = []
        for subscription in subscriptions:
            one = known.get(subscription.name) or Subscriber(name=subscription.name)
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT count(*), min(at) FROM core_outboxevent WHERE id > %s AND topic = ANY(%s)",
                    [one.position, sorted(subscription.topics)],
                )
                waiting, oldest = cursor.fetchone()
            found.append(
                Standing(
                    name=one.name,
                    position=one.position,
                    waiting=waiting,
                    oldest=oldest,
                    moved_at=one.moved_at,
                    failures=one.failures,
                    retry_at=one.retry_at,
                    last_error=one.last_error,
                    parked=parked.get(one.name, 0),
                )
            )
    return sorted(found, key=lambda standing: (-standing.waiting, standing.name))


def parked_events() -> QuerySet[ParkedEvent]:
    return ParkedEvent.objects.filter(handled_at=None).select_related("subscriber").order_by("-parked_at", "-pk")


def jobs_under_way() -> list[Any]:
    return list(
        Job.objects.exclude(state__in=ENDED)
        .order_by("created_at")
        .values("language", "title", "state", "done", "refused", "total", "heartbeat_at", "created_at")[:50]
    )
