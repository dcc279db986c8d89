"""Gathers the tables of core's capabilities."""

from core.audit.models import AuditEntry
from core.outbox.models import OutboxEvent, ParkedEvent, Subscriber

__all__ = ["AuditEntry", "OutboxEvent", "ParkedEvent", "Subscriber"]
