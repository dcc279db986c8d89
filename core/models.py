"""Gathers the tables of core's capabilities."""

from core.api.models import IdempotencyKey
from core.audit.models import AuditEntry
from core.files.models import StoredFile
from core.jobs.models import Job, JobError
from core.outbox.models import OutboxEvent, ParkedEvent, Subscriber

__all__ = ["AuditEntry", "IdempotencyKey", "Job", "JobError", "OutboxEvent", "ParkedEvent", "StoredFile", "Subscriber"]
