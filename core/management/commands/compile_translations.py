"""`manage.py compile_translations`: write the binary catalogues that Django reads."""

from typing import Any

from django.core.management.base import BaseCommand

from core.translations import catalogue


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        catalogue.compile_all()
