"""Telling people something, once."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db import connection, transaction

from core.tenancy.context import everywhere
from messages.inbox.kinds import KINDS
from messages.inbox.queries import unread_key

# A person told before under the same key is left alone, and gets no second e-mail either.
TELL = """
WITH told AS (
    INSERT INTO messaging_message (uuid, person_id, kind, key, params, link, created_at)
    SELECT gen_random_uuid(), person_id, %(kind)s, %(key)s, %(params)s::jsonb, %(link)s, %(at)s
    FROM unnest(%(people)s::bigint[]) AS person_id
    ORDER BY person_id
    ON CONFLICT (person_id, key) DO NOTHING
    RETURNING id, person_id
), mailed AS (
    INSERT INTO messaging_delivery (uuid, message_id, person_id, channel, state, attempts, next_try_at, error)
    SELECT gen_random_uuid(), told.id, told.person_id, 'email', 'waiting', 0, %(at)s, ''
    FROM told
    LEFT JOIN messaging_preference preference ON preference.person_id = told.person_id
    WHERE %(by_email)s
      AND (%(is_optional)s = false OR NOT %(kind)s = ANY(coalesce(preference.without_email, '{}')))
      AND EXISTS (SELECT FROM accounts_user login WHERE login.person_id = told.person_id AND login.is_active)
)
SELECT person_id FROM told
"""


@transaction.atomic
def notify(
    *,
    person_ids: Iterable[int],
    kind: str,
    key: str,
    params: Mapping[str, Any] | None = None,
    at: datetime,
    link: str = "",
) -> int:
    """Put a message into the inboxes of people, and its e-mail into the queue. Returns how many had not been told.

    `key` says what it is about; told again under the same key, nothing happens. One statement for any number of people.
    """
    people = sorted(set(person_ids))
    if not people:
        return 0
    texts = KINDS[kind]
    # As the platform: nobody may write into another's inbox.
    with everywhere(reason="telling people", audited=False), connection.cursor() as cursor:
        cursor.execute(
            TELL,
            {
                "people": people,
                "kind": kind,
                "key": key,
                "params": json.dumps(params or {}, default=str),
                "link": link,
                "at": at,
                "by_email": texts.by_email,
                "is_optional": texts.is_optional,
            },
        )
        told = [person_id for (person_id,) in cursor]
    transaction.on_commit(lambda: cache.delete_many([unread_key(person_id) for person_id in told]))
    return len(told)
