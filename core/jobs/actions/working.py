"""Working on a job: claim it, do a chunk, count it, until it ends or the turn is over.

Three transactions, so that a killed worker loses nothing and counts nothing twice:

    claim   lease, heartbeat and number of attempts, committed before the chunk begins
    chunk   the handler's effect, the cursor and the counts, together
    end     state, sentence and announcement, together with the last chunk

One worker at a time: whoever claims or works holds the job's advisory lock for that transaction, and a lease keeps
others out in between for as long as its heartbeat is fresh.
"""

import logging
import time
import uuid
from collections.abc import Callable
from datetime import datetime

from django.db import connection
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core.audit import entries
from core.audit.actor import Actor
from core.jobs.actions.starting import enqueue
from core.jobs.events import JobFinished
from core.jobs.kinds import KINDS, Chunk, JobStopped, Work
from core.jobs.models import ENDED, STALE, Job, JobError, JobState
from core.outbox.events import publish
from core.refusals import Refusal
from core.tenancy.context import acting_in, everywhere

logger = logging.getLogger(__name__)

ATTEMPTS = 3
TURN_SECONDS = 10.0  # then what waits has this worker: two long jobs hold no message and no certificate back for longer
ADVISORY_SPACE = 7100  # tells the locks of jobs from other advisory locks


class _LeaseLost(Exception):  # noqa: N818
    """Another worker has the job now; what this one did in the chunk is rolled back."""


def work(*, job_uuid: uuid.UUID, now: Callable[[], datetime] = timezone.now) -> str:
    """Do chunks of a job. Returns how the turn ended: ended, busy, again (after a failure), or turn (time is up)."""
    lease = uuid.uuid4()
    began = time.monotonic()
    while (job := _claim(job_uuid, lease, now())) is not None:
        if job.has_ended:
            return "ended"
        with translation.override(job.language):
            try:
                has_ended = _do_chunk(job, lease, now())
            except _LeaseLost:
                return "busy"
            except (Refusal, JobStopped) as stop:
                _end_by_itself(job, lease, JobState.FAILED, str(stop)[:500], now())
                return "ended"
            except Exception:
                logger.exception("Job %s (%s) failed in attempt %s", job.uuid, job.kind, job.attempts)
                return _after_failure(job, lease, now())
        if has_ended:
            return "ended"
        if time.monotonic() - began > TURN_SECONDS:
            _release(job, lease)
            enqueue(job.uuid)
            return "turn"
    return "busy"


def _claim(job_uuid: uuid.UUID, lease: uuid.UUID, at: datetime) -> Job | None:
    """Take the job or keep it, and say so to others; None when another worker has it (or there is none)."""
    with everywhere(reason="job claimed", audited=False):
        job = Job.objects.filter(uuid=job_uuid).first()
        if job is None or not _lock(job, wait=job.lease == lease):  # whoever else holds it now only looks
            return None
        job.refresh_from_db()
        if job.has_ended:
            return job
        is_mine = job.lease == lease
        if job.lease and not is_mine and job.heartbeat_at and job.heartbeat_at > at - STALE:
            return None
        if job.cancel_requested_at:
            _end(job, JobState.CANCELLED, "", at)
        elif job.attempts >= ATTEMPTS:
            with translation.override(job.language):
                _end(job, JobState.FAILED, _stopped_too_often(), at)
        else:
            job.state, job.lease, job.heartbeat_at = JobState.RUNNING, lease, at
            job.started_at = job.started_at or at
            job.attempts += 1
            job.save(update_fields=["state", "lease", "heartbeat_at", "started_at", "attempts"])
        return job


