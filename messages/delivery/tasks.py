"""Celery doors of delivery."""

from celery import shared_task
from django.utils import timezone

from messages.delivery import actions


@shared_task
def send_due(**_: object) -> int:
    """Every few seconds by beat; sends until nothing is due. Safe to run twice, and at the same time."""
    sent = 0
    while count := actions.send_due(at=timezone.now()):
        sent += count
    return sent
