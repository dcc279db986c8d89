"""Gathers the Celery tasks of courses, where the worker looks for them."""

from courses.authoring.tasks import unpack_package
from courses.catalogue.tasks import rewrite_stale
from courses.certificates.tasks import draw_documents
from courses.documents.tasks import draw_pages
from courses.progress.tasks import hand_in_overdue
from courses.regrading.tasks import carry_on_corrections
from courses.statistics.tasks import count_packaged

__all__ = [
    "carry_on_corrections",
    "count_packaged",
    "draw_documents",
    "draw_pages",
    "hand_in_overdue",
    "rewrite_stale",
    "unpack_package",
]
