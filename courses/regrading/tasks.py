"""Doors for workers."""

import logging

from celery import shared_task
from django.db import DatabaseError
from django.utils import timezone

from core.audit.actor import platform
from core.tenancy.context import everywhere
from courses.regrading.actions import carry_on, look_ahead
from courses.regrading.models import Correction

MOST_STEPS = 200  # of one correction in one task: the sweep goes on with the rest
log = logging.getLogger(__name__)


@shared_task
def carry_on_corrections(**_: object) -> int:
    """Go on with every correction that waits, each step in a transaction of its own. Returns how many steps were done.

    Started when one is proposed or applied, and by a sweep: whatever died is taken up again. One that cannot go on
    holds up no other.
    """
    with everywhere(reason="corrections of keys", audited=False):
        waiting = list(Correction.objects.to_carry_out().order_by("applied_at").values_list("pk", flat=True))
        proposed = list(Correction.objects.to_preview().order_by("proposed_at").values_list("pk", flat=True))
    return sum(_steps(pk, is_applied=True) for pk in waiting) + sum(_steps(pk, is_applied=False) for pk in proposed)


def _steps(correction_id: int, *, is_applied: bool) -> int:
    done = 0
    try:
        while done < MOST_STEPS:
            with everywhere(reason="a correction of a key", audited=False):
                at = timezone.now()
                if is_applied:
                    is_more = carry_on(correction_id=correction_id, actor=platform(), at=at)
                else:
                    is_more = look_ahead(correction_id=correction_id, at=at)
            done += 1
            if not is_more:
                break
    except (DatabaseError, LookupError, ValueError):
        log.exception("A correction could not go on.", extra={"correction": correction_id})
    return done
