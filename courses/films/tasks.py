"""Celery doors of films."""

from uuid import UUID

from celery import shared_task
from django.core.cache import cache
from django.db.models import Q
from django.utils import timezone

from core.tenancy.context import everywhere
from courses.films import actions
from courses.films.models import CopiesState, FilmCopies
from courses.films.rules import SILENCE

AGAIN_AFTER = 600  # seconds: a film is not asked for on every visit


@shared_task
def make_copies(*, file_uuid: str, **_: object) -> bool:
    actions.ask(file_uuid=UUID(file_uuid), at=timezone.now())
    made = actions.make(file_uuid=UUID(file_uuid))
    resume_copies.delay()  # the next one that waits
    return made


@shared_task
def resume_copies(**_: object) -> int:
    """The film that waits longest, or whose worker was killed, is given out when nobody is at work on one."""
    now = timezone.now()
    left = Q(state=CopiesState.WAITING) | Q(state=CopiesState.MAKING, alive_at__lt=now - SILENCE)
    with everywhere(reason="unfinished copies of films", audited=False):
        at_work = FilmCopies.objects.filter(state=CopiesState.MAKING, alive_at__gte=now - SILENCE)
        found = None if at_work.exists() else FilmCopies.objects.filter(left).order_by("asked_at").first()
    if found is not None:
        make_copies.delay(file_uuid=str(found.pk))
    return int(found is not None)


def ask_for_copies(file_uuid: UUID) -> None:
    """Have a worker make them soon."""
    if cache.add(f"copying:{file_uuid}", 1, AGAIN_AFTER):
        make_copies.delay(file_uuid=str(file_uuid))
