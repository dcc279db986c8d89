"""Two things at once: loading has thirty seconds, and most machines two cores."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connection


def together(*works: Callable[[], object]) -> None:
    """Each on a connection of its own. Inside a transaction, of which other connections see nothing: one after the other.

    All of them come to an end; then the first error, if there was one, is raised.
    """
    if connection.in_atomic_block:
        for work in works:
            work()
        return
    with ThreadPoolExecutor(len(works)) as pool:
        ends = [pool.submit(_on_its_own, work) for work in works]
    for end in ends:
        end.result()


def _on_its_own(work: Callable[[], object]) -> None:
    try:
        work()
    finally:
        connection.close()
