"""Gathers the Celery tasks of messages, where the worker looks for them."""

from messages.delivery.tasks import send_due

__all__ = ["send_due"]
