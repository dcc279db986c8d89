"""Celery doors of jobs."""

from uuid import UUID

from celery import shared_task
from django.utils import timezone

from core.jobs import actions


@shared_task
def run(*, job_uuid: str, **_: object) -> str:
    """Work on one job for a turn. Safe to run twice, and at the same time."""
    return actions.work(job_uuid=UUID(job_uuid))


@shared_task
def resume_stalled(**_: object) -> int:
    return actions.resume_stalled(at=timezone.now())
