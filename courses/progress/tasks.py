"""Doors for workers."""

import logging

from celery import shared_task
from django.db import DatabaseError
from django.utils import timezone

from core.audit.actor import platform
from core.tenancy.context import everywhere
from courses.attempts.models import Attempt
from courses.attempts.rules import GRACE
from courses.progress.actions import submit_attempt

CHUNK = 200
log = logging.getLogger(__name__)


@shared_task
def hand_in_overdue(**_: object) -> int:
    """Attempts whose time is over are handed in with what was saved, also when nobody comes back.

    Each in a transaction of its own: a worker that dies loses one at most, which the next takes up; two workers at once
    pass each other by; one attempt that cannot be marked holds up no other. Returns how many this worker handed in.
    """
    at = timezone.now()
    with everywhere(reason="overdue attempts", audited=False):
        overdue = Attempt.objects.filter(submitted_at=None, deadline_at__lt=at - GRACE)
        waiting = list(overdue.order_by("deadline_at").values_list("pk", flat=True)[:CHUNK])
    return sum(_hand_in(attempt_id) for attempt_id in waiting)


def _hand_in(attempt_id: int) -> bool:
    try:
        with everywhere(reason="an overdue attempt", audited=False):
            free = Attempt.objects.select_for_update(skip_locked=True).filter(pk=attempt_id, submitted_at=None)
            if (attempt := free.first()) is None:
                return False
            submit_attempt(attempt=attempt, actor=platform(), at=timezone.now())
            return True
    except (DatabaseError, LookupError, ValueError):
        log.exception("An overdue attempt could not be handed in.", extra={"attempt": attempt_id})
        return False
