"""Entries that an upgrade left behind."""

from celery import shared_task

from core.tenancy.context import everywhere
from courses.catalogue.actions import recount_words, rewrite_stale_entries

CHUNK = 500


@shared_task
def rewrite_stale(**_: object) -> None:
    """Write entries of an older edition of the rules anew, chunk by chunk. Nothing to do on all days but those."""
    count = 0
    with everywhere(reason="rewriting stale search entries", audited=False):
        found = rewrite_stale_entries(most=CHUNK)
    while found:
        count += found
        with everywhere(reason="rewriting stale search entries", audited=False):
            found = rewrite_stale_entries(most=CHUNK)
    if count:
        with everywhere(reason="rewriting stale search entries", audited=False):
            recount_words()
