"""Celery doors of the outbox."""

from datetime import timedelta

from celery import shared_task
from django.db import connection
from django.utils import timezone
from django.utils.module_loading import import_string

from core.outbox.models import Subscriber
from core.outbox.relay import relay as relay_all
from core.tenancy.context import everywhere

KEEP_DAYS = 7


@shared_task
def relay(**_: object) -> int:
    """Deliver to every subscriber listed in `karmayogi.reactions`."""
    return relay_all(import_string("karmayogi.reactions.SUBSCRIPTIONS"))


@shared_task
def maintain_partitions(**_: object) -> None:
    """Make the coming days' partitions; drop days older than a week that every subscriber has passed."""
    today = timezone.now().date()
    with everywhere(reason="outbox partitions", audited=False), connection.cursor() as cursor:
        for ahead in range(8):
            cursor.execute("SELECT core_outbox_add_day(%s)", [today + timedelta(days=ahead)])
        slowest = Subscriber.objects.order_by("position").values_list("position", flat=True).first()
        if slowest is not None:
            cursor.execute("SELECT core_outbox_drop_days(%s, %s)", [today - timedelta(days=KEEP_DAYS), slowest])
