"""`manage.py rebuild_figures`: count every figure from the facts. Readers see the old ones until it is done."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from core.tenancy.context import everywhere
from monitoring.readmodels.actions import rebuild


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        with everywhere(reason="rebuilding the figures"):
            rebuild(at=timezone.now())
        self.stdout.write("The figures were counted from the facts.")
