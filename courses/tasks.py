"""Gathers the Celery tasks of courses, where the worker looks for them."""

from courses.certificates.tasks import draw_documents
from courses.progress.tasks import hand_in_overdue

__all__ = ["draw_documents", "hand_in_overdue"]
