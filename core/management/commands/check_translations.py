"""`manage.py check_translations`: fails when a string is missing, untranslated, unsure or lost a placeholder."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.translations import catalogue
from core.translations.extraction import gather


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        said = gather()
        problems = [
            f"{path.parent.parent.name}: {problem}"
            for path in catalogue.paths()
            for problem in catalogue.problems(path, said)
        ]
        if problems:
            raise CommandError("\n".join(problems))
        self.stdout.write("Every string is translated.")
