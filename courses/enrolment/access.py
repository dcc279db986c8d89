"""Whose enrolment a person may act on: the own. Everything else is not found."""

import json
from typing import Any
from uuid import UUID

from django.db import connection
from django.http import Http404

from core.statements import Prepared
from courses.enrolment.models import Batch, Enrolment, EnrolmentState
from courses.enrolment.rules import Learner
from institutions.roles.principal import Principal

FIELDS = [field.attname for field in Enrolment._meta.concrete_fields]
CURRENT = Prepared(
    "course_enrolment",
    "SELECT "
    + ", ".join(f"e.{name}" for name in FIELDS)
    + """, v.completion_rule::text
FROM courses_enrolment e JOIN courses_courseversion v ON v.id = e.version_id
WHERE e.person_id = %s AND e.offering_id = %s AND e.state IN ('open', 'waiting', 'completed')
ORDER BY e.state = 'completed', e.id DESC LIMIT 1
""",
)


def learner(principal: Principal) -> Learner:
    return Learner(principal.person_id, principal.organisation_id, principal.above_ids)


def get_enrolment(principal: Principal, uuid: UUID) -> Enrolment:
    mine = Enrolment.objects.of(principal.person_id).filter(uuid=uuid)
    if (enrolment := mine.select_related("batch", "offering", "version").first()) is None:
        raise Http404
    return enrolment


def current_enrolment(principal: Principal, offering_id: int) -> Enrolment | None:
    """The one being taken, else the completed one. Uses enrolment_of_person."""
    rows = Enrolment.objects.of(principal.person_id).filter(
        offering_id=offering_id,
        state__in=[EnrolmentState.OPEN, EnrolmentState.WAITING, EnrolmentState.COMPLETED],
    )
    found = sorted(
        rows.select_related("batch", "version"), key=lambda row: (row.state == EnrolmentState.COMPLETED, -row.pk)
    )
    return found[0] if found else None


def enrolment_with_rule(person_id: int, offering_id: int) -> tuple[Enrolment | None, dict[str, Any]]:
    """The same for the course page, with the rule of its version by which it is complete."""
    with connection.cursor() as cursor:
        CURRENT.run(cursor, [person_id, offering_id])
        row = cursor.fetchone()
    if row is None:
        return None, {}
    return Enrolment.from_db(connection.alias, FIELDS, row[:-1]), json.loads(row[-1])


def open_batch(version_id: int | None) -> Batch:
    """The batch that stays open for a version."""
    if (batch := Batch.objects.filter(version_id=version_id, is_default=True).first()) is None:
        raise Http404
    return batch
