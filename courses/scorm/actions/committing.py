"""Taking in what a part of a package said. One statement; a replay changes nothing; a status is a claim."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from core.audit.actor import Actor
from core.statements import Prepared
from courses.progress import rules as progress
from courses.progress.actions import complete_resource
from courses.scorm import rules
from courses.scorm.actions.refusals import PackageRefused
from courses.scorm.models import ScoSession
from courses.scorm.queries import pieces_of
from courses.scorm.rules import Decision, Piece, Said, Terms


@dataclass(frozen=True, slots=True)
class Commit:
    """All that one part says now, as the whole of its session so far: a later commit replaces an earlier one.

    `active`: seconds that somebody was at it; `said_seconds`: the package's own session_time. What is None stays as it
    was: the first commit of a session only says that the part was opened. `interactions`: the new or changed ones.
    """

    sco: str
    session: UUID
    sequence: int
    said: Said
    active: int = 0
    said_seconds: int = 0
    location: str | None = None
    suspend_data: str | None = None
    exit: str | None = None
    score_raw: float | None = None
    score_min: float | None = None
    score_max: float | None = None
    objectives: Sequence[Any] | None = None
    preferences: Mapping[str, Any] | None = None
    interactions: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True, slots=True)
class Committed:
    """`is_kept`: False for a replay or a late one. `is_current`: False once the part was opened anew elsewhere."""

    is_kept: bool
    is_current: bool
    is_complete: bool
    decision: Decision
    pieces: Sequence[Piece]
    said: Mapping[str, Said]


# The clock is the one of courses.progress.actions.facts: all players of a person share its minutes. A session that is
# not known yet is allowed nothing: its time starts when it is first heard of.
COMMIT = Prepared(
    "scorm_commit",
    f"""
