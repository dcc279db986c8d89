"""The nightly check."""

from celery import shared_task
from django.utils import timezone

from core.tenancy.context import everywhere
from monitoring.integrity.actions import check


@shared_task
def nightly(**_: object) -> None:
    with everywhere(reason="nightly integrity check"):
        check(at=timezone.now())
