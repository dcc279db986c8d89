"""Draws the films of the demo's courses anew, with their captions, from the slides."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from karmayogi.demo.courses.film import make
from karmayogi.demo.courses.reading import all_courses


class Command(BaseCommand):
    requires_system_checks: list[str] = []
    help = "Draws the films and captions of the demo's courses from their slides; all of them, or those named."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("codes", nargs="*")

    def handle(self, *args: Any, **options: Any) -> None:
        for course in all_courses():
            if not options["codes"] or course.code in options["codes"]:
                self.stdout.write(f"{course.code}: {make(course) // 1024} KB")
