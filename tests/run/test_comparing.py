"""What became of data that migrations went over: in a database of its own, as the owner."""

import os
import uuid
from collections.abc import Callable, Iterator

import psycopg2
import pytest

from karmayogi.run.comparing import Comparison
from karmayogi.run.databases import OwnersDatabase
from karmayogi.run.wheels import postgres_programs, site_packages
from tests.product import ROOT, administer, with_database

TABLES = """
CREATE TABLE person (id bigint PRIMARY KEY, name varchar(20), mobile varchar(16), born date);
CREATE TABLE role (person bigint, place text, name text, PRIMARY KEY (person, place));
CREATE TABLE session (id bigint PRIMARY KEY, said text);
CREATE TABLE fact (id bigint, at date, said jsonb, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE fact_2026 PARTITION OF fact FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
INSERT INTO person VALUES (1, 'Asha', '+91', '1990-01-31'), (2, 'Bilal', NULL, NULL), (3, 'Chitra', '+92', NULL);
INSERT INTO role VALUES (1, 'cbdt', 'learner'), (1, 'finance', 'leader');
INSERT INTO session VALUES (1, 'kept for a while');
INSERT INTO fact VALUES (1, '2026-11-01', '{"seen": 4}');
"""


@pytest.fixture
def url() -> Iterator[str]:
    name, owner = f"compared_{uuid.uuid4().hex[:8]}", os.environ["DATABASE_OWNER_URL"]
    administer(owner, f'CREATE DATABASE "{name}"')
    yield with_database(owner, name)
    administer(owner, f'DROP DATABASE "{name}"')


@pytest.fixture
def after(url, tmp_path) -> Callable[..., tuple[list[str], list[str]]]:
    """after("UPDATE …"): what is lost and what is changed by it."""

    def after(statements: str, *, tables: int = 4) -> tuple[list[str], list[str]]:
        database = OwnersDatabase(url, postgres_programs(site_packages(ROOT / ".venv")), tmp_path / "log")
        comparison = Comparison(database, tmp_path / "scratch")
        done(url, TABLES)
        assert comparison.begin() == tables
        done(url, statements)
        found = comparison.end(not_in={"session"})
        assert found.new_tables == statements.count("CREATE TABLE")
        return found.lost, found.changed

    return after


def done(url: str, statements: str) -> None:
    connection = psycopg2.connect(url)
    with connection, connection.cursor() as cursor:
        cursor.execute(statements)
    connection.close()


def test_what_is_only_added_or_made_wider_is_no_difference(after):
    assert after(
        "ALTER TABLE person ADD email text DEFAULT 'a@b'; ALTER TABLE person ALTER name TYPE text; DELETE FROM session;"
        "INSERT INTO person VALUES (4, 'Dev'); CREATE TABLE post (id bigint PRIMARY KEY);"
    ) == ([], [])


def test_a_row_that_is_gone_is_lost_though_another_came(after):
    assert after(
        "DELETE FROM person WHERE id = 1; INSERT INTO person VALUES (4, 'Dev'); DELETE FROM fact;"
        "UPDATE role SET place = 'cbic' WHERE place = 'cbdt'"
    ) == (["1 of 1 rows of fact", "1 of 3 rows of person", "1 of 2 rows of role"], [])


def test_a_table_that_is_gone_is_lost(after):
    assert after("DROP TABLE role; DROP TABLE session") == (["the table role"], [])


def test_other_values_and_columns_that_are_gone_are_listed_with_their_number(after):
    assert after(
        "UPDATE person SET name = upper(name) WHERE id < 3; UPDATE person SET born = '2000-01-01' WHERE id = 2;"
        "ALTER TABLE person DROP mobile; UPDATE fact SET said = said || '{\"seen\": 5}'"
    ) == (
        [],
        [
            "fact.said: other values in 1 rows",
            "person.name: other values in 2 rows",
            "person.mobile: the column is gone, with 2 values",
            "person.born: other values in 1 rows",
        ],
    )


def test_rows_whose_key_is_another_are_said_to_be_uncompared(after):
    assert after("ALTER TABLE role DROP CONSTRAINT role_pkey; ALTER TABLE role ADD id bigserial PRIMARY KEY") == (
        [],
        ["role: its key is another, so its rows were not compared"],
    )


def test_a_database_of_hundreds_of_columns_is_compared(url, after):
    columns = ", ".join(f"a_column_with_a_name_as_long_as_some_are_{number} int" for number in range(300))
    done(url, "".join(f"CREATE TABLE wide_{number} (id bigint PRIMARY KEY, {columns});" for number in range(5)))
    done(url, "INSERT INTO wide_3 VALUES (1)")

    assert after("UPDATE wide_3 SET a_column_with_a_name_as_long_as_some_are_299 = 7", tables=9) == (
        [],
        ["wide_3.a_column_with_a_name_as_long_as_some_are_299: other values in 1 rows"],
    )
