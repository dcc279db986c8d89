"""When to try a mail again, and when to give up."""

from datetime import timedelta

TRIES = 6
BACKOFF = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=8))


def next_try_after(attempts: int) -> timedelta | None:
    """How long to wait after so many failed attempts; None to give up."""
    return BACKOFF[attempts - 1] if 0 < attempts < TRIES else None
