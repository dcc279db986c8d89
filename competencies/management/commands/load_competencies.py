"""manage.py load_competencies [FILE]: brings the competency model, or a newer version of it, into the catalogue."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from competencies.framework.loading import MODEL_FILE, load, read_model
from core.audit.actor import platform


class Command(BaseCommand):
    help = "Load the competency model. Running it again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=MODEL_FILE)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        loaded = load(model=read_model(file), actor=platform("command"), at=timezone.now())
        self.stdout.write(
            f"{loaded.version}: {loaded.added} added, {loaded.changed} changed, {loaded.retired} retired, "
            f"{loaded.kept} as they were"
        )
