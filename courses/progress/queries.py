"""What an enrolment has reached, in one query."""

from datetime import datetime
from typing import Any

from django.db import connection

from core.statements import Prepared
from courses.progress import rules
from courses.progress.rules import Leaf

LEAVES = Prepared(
    "course_leaves",
    """
SELECT r.uuid::text, CASE q.mode WHEN 'practice' THEN q.mode ELSE r.kind END, r.minutes, r.length, p.completed_at,
       p.score,
       coalesce((SELECT sum(upper(x) - lower(x)) FROM unnest(p.seen) x), 0)::int, p.position, p.updated_at,
       r.is_required, p.seen::text, p.uncounted, p.device
FROM courses_resource r JOIN courses_module m ON m.id = r.module_id
LEFT JOIN courses_paper q ON q.resource_id = r.id
LEFT JOIN courses_resourceprogress p ON p.resource_id = r.id AND p.enrolment_id = %s
WHERE r.version_id = %s ORDER BY m.position, r.position
""",
)


def leaves_of(enrolment_id: int, version_id: int) -> dict[str, Leaf]:
    """Every resource of the version with this enrolment's state, in the order of the course."""
    return {row["uuid"]: row["leaf"] for row in states_of(enrolment_id, version_id)}


def states_of(enrolment_id: int, version_id: int) -> list[dict[str, Any]]:
    """As leaves_of, with where to resume."""
    with connection.cursor() as cursor:
        LEAVES.run(cursor, [enrolment_id, version_id])
        rows = cursor.fetchall()
    return [_state(*row) for row in rows]


def _state(
    uuid: str, kind: str, minutes: int, length: int | None, completed_at: datetime | None, score: int | None, seen: int,
    position: int | None, updated_at: datetime | None, is_required: bool, ranges: str | None, uncounted: int | None,
    device: str | None,
) -> dict[str, Any]:  # fmt: skip
    return {
        "uuid": uuid,
        "position": position or 0,
        "updated_at": updated_at,
        "device": device or "",
        "ranges": rules.ranges(ranges or ""),
        "length": length,
        "uncounted": uncounted or 0,
        "leaf": Leaf(
            uuid=uuid,
            kind=kind,
            minutes=minutes,
            is_complete=completed_at is not None,
            share=1.0 if completed_at else rules.share(kind, seen, length, minutes, position or 0),
            score=score,
            is_required=is_required,
            is_seen=rules.was_seen(kind, seen, length, minutes),
        ),
    }
