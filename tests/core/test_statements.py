import uuid

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from core.statements import Prepared, array

pytestmark = pytest.mark.django_db

NAMED = Prepared("test_named", "SELECT %(n)s::int + %(n)s::int, %(word)s::text || '%%'")
LISTS = Prepared("test_lists", "SELECT unnest(%s::uuid[])::text, cardinality(%s::int[])")


def run(statement, parameters):
    with connection.cursor() as cursor:
        statement.run(cursor, parameters)
        return cursor.fetchall()


def test_a_name_used_twice_is_one_parameter_and_a_percent_sign_is_itself():
    assert run(NAMED, {"n": 4, "word": "it's 50"}) == [(8, "it's 50%")]
    assert NAMED.names == ["n", "word"]


def test_lists_arrive_with_the_type_of_their_place():
    one = uuid.uuid4()

    assert run(LISTS, [array([one]), array([])]) == [(str(one), 0)]


def test_is_one_statement_of_the_request_and_planned_once_for_a_connection():
    run(NAMED, {"n": 1, "word": ""})

    with CaptureQueriesContext(connection) as captured:
        run(NAMED, {"n": 2, "word": ""})

    assert [query["sql"] for query in captured] == ["EXECUTE test_named (2, '')"]


def test_outlives_a_rollback():
    fresh = Prepared("test_rolled_back", "SELECT %s::int")
    with transaction.atomic():
        run(fresh, [1])
        transaction.set_rollback(True)

    assert run(fresh, [2]) == [(2,)]


def test_runs_unprepared_where_a_pooler_shares_connections(settings):
    settings.PREPARED_STATEMENTS = False

    with CaptureQueriesContext(connection) as captured:
        assert run(NAMED, {"n": 3, "word": "x"}) == [(6, "x%")]

    assert "EXECUTE" not in captured[0]["sql"]


def test_one_that_cannot_be_planned_fails_as_any_statement_does():
    """So that an outage in this moment is answered as an outage, and not as a fault."""
    with pytest.raises(ProgrammingError), transaction.atomic():
        run(Prepared("test_broken", "SELECT nothing_here FROM nowhere"), [])
