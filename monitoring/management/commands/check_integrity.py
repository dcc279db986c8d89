"""`manage.py check_integrity`: compare completions, certificates, passbooks and figures now; fails when any differ."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from core.tenancy.context import everywhere
from monitoring.integrity.actions import check


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        with everywhere(reason="integrity check"):
            run = check(at=timezone.now())
            broken = [
                f"{d.invariant}: {d.subject} expected {d.expected}, found {d.found}" for d in run.discrepancies.all()
            ]
        if broken:
            raise CommandError("\n".join(broken))
        self.stdout.write("Everything agrees.")
