"""Reads for the job's page and endpoint."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from core.jobs.actions.working import STALE
from core.jobs.models import Job, JobError, JobState


def progress(job: Job) -> dict[str, Any]:
    """Everything the page shows, ready to print."""
    handled = job.done + job.refused
    return {
        "uuid": job.uuid,
        "title": job.title,
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
        "steps": [
            {"name": name, "state": _step_state(job, number), "label": _STEP_LABELS[_step_state(job, number)]()}
            for number, name in enumerate(job.steps)
        ],
        "created_at": job.created_at,
        "ended_at": job.ended_at,
        "has_errors": job.refused > 0 and job.errors.exists(),
        "first_errors": list(job.errors.order_by("row", "pk")[:5]) if job.refused else [],
        "file": (job.result or {}).get("file"),
        "link": (job.result or {}).get("link"),
    }


_STEP_LABELS = {"done": lambda: _("done"), "now": lambda: _("under way"), "open": lambda: _("to come")}


def _step_state(job: Job, number: int) -> str:
    if job.state == JobState.FINISHED or number < job.step:
        return "done"
    return "now" if number == job.step and job.state == JobState.RUNNING else "open"


def _is_resting(job: Job) -> bool:
    """Under way, but no worker has given a sign for a while."""
    last = job.heartbeat_at or job.created_at
    return not job.has_ended and last < timezone.now() - STALE


def error_rows(job: Job) -> Iterator[list[object]]:
    for error in JobError.objects.filter(job=job).order_by("row", "pk").iterator(chunk_size=2000):
        yield [error.row, error.field, error.value, error.sentence]
