"""Two parts of the demo are loaded at once, and neither's error is lost."""

from threading import Barrier

import pytest
from django.db import connection, transaction

from karmayogi.demo.together import together

WAIT = 20  # seconds


def backend() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
def test_works_meet_on_connections_of_their_own():
    meeting, seen = Barrier(2), []

    def work():
        seen.append(backend())
        meeting.wait(WAIT)

    together(work, work)

    assert len({*seen, backend()}) == 3


@pytest.mark.django_db(transaction=True)
def test_an_error_is_raised_when_all_have_ended():
    ended = []

    def breaks():
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        together(breaks, lambda: ended.append(backend()))

    assert len(ended) == 1


def test_inside_a_transaction_they_share_it_and_take_turns(db):
    seen = []

    with transaction.atomic():
        together(lambda: seen.append(backend()), lambda: seen.append(backend()))

    assert seen == [backend()] * 2
