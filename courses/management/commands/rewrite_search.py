"""`manage.py rewrite_search`: write every entry of the catalogue's search anew, and take out what is not offered.

In chunks, each complete in itself: it may be stopped and go on with `--after`, and people search and publish meanwhile.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from core.tenancy.context import everywhere
from courses.catalogue.actions import recount_words, rewrite_entries

CHUNK = 500


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--after", type=int, default=0, help="the number that a stopped run said last")

    def handle(self, *args: Any, **options: Any) -> None:
        after: int | None = options["after"]
        while after is not None:
            with everywhere(reason="rewriting the search"):
                after = rewrite_entries(after=after, most=CHUNK)
            if after is not None:
                self.stdout.write(f"Written up to {after}.")
        with everywhere(reason="rewriting the search"):
            recount_words()
        self.stdout.write("The search was written anew.")