WITH e AS (
    SELECT en.id, en.person_id, en.organisation_id, en.home_organisation_id, r.id AS resource_id, r.minutes,
           r.status_policy, r.pass_score, k.details -> 'parts' AS parts,
           p.completed_at, coalesce(upper(p.seen), 0) AS seen, coalesce(p.position, 0) AS position
    FROM courses_enrolment en
    JOIN courses_resource r ON r.uuid = %(resource)s::uuid AND r.version_id = en.version_id
    JOIN courses_package k ON k.resource_id = r.id AND k.kind IN ('scorm12', 'scorm2004')
    LEFT JOIN courses_resourceprogress p ON p.enrolment_id = en.id AND p.resource_id = r.id
    WHERE en.uuid = %(enrolment)s::uuid AND en.person_id = %(person)s AND en.state IN ('open', 'completed')
), part AS (
    SELECT e.*, coalesce((x ->> 'is_sco')::boolean, true) AS is_sco FROM e, jsonb_array_elements(e.parts) x
    WHERE x ->> 'identifier' = %(sco)s::text AND x ->> 'launch' <> '' LIMIT 1
), clock AS (
    INSERT INTO courses_learningclock AS c (person_id, last_at) SELECT person_id, %(at)s::timestamptz FROM part
    ON CONFLICT (person_id) DO UPDATE SET before_at = c.last_at, last_at = greatest(c.last_at, excluded.last_at)
    RETURNING before_at
), s AS (
    INSERT INTO courses_scosession AS x (uuid, enrolment_id, resource_id, sco, person_id, organisation_id,
        home_organisation_id, device, sequence, active, said_seconds, started_at, last_at)
    SELECT %(session)s::uuid, id, resource_id, %(sco)s::text, person_id, organisation_id, home_organisation_id,
           %(device)s::text, %(sequence)s::int, %(active)s::int, 0, %(at)s::timestamptz, %(at)s::timestamptz
    FROM part, clock
    ON CONFLICT (uuid) DO UPDATE SET last_at = greatest(x.last_at, excluded.last_at), sequence = excluded.sequence,
        active = greatest(x.active, excluded.active),
        said_seconds = greatest(x.said_seconds,
            least(%(said_seconds)s::int, extract(epoch FROM %(at)s::timestamptz - x.started_at)::int))
        WHERE x.enrolment_id = excluded.enrolment_id AND x.resource_id = excluded.resource_id AND x.sco = excluded.sco
            AND x.sequence < excluded.sequence
    RETURNING uuid, started_at, active, old.active AS was
), credit AS (
    SELECT CASE WHEN s.started_at < %(at)s::timestamptz AND s.was IS NOT NULL
        THEN greatest(0, least({progress.IDLE_SECONDS}, floor(extract(epoch FROM %(at)s::timestamptz - clock.before_at)),
                               s.active - s.was))::int
        ELSE 0 END AS seconds, s.active - coalesce(s.was, s.active) AS claimed
    FROM s, clock
), t AS (
    INSERT INTO courses_scostate AS t (enrolment_id, resource_id, sco, person_id, organisation_id,
        home_organisation_id, session_id, session_started_at, completion, success, score, measure, score_raw,
        score_min, score_max, location, suspend_data, exit, objectives, preferences, opened_at, updated_at)
    SELECT part.id, resource_id, %(sco)s::text, person_id, organisation_id, home_organisation_id, s.uuid,
           s.started_at, %(completion)s::text, %(success)s::text, %(score)s::smallint, %(measure)s::float8,
           %(score_raw)s::float8, %(score_min)s::float8, %(score_max)s::float8, coalesce(%(location)s::text, ''),
           coalesce(%(suspend_data)s::text, ''), coalesce(%(exit)s::text, ''),
           coalesce(%(objectives)s::jsonb, '[]'), coalesce(%(preferences)s::jsonb, '{{}}'),
           %(at)s::timestamptz, %(at)s::timestamptz
    FROM part, s
    ON CONFLICT (enrolment_id, resource_id, sco) DO UPDATE SET
        completion = CASE WHEN t.completion = 'completed' OR excluded.completion = 'unknown' THEN t.completion
            ELSE excluded.completion END,
        success = CASE WHEN t.success = 'passed' OR excluded.success = 'unknown' THEN t.success
            ELSE excluded.success END,
        score = greatest(t.score, excluded.score), measure = greatest(t.measure, excluded.measure),
        updated_at = greatest(t.updated_at, excluded.updated_at),
        session_id = CASE WHEN t.session_started_at <= excluded.session_started_at THEN excluded.session_id
            ELSE t.session_id END,
        session_started_at = greatest(t.session_started_at, excluded.session_started_at),
        score_raw = CASE WHEN t.session_started_at <= excluded.session_started_at
            THEN coalesce(%(score_raw)s::float8, t.score_raw) ELSE t.score_raw END,
        score_min = CASE WHEN t.session_started_at <= excluded.session_started_at
            THEN coalesce(%(score_min)s::float8, t.score_min) ELSE t.score_min END,
        score_max = CASE WHEN t.session_started_at <= excluded.session_started_at
            THEN coalesce(%(score_max)s::float8, t.score_max) ELSE t.score_max END,
        location = CASE WHEN t.session_started_at <= excluded.session_started_at
            THEN coalesce(%(location)s::text, t.location) ELSE t.location END,
        suspend_data = CASE WHEN t.session_started_at <= excluded.session_started_at
            THEN coalesce(%(suspend_data)s::text, t.suspend_data) ELSE t.suspend_data END,
        exit = CASE WHEN t.session_started_at <= excluded.session_started_at
            THEN coalesce(%(exit)s::text, t.exit) ELSE t.exit END,
        objectives = CASE WHEN t.session_started_at <= excluded.session_started_at
            THEN coalesce(%(objectives)s::jsonb, t.objectives) ELSE t.objectives END,
        preferences = CASE WHEN t.session_started_at <= excluded.session_started_at
            THEN coalesce(%(preferences)s::jsonb, t.preferences) ELSE t.preferences END
    RETURNING session_id, completion, success, score, measure
), asked AS (
    INSERT INTO courses_scointeraction AS i (session_id, person_id, organisation_id, home_organisation_id, number,
        identifier, kind, response, correct, result, weighting, latency_seconds, description, received_at)
    SELECT s.uuid, part.person_id, part.organisation_id, part.home_organisation_id, x.*, %(at)s::timestamptz
    FROM part, s, jsonb_to_recordset(%(interactions)s::jsonb) AS x(number int, identifier text, kind text,
        response text, correct jsonb, result text, weighting float8, latency int, description text)
    ON CONFLICT (session_id, number) DO UPDATE SET identifier = excluded.identifier, kind = excluded.kind,
        response = excluded.response, correct = excluded.correct, result = excluded.result,
        weighting = excluded.weighting, latency_seconds = excluded.latency_seconds,
        description = excluded.description, received_at = excluded.received_at
), day AS (
    INSERT INTO courses_learningday AS d (person_id, day, active)
    SELECT part.person_id, %(day)s::date,
           int4multirange(int4range(greatest(0, %(second)s::int - credit.seconds), %(second)s::int))
    FROM part, credit WHERE credit.seconds > 0
    ON CONFLICT (person_id, day) DO UPDATE SET active = d.active + excluded.active
), up AS (
    INSERT INTO courses_resourceprogress AS p (uuid, enrolment_id, resource_id, person_id, organisation_id,
        home_organisation_id, opened_at, updated_at, seen, uncounted)
    SELECT gen_random_uuid(), part.id, resource_id, person_id, organisation_id, home_organisation_id,
           %(at)s::timestamptz, %(at)s::timestamptz, int4multirange(int4range(0, credit.seconds)),
           CASE WHEN credit.claimed > credit.seconds + 2 THEN credit.claimed - credit.seconds ELSE 0 END
    FROM part, credit
    ON CONFLICT (enrolment_id, resource_id) DO UPDATE
        SET seen = int4multirange(int4range(0, coalesce(upper(p.seen), 0) + coalesce(upper(excluded.seen), 0))),
            uncounted = least(p.uncounted + excluded.uncounted, {progress.LONGEST}),
            updated_at = greatest(p.updated_at, excluded.updated_at)
    RETURNING coalesce(upper(seen), 0) AS seen, position, completed_at
)
SELECT e.id, e.resource_id, e.minutes, e.status_policy, e.pass_score, e.parts,
       coalesce(up.completed_at, e.completed_at), coalesce(up.seen, e.seen), coalesce(up.position, e.position),
       part.id IS NOT NULL, t.session_id, t.completion, t.success, t.score, t.measure,
       (SELECT json_object_agg(o.sco, json_build_array(o.completion, o.success, o.score, o.measure))
        FROM courses_scostate o WHERE o.enrolment_id = e.id AND o.resource_id = e.resource_id)
