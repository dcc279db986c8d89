"""Bringing the figures up to date: count the touched cells from the facts, move the sums by the difference.

Always as the platform role and behind one lock, so that two workers cannot move a sum at the same time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction

DAY = ("enrolled", "completed_a", "completed_b", "completed_c", "completed_d", "minutes", "last_active")
HEAD = ("registered", "assigned", "assigned_done")
INDIA = "Asia/Kolkata"
ONE_WRITER = 7_241_001  # an advisory lock's number


@dataclass(frozen=True, slots=True)
class Activity:
    """A person opened or completed a course."""

    person_id: int
    organisation_id: int
    at: datetime


# Every cell counted from the facts. {where} limits to touched cells: a list of (organisation, day) pairs.
COUNT_DAYS = f"""
SELECT organisation_id, day, sum(enrolled)::int AS enrolled,
       sum(a)::int AS completed_a, sum(b)::int AS completed_b, sum(c)::int AS completed_c, sum(d)::int AS completed_d,
       sum(minutes)::int AS minutes, sum(last_active)::int AS last_active
FROM (
    SELECT e.organisation_id, (e.opened_at AT TIME ZONE '{INDIA}')::date AS day, count(*) AS enrolled,
           0 AS a, 0 AS b, 0 AS c, 0 AS d, 0 AS minutes, 0 AS last_active
    FROM courses_enrolment e {{enrolment_where}} GROUP BY 1, 2
    UNION ALL
    SELECT k.organisation_id, (k.completed_at AT TIME ZONE '{INDIA}')::date, 0,
           count(*) FILTER (WHERE k.grade = 'A'), count(*) FILTER (WHERE k.grade = 'B'),
           count(*) FILTER (WHERE k.grade = 'C'), count(*) FILTER (WHERE k.grade = 'D'), sum(k.minutes), 0
    FROM courses_completion k {{completion_where}} GROUP BY 1, 2
    UNION ALL
    SELECT l.organisation_id, l.day, 0, 0, 0, 0, 0, 0, count(*)
    FROM monitoring_lastactive l {{active_where}} GROUP BY 1, 2
) AS counted WHERE day IS NOT NULL GROUP BY 1, 2
"""
# Days are turned into instants, so that the index on (organisation, instant) is used.
TOUCHED = (
    "JOIN touched t ON t.organisation_id = {alias}.organisation_id AND {alias}.{column} >= t.day::timestamp"
    f" AT TIME ZONE '{INDIA}' AND {{alias}}.{{column}} < (t.day + 1)::timestamp AT TIME ZONE '{INDIA}'"
)
COUNT_HEADS = """
SELECT o.id AS organisation_id,
       (SELECT count(*) FROM accounts_person p WHERE p.home_organisation_id = o.id AND p.merged_into_id IS NULL)::int
           AS registered,
       coalesce(d.assigned, 0)::int AS assigned, coalesce(d.done, 0)::int AS assigned_done
FROM institutions_organisation o
LEFT JOIN LATERAL (
    SELECT count(*) AS assigned, count(*) FILTER (WHERE is_done) AS done
    FROM (
        SELECT a.person_id, a.offering_id, EXISTS (
            SELECT FROM courses_completion k WHERE k.person_id = a.person_id AND k.offering_id = a.offering_id) AS is_done
        FROM courses_assignment a WHERE a.organisation_id = o.id AND a.withdrawn_at IS NULL
        GROUP BY a.person_id, a.offering_id
    ) AS duty
) AS d ON true
"""


def refresh(
    *, cells: Iterable[tuple[int, date]], heads: Iterable[int], activities: Iterable[Activity], at: datetime
) -> None:
    """Count these cells anew. `cells`: (organisation, day) pairs; `heads`: organisations whose standing changed."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_WRITER])
        touched = sorted(set(cells) | _note_activity(list(activities)))
        if touched:
            cursor.execute(
                "CREATE TEMP TABLE IF NOT EXISTS touched (organisation_id bigint, day date) ON COMMIT DELETE ROWS"
            )
            cursor.execute("TRUNCATE touched")
            cursor.execute(
                "INSERT INTO touched SELECT DISTINCT * FROM unnest(%s::bigint[], %s::date[])",
                [[organisation for organisation, _day in touched], [day for _organisation, day in touched]],
            )
            count = COUNT_DAYS.format(
                enrolment_where=TOUCHED.format(alias="e", column="opened_at"),
                completion_where=TOUCHED.format(alias="k", column="completed_at"),
                active_where="JOIN touched t ON t.organisation_id = l.organisation_id AND t.day = l.day",
            )
            # A touched cell that nothing is counted in any more is counted as zero.
            zeros = ", ".join("0" for _ in DAY)
            cursor.execute(
                f"CREATE TEMP TABLE counted ON COMMIT DROP AS SELECT * FROM ({count}) AS c UNION ALL"
                f" SELECT organisation_id, day, {zeros} FROM touched t"
                f" WHERE NOT EXISTS (SELECT FROM ({count}) AS c"
                " WHERE (c.organisation_id, c.day) = (t.organisation_id, t.day))"
            )
            _move("day", ("organisation_id", "day"), DAY, "counted")
            cursor.execute("DROP TABLE counted")
        if organisations := sorted(set(heads)):
            cursor.execute(
                f"CREATE TEMP TABLE counted ON COMMIT DROP AS {COUNT_HEADS} WHERE o.id = ANY(%s)", [organisations]
            )
            _move("head", ("organisation_id",), HEAD, "counted")
            cursor.execute("DROP TABLE counted")
        mark_fresh(at)