def _do_chunk(job: Job, lease: uuid.UUID, at: datetime) -> bool:
    """The handler's effect, the cursor and the counts in one transaction. Returns whether the job has ended."""
    handler = KINDS.get(job.kind)
    if handler is None:
        raise JobStopped(_("This kind of work is not known to this version of the platform."))
    with everywhere(reason="job chunk", audited=False):
        _lock(job, wait=True)
        job.refresh_from_db()
        if job.lease != lease or job.has_ended:
            raise _LeaseLost
        with acting_in(job.scope):
            chunk = handler(_work(job, at))
        _count(job, chunk)
        if chunk.is_last:
            _end(job, JobState.FINISHED, "", at)
        return chunk.is_last


def _count(job: Job, chunk: Chunk) -> None:
    JobError.objects.bulk_create(
        [
            JobError(
                job=job,
                row=error.row,
                field=error.field[:100],
                value=error.value[:500],
                sentence=error.sentence[:500],
                person_id=job.person_id,
                organisation_id=job.organisation_id,
            )
            for error in chunk.errors
        ]
    )
    job.cursor, job.attempts = chunk.cursor, 0
    job.done += chunk.done
    job.refused += chunk.refused
    job.step = job.step if chunk.step is None else chunk.step
    job.total = job.total if chunk.total is None else chunk.total
    job.result = job.result if chunk.result is None else chunk.result
    job.save(update_fields=["cursor", "attempts", "done", "refused", "step", "total", "result"])


def _end(job: Job, state: JobState, failure: str, at: datetime) -> None:
    """The job is over; who started it will hear of it."""
    job.state, job.failure, job.ended_at, job.lease = state, failure, at, None
    job.save(update_fields=["state", "failure", "ended_at", "lease"])
    entries.record(
        _actor(job), f"core.job.{state}", job, at,
        organisation_id=job.organisation_id, done=job.done, refused=job.refused,
    )  # fmt: skip
    publish(
        JobFinished(
            at=at,
            organisation_id=job.organisation_id,
            job_uuid=str(job.uuid),
            kind=job.kind,
            title=job.title,
            state=state,
            person_id=job.person_id,
            done=job.done,
            refused=job.refused,
            failure=failure,
        )
    )


def _end_by_itself(job: Job, lease: uuid.UUID, state: JobState, failure: str, at: datetime) -> None:
    with everywhere(reason="job ended", audited=False):
        _lock(job, wait=True)
        job.refresh_from_db()
        if job.lease == lease and not job.has_ended:
            _end(job, state, failure, at)


def _after_failure(job: Job, lease: uuid.UUID, at: datetime) -> str:
    """Try the chunk again later, unless it has failed too often."""
    if job.attempts >= ATTEMPTS:
        _end_by_itself(job, lease, JobState.FAILED, _stopped_too_often(), at)
        return "ended"
    _release(job, lease)
    enqueue(job.uuid, countdown=2.0**job.attempts)
    return "again"


def _stopped_too_often() -> str:
    return _(
        "The work stopped three times at the same place and was given up. What was done before that place stays done."
        " Please tell us through Help and Feedback."
    )


def _release(job: Job, lease: uuid.UUID) -> None:
    with everywhere(reason="job released", audited=False):
        Job.objects.filter(pk=job.pk, lease=lease).exclude(state__in=ENDED).update(lease=None)


def _lock(job: Job, *, wait: bool) -> bool:
    """The job's lock until the transaction ends; not the row's, so that cancelling never waits for a chunk."""
    with connection.cursor() as cursor:
        if wait:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [ADVISORY_SPACE, job.pk % 2**31])
            return True
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [ADVISORY_SPACE, job.pk % 2**31])
        return bool(cursor.fetchone()[0])


def _actor(job: Job) -> Actor:
    return Actor(
        name=job.actor_name,
        door="task",
        person_id=job.person_id,
        user_id=job.user_id,
        organisation_id=job.organisation_id,
    )


def _work(job: Job, at: datetime) -> Work:
    return Work(
        uuid=job.uuid,
        params=job.params,
        cursor=job.cursor,
        step=job.step,
        total=job.total,
        done=job.done,
        refused=job.refused,
        actor=_actor(job),
        at=at,
        person_id=job.person_id,
        organisation_id=job.organisation_id,
    )
