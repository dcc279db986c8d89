"""`manage.py make_translations [more.po …]`: bring locale/*/django.po up to date with what the code says."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from core.translations import catalogue


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("more", nargs="*", type=Path, help="catalogues to take further translations from")

    def handle(self, *args: Any, more: list[Path], **options: Any) -> None:
        for path in catalogue.paths():
            total, missing = catalogue.update(path, more)
            self.stdout.write(f"{path.parent.parent.name}: {total} strings, {missing} untranslated")
