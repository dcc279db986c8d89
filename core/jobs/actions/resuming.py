"""Jobs whose worker died, or which no worker has heard of, are queued again."""

from datetime import datetime

from django.db.models import Q

from core.jobs.actions.starting import enqueue
from core.jobs.models import STALE, Job, JobState
from core.tenancy.context import everywhere


def resume_stalled(*, at: datetime) -> int:
    """Queue every job without a fresh heartbeat. One that is queued already loses nothing by being queued twice."""
    with everywhere(reason="stalled jobs", audited=False):
        stalled = list(
            Job.objects.filter(
                Q(state=JobState.RUNNING, heartbeat_at__lt=at - STALE)
                | Q(state=JobState.WAITING, created_at__lt=at - STALE)
            ).values_list("uuid", flat=True)
        )
    for job_uuid in stalled:
        enqueue(job_uuid)
    return len(stalled)
