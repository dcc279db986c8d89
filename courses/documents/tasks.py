"""Celery doors of documents."""

from uuid import UUID

from celery import shared_task
from django.core.cache import cache

from courses.documents.actions import draw

AGAIN_AFTER = 600  # seconds: a document that cannot be drawn is not tried on every visit


@shared_task
def draw_pages(*, file_uuid: str, **_: object) -> int:
    return draw(UUID(file_uuid))


def ask_for_pages(file_uuid: UUID) -> None:
    """Have a worker draw them soon."""
    if cache.add(f"drawing:{file_uuid}", 1, AGAIN_AFTER):
        draw_pages.delay(file_uuid=str(file_uuid))
