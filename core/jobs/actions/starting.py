"""Starting a job: a row now, a worker after commit."""

import logging
import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from celery import current_app
from django.db import transaction
from django.utils.translation import get_language

from core.audit import entries
from core.audit.actor import Actor
from core.jobs.models import Job
from core.tenancy.context import Scope, current_scope, everywhere

logger = logging.getLogger(__name__)


@transaction.atomic
def start(
    *,
    kind: str,
    title: str,
    params: dict[str, Any],
    actor: Actor,
    at: datetime,
    steps: Iterable[str] = (),
    total: int | None = None,
    scope: Scope | None = None,
) -> Job:
    """Put a job in the queue. It looks through the eyes of `scope`, by default those of whoever starts it."""
    eyes = scope or current_scope() or Scope(person_id=actor.person_id)
    # As the platform: a national reader, who may write nothing, may start an export.
    with everywhere(reason="job started", audited=False):
        job = Job.objects.create(
            kind=kind,
            title=str(title)[:300],
            language=(get_language() or "en")[:10],
            params=params,
            steps=[str(step) for step in steps],
            total=total,
            person_id=actor.person_id,
            user_id=actor.user_id,
            actor_name=actor.name[:200],
            organisation_id=actor.organisation_id,
            scope_person_id=eyes.person_id,
            scope_organisation_ids=list(eyes.organisation_ids),
            scope_above_ids=list(eyes.above_ids),
            scope_is_national=eyes.is_national,
            created_at=at,
        )
        entries.record(actor, "core.job.started", job, at, organisation_id=job.organisation_id, kind=kind)
    transaction.on_commit(lambda: enqueue(job.uuid))
    return job


def enqueue(job_uuid: uuid.UUID, *, countdown: float = 0) -> None:
    """Ask a worker. A broker that is away is no loss: `resume_stalled` asks again."""
    try:
        current_app.send_task(
            "core.jobs.tasks.run", kwargs={"job_uuid": str(job_uuid)}, countdown=countdown, retry=False
        )
    except Exception:
        logger.warning("Job %s could not be queued; the sweep will.", job_uuid, exc_info=True)
