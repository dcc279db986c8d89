"""Celery door of the heartbeat: sent by beat every 15 seconds, and once when a worker has started."""

from celery import shared_task
from celery.signals import worker_ready
from django.utils import timezone

from core.health import heartbeat


@shared_task
def beat(**_: object) -> None:
    """Only a worker that really takes tasks writes this."""
    heartbeat.record(at=timezone.now())


@worker_ready.connect
def beat_at_once(**_: object) -> None:
    beat.apply_async(expires=60)