def rebuild(*, at: datetime) -> None:
    """Throw all figures away and count them from the facts. Readers see the old figures until this commits."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_WRITER])
        for table in ("leafday", "subtreeday", "leafhead", "subtreehead", "lastactive"):
            cursor.execute(f"DELETE FROM monitoring_{table}")
        cursor.execute(
            f"""
            INSERT INTO monitoring_lastactive (person_id, organisation_id, day, at)
            SELECT DISTINCT ON (person_id) person_id, organisation_id, (at AT TIME ZONE '{INDIA}')::date, at FROM (
                SELECT person_id, organisation_id, min(completed_at) AS at FROM courses_resourceprogress
                WHERE completed_at IS NOT NULL GROUP BY enrolment_id, person_id, organisation_id
                UNION ALL SELECT person_id, organisation_id, completed_at FROM courses_completion
            ) AS activity ORDER BY person_id, at DESC, organisation_id
            """
        )
        everything = COUNT_DAYS.format(enrolment_where="", completion_where="", active_where="")
        cursor.execute(f"CREATE TEMP TABLE counted ON COMMIT DROP AS {everything}")
        _move("day", ("organisation_id", "day"), DAY, "counted")
        cursor.execute(f"DROP TABLE counted; CREATE TEMP TABLE counted ON COMMIT DROP AS {COUNT_HEADS}")
        _move("head", ("organisation_id",), HEAD, "counted")
        cursor.execute("DROP TABLE counted")
        mark_fresh(at)
        cursor.execute("UPDATE monitoring_readmodelstate SET rebuilt_at = %s", [at])


def mark_fresh(at: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO monitoring_readmodelstate (id, as_of) VALUES (1, %s)"
            " ON CONFLICT (id) DO UPDATE SET as_of = greatest(monitoring_readmodelstate.as_of, excluded.as_of)",
            [at],
        )


def _note_activity(activities: list[Activity]) -> set[tuple[int, date]]:
    """Move people's latest activity forward, never back. Returns the cells they left and came to."""
    if not activities:
        return set()
    latest: dict[int, Activity] = {}
    for activity in activities:
        known = latest.get(activity.person_id)
        if known is None or (activity.at, -activity.organisation_id) > (known.at, -known.organisation_id):
            latest[activity.person_id] = activity
    people = sorted(latest)
    with connection.cursor() as cursor:
        cursor.execute("SELECT organisation_id, day FROM monitoring_lastactive WHERE person_id = ANY(%s)", [people])
        cells = set(cursor.fetchall())
        cursor.execute(
            f"""
            INSERT INTO monitoring_lastactive AS l (person_id, organisation_id, day, at)
            SELECT p, o, (a AT TIME ZONE '{INDIA}')::date, a
            FROM unnest(%s::bigint[], %s::bigint[], %s::timestamptz[]) AS n(p, o, a)
            ON CONFLICT (person_id) DO UPDATE
            SET organisation_id = excluded.organisation_id, day = excluded.day, at = excluded.at
            WHERE (excluded.at, -excluded.organisation_id) > (l.at, -l.organisation_id)
            """,
            [people, [latest[p].organisation_id for p in people], [latest[p].at for p in people]],
        )
        cursor.execute("SELECT organisation_id, day FROM monitoring_lastactive WHERE person_id = ANY(%s)", [people])
        return cells | set(cursor.fetchall())


def _move(kind: str, key: tuple[str, ...], columns: tuple[str, ...], counted: str) -> None:
    """Set leaf cells to what was counted and add the differences to the sums of all organisations above."""
    keys, names = ", ".join(key), ", ".join(columns)
    match = " AND ".join(f"l.{column} = c.{column}" for column in key)
    differences = ", ".join(f"c.{column} - coalesce(l.{column}, 0) AS {column}" for column in columns)
    sums = ", ".join(f"sum(d.{column})::int" for column in columns)
    rest = "".join(f", d.{column}" for column in key[1:])
    positions = ", ".join(str(place + 1) for place in range(len(key)))
    add = ", ".join(f"{column} = s.{column} + excluded.{column}" for column in columns)
    put = ", ".join(f"{column} = excluded.{column}" for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO monitoring_subtree{kind} AS s ({keys}, {names})
            SELECT above{rest}, {sums}
            FROM (SELECT c.{", c.".join(key)}, {differences}
            FROM {counted} c LEFT JOIN monitoring_leaf{kind} l ON {match}) AS d
            JOIN institutions_organisation o ON o.id = d.organisation_id, unnest(o.path) AS above
            GROUP BY {positions} ORDER BY {positions}
            ON CONFLICT ({keys}) DO UPDATE SET {add}
            """
        )
        cursor.execute(
            f"INSERT INTO monitoring_leaf{kind} ({keys}, {names}) SELECT {keys}, {names} FROM {counted} ORDER BY {keys}"
            f" ON CONFLICT ({keys}) DO UPDATE SET {put}"
        )
