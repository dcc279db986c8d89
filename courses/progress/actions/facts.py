"""Taking in what a player saw. One statement; the server's clock and not the player's decides what it is worth."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from core.audit.actor import Actor
from core.statements import Prepared, array
from courses.progress import rules
from courses.progress.actions.completing import complete_resource
from courses.progress.actions.refusals import ProgressRefused
from courses.progress.models import ResourceProgress


@dataclass(frozen=True, slots=True)
class Fact:
    """What a player saw: from a second or page up to another (exclusive), and where it stands (0: it does not say).

    Of the rendition in `language`; without one, on the resource's own scale.
    """

    resource: UUID
    start: int
    end: int
    position: int = 0
    language: str = ""


@dataclass(frozen=True, slots=True)
class Reached:
    """A resource after a batch of facts."""

    resource: str
    seen: int
    is_complete: bool


# One statement: facts kept once, cut to what the server's clock allows at the fastest speed, added to the state.
# A new session is allowed nothing yet: the clock starts when it is first heard of. One clock for all tabs of a person,
# a row that requests at the same moment wait for, so the same minute is not given out twice; and it stops when nothing
# was heard for a while. The clock is asked about seconds of the rendition that was played; what it allows is then put
# on the resource's scale (rules.on_scale), so that one progress serves all languages. What is known already takes
# nothing of the clock: a report whose answer was lost comes again, beside what was seen since.
FOLD = Prepared(
    "progress_fold",
    f"""
