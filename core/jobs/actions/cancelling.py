"""Asking a job to stop. It stops between two chunks; what was done stays done."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.audit import entries
from core.audit.actor import Actor
from core.jobs.actions.starting import enqueue
from core.jobs.models import ENDED, Job
from core.refusals import Refusal
from core.tenancy.context import everywhere


class CancellationRefused(Refusal):
    SENTENCES = {"HAS_ENDED": _("The work has already ended; there is nothing to cancel.")}


@transaction.atomic
def cancel(*, job: Job, actor: Actor, at: datetime) -> Job:
    """Note the wish; asked twice is the same as once. The door has decided that the actor may."""
    with everywhere(reason="job cancelled", audited=False):
        asked = Job.objects.filter(pk=job.pk, cancel_requested_at=None).exclude(state__in=ENDED)
        if asked.update(cancel_requested_at=at):
            entries.record(actor, "core.job.cancellation_requested", job, at, organisation_id=job.organisation_id)
            transaction.on_commit(lambda: enqueue(job.uuid))
        job.refresh_from_db()
    if job.has_ended and job.cancel_requested_at is None:
        raise CancellationRefused("HAS_ENDED")
    return job
