"""Checking every invariant once."""

from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from monitoring.integrity.invariants import INVARIANTS
from monitoring.integrity.models import Discrepancy, IntegrityRun

SHOWN = 100  # of each invariant; the count of all stands beside it


@transaction.atomic
def check(*, at: datetime) -> IntegrityRun:
    """Compare everything, as the platform role. Keeps the first hundred discrepancies of each invariant."""
    run = IntegrityRun.objects.create(started_at=at)
    values = {"now": at, "today": timezone.localdate(at)}
    with connection.cursor() as cursor:
        for name, (compared, broken) in INVARIANTS.items():
            cursor.execute(compared, values)
            count = cursor.fetchone()[0]
            cursor.execute(broken, values)
            rows = cursor.fetchall()
            run.checked[name] = {"compared": count, "broken": len(rows)}
            Discrepancy.objects.bulk_create(
                Discrepancy(run=run, invariant=name, subject=subject, expected=expected, found=found)
                for subject, expected, found in rows[:SHOWN]
            )
    run.finished_at = timezone.now()
    run.save(update_fields=["finished_at", "checked"])
    return run
