"""Speaks the talks of the demo's courses anew, with their captions, from their lines. Needs Flite on this machine."""

from typing import Any

from django.core.management.base import BaseCommand

from karmayogi.demo.courses.reading import all_courses
from karmayogi.demo.courses.speaking import make


class Command(BaseCommand):
    requires_system_checks: list[str] = []
    help = "Speaks the talks of the demo's courses from their lines, and writes their captions."

    def handle(self, *args: Any, **options: Any) -> None:
        for course in all_courses():
            if course.talk:
                self.stdout.write(f"{course.code}: {make(course) // 1024} KB")