WITH e AS (
    SELECT id, version_id, person_id, organisation_id, home_organisation_id FROM courses_enrolment
    WHERE uuid = %(enrolment)s AND person_id = %(person)s AND state IN ('open', 'completed')
), clock AS (
    INSERT INTO courses_learningclock AS c (person_id, last_at) SELECT person_id, %(at)s::timestamptz FROM e
    ON CONFLICT (person_id) DO UPDATE SET before_at = c.last_at, last_at = greatest(c.last_at, excluded.last_at)
    RETURNING before_at
), s AS (
    INSERT INTO courses_progresssession AS p
        (uuid, enrolment_id, person_id, organisation_id, home_organisation_id, device, sequence, started_at,
         last_at)
    SELECT %(session)s::uuid, id, person_id, organisation_id, home_organisation_id, %(device)s::text,
           %(sequence)s::int, %(at)s::timestamptz, %(at)s::timestamptz FROM e
    ON CONFLICT (uuid) DO UPDATE SET last_at = greatest(p.last_at, excluded.last_at),
        sequence = greatest(p.sequence, excluded.sequence)
        WHERE p.enrolment_id = excluded.enrolment_id
    RETURNING uuid, started_at, sequence
), allowed AS (
    SELECT CASE WHEN s.started_at < %(at)s::timestamptz
        THEN greatest(0, least({rules.IDLE_SECONDS}, extract(epoch FROM %(at)s::timestamptz - clock.before_at)))
        ELSE 0 END AS seconds
    FROM s, clock
), f AS (
    SELECT r.id AS resource_id, r.kind, x.ord, x.position, own, whole, least(x.lo, own) AS lo, least(x.hi, own) AS hi,
           p.seen @> int4range((least(x.lo, own)::bigint * whole / own)::int, (least(x.hi, own)::bigint * whole / own)::int)
               AS is_known,
           CASE r.kind WHEN 'video' THEN 2.0 WHEN 'audio' THEN 2.0 WHEN 'pdf' THEN 0.5 ELSE 1.0 END AS speed
    FROM e
    CROSS JOIN unnest(%(resources)s::uuid[], %(starts)s::int[], %(ends)s::int[], %(positions)s::int[],
        %(languages)s::text[]) WITH ORDINALITY AS x(uuid, lo, hi, position, language, ord)
    JOIN courses_resource r ON r.uuid = x.uuid AND r.version_id = e.version_id AND r.kind <> 'quiz'
        AND NOT (r.kind = 'package' AND r.length IS NOT NULL)
    LEFT JOIN courses_resourceprogress p ON p.enrolment_id = e.id AND p.resource_id = r.id
    LEFT JOIN courses_rendition n ON n.resource_id = r.id AND n.language = x.language
    CROSS JOIN LATERAL (SELECT coalesce(r.length, r.minutes * 60) AS whole) w
    CROSS JOIN LATERAL (SELECT greatest(1, coalesce(n.length, whole)) AS own) o
), g AS (
    SELECT f.*, allowed.seconds - coalesce(sum(CASE WHEN is_known THEN 0 ELSE (hi - lo) / speed END) OVER (
        ORDER BY ord ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS left_over
    FROM f, allowed
), cut AS (
    SELECT g.*, CASE WHEN is_known THEN hi ELSE least(hi, lo + floor(greatest(0, left_over) * speed)::int) END
        AS believed
    FROM g WHERE hi >= lo
), ins AS (
    INSERT INTO courses_progressbatch
        (session_id, person_id, organisation_id, home_organisation_id, sequence, received_at, facts)
    SELECT s.uuid, e.person_id, e.organisation_id, e.home_organisation_id, %(sequence)s::int, %(at)s::timestamptz,
           %(facts)s::jsonb FROM s, e
    ON CONFLICT (session_id, sequence) DO NOTHING RETURNING id
), fold AS (
    SELECT resource_id, (array_agg(CASE kind
               WHEN 'pdf' THEN (position - 1)::bigint * whole / own + 1
               ELSE position::bigint * whole / own END ORDER BY ord DESC) FILTER (WHERE position > 0))[1]::int AS position,
           coalesce(range_agg(int4range((lo::bigint * whole / own)::int, (believed::bigint * whole / own)::int)),
               '{{}}') AS seen,
           sum(hi - believed)::int AS uncounted
    FROM cut WHERE EXISTS (SELECT FROM ins) GROUP BY resource_id
), spent AS (
    SELECT least(allowed.seconds, sum(CASE kind WHEN 'pdf' THEN (hi - lo) * {rules.PAGE_SECONDS} ELSE hi - lo END),
                 %(second)s::int)::int AS seconds
    FROM cut, allowed WHERE EXISTS (SELECT FROM ins) GROUP BY allowed.seconds
), day AS (
    INSERT INTO courses_learningday AS d (person_id, day, active)
    SELECT e.person_id, %(day)s::date, int4multirange(int4range(%(second)s::int - seconds, %(second)s::int))
    FROM e, spent WHERE seconds > 0
    ON CONFLICT (person_id, day) DO UPDATE SET active = d.active + excluded.active
), up AS (
    INSERT INTO courses_resourceprogress AS p (uuid, enrolment_id, resource_id, person_id, organisation_id,
        home_organisation_id, opened_at, updated_at, seen, position, device, uncounted)
    SELECT gen_random_uuid(), e.id, fold.resource_id, e.person_id, e.organisation_id, e.home_organisation_id,
           %(at)s::timestamptz, %(at)s::timestamptz, fold.seen, coalesce(fold.position, 0), %(device)s::text,
           fold.uncounted
    FROM fold, e ORDER BY fold.resource_id
    ON CONFLICT (enrolment_id, resource_id) DO UPDATE
        SET seen = CASE WHEN (SELECT count(*) FROM unnest(p.seen + excluded.seen)) > {rules.MOST_PIECES} THEN p.seen
                ELSE p.seen + excluded.seen END,
            position = CASE WHEN excluded.position = 0 OR (SELECT sequence FROM s) > %(sequence)s::int
                THEN p.position ELSE excluded.position END,
            device = CASE WHEN excluded.position = 0 OR (SELECT sequence FROM s) > %(sequence)s::int
                THEN p.device ELSE excluded.device END,
            uncounted = least(p.uncounted + excluded.uncounted, {rules.LONGEST}),
            updated_at = CASE WHEN isempty(excluded.seen) THEN p.updated_at
                ELSE greatest(p.updated_at, excluded.updated_at) END
    RETURNING resource_id, seen, completed_at
)
SELECT e.id, up.resource_id, r.uuid::text, r.kind, r.length, up.completed_at,
       coalesce((SELECT sum(upper(x) - lower(x)) FROM unnest(up.seen) x), 0)::int
FROM e LEFT JOIN up ON true LEFT JOIN courses_resource r ON r.id = up.resource_id
""",  # noqa: S608 (limits from the rules beside it)
)


def fold(
    *,
    enrolment_uuid: UUID,
    session: UUID,
    sequence: int,
    facts: Sequence[Fact],
    raw: list[dict[str, Any]],
    device: str = "",
    actor: Actor,
    at: datetime,
) -> list[Reached]:
    """Keep a batch of facts of the actor's own enrolment. Sent twice, counted once.

    Completes videos, recordings and documents that were seen through; a text is finished by its reader (`read`).
    """
    if len(facts) > rules.MOST_FACTS:
        raise ProgressRefused("TOO_MANY_FACTS")
    day, second = rules.seconds_of_day(at)
    # No savepoint of its own: one statement, inside the transaction that every scope is.
    with connection.cursor() as cursor:
        FOLD.run(
            cursor,
            {
                "enrolment": str(enrolment_uuid),
                "person": actor.person_id,
                "session": str(session),
                "sequence": sequence,
                "device": device,
                "at": at,
                "day": day,
                "second": second,
                "resources": array([fact.resource for fact in facts]),
                "starts": array([fact.start for fact in facts]),
                "ends": array([fact.end for fact in facts]),
                "positions": array([fact.position for fact in facts]),
                "languages": array([fact.language or '""' for fact in facts]),
                "facts": json.dumps(raw),
            },
        )
        rows = cursor.fetchall()
    if not rows:
        raise ProgressRefused("NOT_ENROLLED")
    reached = []
    for enrolment_id, resource_id, uuid, kind, length, completed_at, seen in rows:
        if resource_id is None:
            continue
        done = completed_at is not None
        if not done and rules.is_seen_through(kind, seen, length):
            complete_resource(enrolment_id=enrolment_id, resource_id=resource_id, score=None, actor=actor, at=at)
            done = True
        reached.append(Reached(uuid, seen, done))
    return reached or _as_it_stands(rows[0][0], facts)


def _as_it_stands(enrolment_id: int, facts: Sequence[Fact]) -> list[Reached]:
    """Of a batch that was kept before: its player may never have heard the answer, and asks again."""
    states = ResourceProgress.objects.filter(
        enrolment_id=enrolment_id, resource__uuid__in={fact.resource for fact in facts}
    ).values_list("resource__uuid", "seen", "completed_at")
    return [
        Reached(str(uuid), sum(end - start for start, end in rules.ranges(seen)), completed_at is not None)
        for uuid, seen, completed_at in states
    ]
