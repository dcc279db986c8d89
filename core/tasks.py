"""Gathers core's Celery tasks, where the worker looks for them."""

from core.exports.tasks import write_export
from core.health.tasks import beat
from core.jobs.tasks import resume_stalled, run
from core.outbox.tasks import maintain_partitions, relay

__all__ = ["beat", "maintain_partitions", "relay", "resume_stalled", "run", "write_export"]
