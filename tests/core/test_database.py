"""A kept connection is looked at before it is used again, without a question to the server."""

import time
from contextlib import closing

import pytest
from django.db import connection


@pytest.mark.django_db(transaction=True)
def test_a_line_that_the_server_ended_is_noticed_and_another_is_opened():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (before,) = cursor.fetchone()
    assert connection.is_usable()

    with (
        closing(connection.Database.connect(**connection.get_connection_params())) as other,
        other,
        other.cursor() as end,
    ):
        end.execute("SELECT pg_terminate_backend(%s)", [before])
    deadline = time.monotonic() + 5
    while connection.is_usable() and time.monotonic() < deadline:
        time.sleep(0.01)

    assert not connection.is_usable()
    connection.health_check_done, connection.health_check_enabled = False, True  # as at the start of a request
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        assert cursor.fetchone()[0] != before