FROM e LEFT JOIN part ON true LEFT JOIN t ON true LEFT JOIN up ON true
""",  # noqa: S608 (limits from the rules)
)


def commit(
    *, enrolment_uuid: UUID, resource_uuid: UUID, kept: Commit, device: str, actor: Actor, at: datetime
) -> Committed:
    """Keep what a part of a package of the actor's own enrolment said; complete the resource when its policy is met.

    Sent twice, counted once; an older number than the newest of its session changes nothing.
    """
    day, second = progress.seconds_of_day(at)
    with connection.cursor() as cursor:
        COMMIT.run(
            cursor,
            {
                "enrolment": str(enrolment_uuid), "resource": str(resource_uuid), "person": actor.person_id,
                "session": str(kept.session), "sco": kept.sco, "sequence": kept.sequence, "device": device, "at": at,
                "day": day, "second": second, "active": min(kept.active, progress.LONGEST),
                "said_seconds": kept.said_seconds, "completion": kept.said.completion, "success": kept.said.success,
                "score": kept.said.score, "measure": kept.said.measure, "score_raw": kept.score_raw,
                "score_min": kept.score_min, "score_max": kept.score_max, "location": kept.location,
                "suspend_data": kept.suspend_data, "exit": kept.exit, "objectives": _json(kept.objectives),
                "preferences": _json(kept.preferences), "interactions": json.dumps(list(kept.interactions)),
            },
        )  # fmt: skip
        row = cursor.fetchone()
    if row is None:
        raise PackageRefused("NOT_ENROLLED")
    (enrolment_id, resource_id, minutes, policy, pass_score, parts, completed_at, seen, position, is_part, session_id,
     completion, success, score, measure, others) = row  # fmt: skip
    if not is_part:
        raise PackageRefused("NO_SUCH_PART")
    is_kept = session_id is not None
    said = {name: Said(*values) for name, values in (others or {}).items()}
    if is_kept:
        said[kept.sco] = Said(completion, success, score, measure)
    elif not ScoSession.objects.filter(uuid=kept.session, enrolment_id=enrolment_id, sco=kept.sco).exists():
        raise PackageRefused("NOT_YOUR_SESSION")
    pieces, said = pieces_of(json.loads(parts), said)
    decision = rules.decide(Terms(policy, pass_score, minutes), pieces, said, active_seconds=seen)
    if not completed_at:
        if decision.is_done:
            complete_resource(
                enrolment_id=enrolment_id, resource_id=resource_id, score=decision.score, actor=actor, at=at
            )
        elif decision.percent > position:
            _show(enrolment_id, resource_id, decision.percent)
    return Committed(
        is_kept=is_kept,
        is_current=is_kept and session_id == kept.session,
        is_complete=bool(completed_at) or decision.is_done,
        decision=decision,
        pieces=pieces,
        said=said,
    )


def _json(value: Any) -> str | None:
    return None if value is None else json.dumps(value)


def _show(enrolment_id: int, resource_id: int, percent: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE courses_resourceprogress SET position = greatest(position, %s)"
            " WHERE enrolment_id = %s AND resource_id = %s",
            [percent, enrolment_id, resource_id],
        )
