"""Loads the demo data. Safe to run again."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from core.refusals import Refusal
from karmayogi.demo.loading import load


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # start has checked; this keeps loading quick
    help = "Loads the demo: the real organisations, designations and the cast. Running it again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--share", type=float, default=1.0, help="of the three thousand officials, 0 to 1")

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        try:
            load(timezone.now(), share=options["share"])
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Demo data is there ({time.monotonic() - started:.1f} s).")
