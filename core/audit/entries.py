"""Writing the trail, in the transaction of what it describes."""

import json
import uuid
from datetime import datetime
from typing import Protocol

from django.db import connection
from django.utils import timezone

from core.audit.actor import Actor
from core.audit.support import facts as of_support


class Target(Protocol):
    """What an entry is about: anything with a uuid and a name to show."""

    uuid: uuid.UUID


INSERT = """
INSERT INTO core_auditentry (uuid, at, action, actor_person_id, actor_name, door, organisation_id,
                             target_kind, target_uuid, target_label, facts)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""  # No RETURNING: reading a row back needs a select policy, and most who act may not read the trail.


def record(
    actor: Actor,
    action: str,
    target: Target | None,
    at: datetime,
    *,
    organisation_id: int | None = None,
    **facts: object,
) -> None:
    """Add one entry. `organisation_id` is whose trail it belongs to; by default where the actor acts."""
    owner = organisation_id if organisation_id is not None else actor.organisation_id
    with connection.cursor() as cursor:
        cursor.execute(
            INSERT,
            [
                uuid.uuid4(),
                at,
                action,
                actor.person_id,
                actor.name[:200],
                actor.door,
                owner,
                type(target).__name__ if target is not None else "",
                getattr(target, "uuid", None),
                str(target)[:300] if target is not None else "",
                json.dumps({**facts, **of_support()}, default=str),
            ],
        )


def record_everywhere(reason: str) -> None:
    """The entry that every use of the platform role leaves."""
    record(Actor(name="Karmayogi", door="platform"), "core.everywhere", None, timezone.now(), reason=reason)
