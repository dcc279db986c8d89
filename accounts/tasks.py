"""Celery doors of accounts."""

from celery import shared_task
from django.utils import timezone

from accounts import sessions


@shared_task
def forget_ended_sessions(**_: object) -> int:
    return sessions.forget_ended(at=timezone.now())
