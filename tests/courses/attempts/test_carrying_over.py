"""Answers of attempts sat before there were kinds: carried over by the migration, as it is run, on a table beside."""

from importlib import import_module
from pathlib import Path

import pytest
from django.db import connection

import courses.migrations

(NAME,) = [file.stem for file in Path(courses.migrations.__file__).parent.glob("*_answers_of_every_kind.py")]
MIGRATION = import_module(f"courses.migrations.{NAME}")


@pytest.mark.django_db
def test_what_was_chosen_and_earned_stays_what_it_was():
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE courses_answer (id int, chosen varchar(20)[], is_correct bool, response jsonb,"
            " numerator bigint, denominator bigint) ON COMMIT DROP"
        )
        cursor.execute(
            "INSERT INTO courses_answer VALUES (1, '{a}', true), (2, '{b,c}', false), (3, '{}', false), (4, '{a}', NULL)"
        )
        cursor.execute(MIGRATION.CARRY_OVER)
        cursor.execute("SELECT response::text, numerator, denominator FROM courses_answer ORDER BY id")
        over = cursor.fetchall()
        cursor.execute("UPDATE courses_answer SET chosen = '{}'")
        cursor.execute(MIGRATION.CARRY_BACK)
        cursor.execute("SELECT chosen FROM courses_answer ORDER BY id")
        back = [chosen for (chosen,) in cursor.fetchall()]

    assert over == [
        ('{"chosen": ["a"]}', 1, 1), ('{"chosen": ["b", "c"]}', 0, 1), ("{}", 0, 1), ('{"chosen": ["a"]}', None, None),
    ]  # fmt: skip
    assert back == [["a"], ["b", "c"], [], ["a"]]
