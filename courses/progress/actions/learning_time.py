"""Crediting the time a person learned: once, however many tabs and devices were open."""

from datetime import datetime

from django.db import connection

from courses.progress.rules import seconds_of_day

CREDIT = """
INSERT INTO courses_learningday AS d (person_id, day, active)
VALUES (%s, %s, int4multirange(int4range(%s, %s)))
ON CONFLICT (person_id, day) DO UPDATE SET active = d.active + excluded.active
"""


def credit_until(*, person_id: int, since: datetime, at: datetime, most_seconds: int) -> None:
    """The time from `since` until now was spent learning, at most so many seconds and no longer than today."""
    day, until = seconds_of_day(at)
    seconds = min(most_seconds, int((at - since).total_seconds()), until)
    if seconds > 0:
        with connection.cursor() as cursor:
            cursor.execute(CREDIT, [person_id, day, until - seconds, until])
