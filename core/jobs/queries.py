"""Reads for the job's page and endpoint."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from core.jobs.models import STALE, Job, JobError, JobState


def progress(job: Job) -> dict[str, Any]:
    """Everything the page shows, ready to print."""
    handled = job.done + job.refused
    return {
        "uuid": job.uuid,
        "title": job.title,
        "language": job.language,
        "state": job.state,
        "state_label": job.get_state_display(),
        "has_ended": job.has_ended,
        "is_cancelling": bool(job.cancel_requested_at) and not job.has_ended,
        "is_resting": _is_resting(job),
        "failure": job.failure,
        "done": job.done,
        "refused": job.refused,
        "handled": handled,
        "total": job.total,
        "steps": [{"label": name, "state": _step_state(job, number)} for number, name in enumerate(job.steps)],
        "percent": 100
        if job.state == JobState.FINISHED
        else min(handled * 100 // job.total, 100)
        if job.total
        else None,
        "created_at": job.created_at,
        "ended_at": job.ended_at,
        "has_errors": job.refused > 0 and job.errors.exists(),
        "first_errors": list(job.errors.order_by("row", "pk")[:5]) if job.refused else [],
        "file": (job.result or {}).get("file"),
        "link": (job.result or {}).get("link"),
    }


def _step_state(job: Job, number: int) -> str:
    if job.state == JobState.FINISHED or number < job.step:
        return "done"
    if number > job.step or job.state in (JobState.WAITING, JobState.CANCELLED):
        return "todo"
    return "failed" if job.state == JobState.FAILED else "now"


def _is_resting(job: Job) -> bool:
    """Under way, but no worker has given a sign for a while."""
    last = job.heartbeat_at or job.created_at
    return not job.has_ended and last < timezone.now() - STALE


def error_rows(job: Job) -> Iterator[list[object]]:
    for error in JobError.objects.filter(job=job).order_by("row", "pk").iterator(chunk_size=2000):
        yield [error.row, error.field, error.value, error.sentence]
