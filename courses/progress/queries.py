"""What an enrolment has reached, in one query."""

from typing import Any

from django.db import connection

from courses.progress import rules
from courses.progress.rules import Leaf

LEAVES = """
SELECT r.uuid::text, r.kind, r.minutes, r.length, p.completed_at, p.score,
       coalesce((SELECT sum(upper(x) - lower(x)) FROM unnest(p.seen) x), 0)::int, p.position, p.updated_at,
       r.is_required
FROM courses_resource r JOIN courses_module m ON m.id = r.module_id
LEFT JOIN courses_resourceprogress p ON p.resource_id = r.id AND p.enrolment_id = %s
WHERE r.version_id = %s ORDER BY m.position, r.position
"""


def leaves_of(enrolment_id: int, version_id: int) -> dict[str, Leaf]:
    """Every resource of the version with this enrolment's state, in the order of the course."""
    return {row["uuid"]: row["leaf"] for row in states_of(enrolment_id, version_id)}


def states_of(enrolment_id: int, version_id: int) -> list[dict[str, Any]]:
    """As leaves_of, with where to resume."""
    with connection.cursor() as cursor:
        cursor.execute(LEAVES, [enrolment_id, version_id])
        rows = cursor.fetchall()
    return [
        {
            "uuid": uuid,
            "position": position or 0,
            "updated_at": updated_at,
            "leaf": Leaf(
                uuid=uuid,
                kind=kind,
                minutes=minutes,
                is_complete=completed_at is not None,
                share=1.0 if completed_at else rules.seen_share(kind, seen, length, minutes),
                score=score,
                is_required=is_required,
            ),
        }
        for uuid, kind, minutes, length, completed_at, score, seen, position, updated_at, is_required in rows
    ]
