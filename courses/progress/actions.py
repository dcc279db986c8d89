"""Taking facts in, and settling a completion the moment it is reached."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from competencies import facade as competencies
from core.audit import entries as audit
from core.audit.actor import Actor
from core.outbox import events as outbox
from core.refusals import Refusal
from core.statements import Prepared, array
from courses.attempts import actions as attempts
from courses.attempts.models import Attempt
from courses.catalogue.models import CourseVersion, Offering, Resource, ResourceKind, VersionCompetency
from courses.enrolment.models import Completion, Enrolment, EnrolmentState
from courses.events import CourseCompleted, LearningStarted
from courses.progress import rules
from courses.progress.models import ResourceProgress
from courses.progress.queries import leaves_of


class ProgressRefused(Refusal):
    SENTENCES = {
        "NOT_ENROLLED": _("Enrol in the course first; then your reading counts."),
        "READ_LONGER": _("Take a little more time: you can mark this as done in %(seconds)s seconds."),
        "NOT_A_READING": _("A quiz is done by passing it."),
        "TOO_MANY_FACTS": _("More facts in one request than a player can have."),
    }


@dataclass(frozen=True, slots=True)
class Fact:
    """What a player saw: from a second or page up to another (exclusive), and where it stands."""

    resource: UUID
    start: int
    end: int
    position: int = 0


@dataclass(frozen=True, slots=True)
class Reached:
    """A resource after a batch of facts."""

    resource: str
    seen: int
    is_complete: bool


# One statement: facts kept once, cut to what the server's clock allows at the fastest speed, added to the state.
# A new session is allowed nothing yet: the clock starts when it is first heard of. One clock for all tabs of a person.
FOLD = Prepared(
    "progress_fold",
    """
WITH e AS (
    SELECT id, version_id, person_id, organisation_id, home_organisation_id FROM courses_enrolment
    WHERE uuid = %(enrolment)s AND person_id = %(person)s AND state IN ('open', 'completed')
), allowed AS (
    SELECT coalesce(extract(epoch FROM %(at)s::timestamptz - greatest(
        max(p.last_at), max(p.last_at) FILTER (WHERE p.uuid = %(session)s))), 0)
        * (count(*) FILTER (WHERE p.uuid = %(session)s)) AS seconds
    FROM courses_progresssession p WHERE p.person_id = %(person)s AND p.last_at > %(at)s::timestamptz - interval '1 day'
), s AS (
    INSERT INTO courses_progresssession AS p
        (uuid, enrolment_id, person_id, organisation_id, home_organisation_id, started_at, last_at)
    SELECT %(session)s::uuid, id, person_id, organisation_id, home_organisation_id, %(at)s::timestamptz, %(at)s::timestamptz FROM e
    ON CONFLICT (uuid) DO UPDATE SET last_at = greatest(p.last_at, excluded.last_at)
        WHERE p.enrolment_id = excluded.enrolment_id
    RETURNING uuid
), f AS (
    SELECT r.id AS resource_id, x.ord, x.position, least(x.lo, whole) AS lo, least(x.hi, whole) AS hi,
           CASE r.kind WHEN 'video' THEN 2.0 WHEN 'pdf' THEN 0.5 ELSE 1.0 END AS speed
    FROM e
    CROSS JOIN unnest(%(resources)s::uuid[], %(starts)s::int[], %(ends)s::int[], %(positions)s::int[])
        WITH ORDINALITY AS x(uuid, lo, hi, position, ord)
    JOIN courses_resource r ON r.uuid = x.uuid AND r.version_id = e.version_id AND r.kind <> 'quiz'
    CROSS JOIN LATERAL (SELECT coalesce(r.length, r.minutes * 60) AS whole) w
), g AS (
    SELECT f.*, allowed.seconds - coalesce(sum((hi - lo) / speed) OVER (
        ORDER BY ord ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS left_over
    FROM f, allowed
), ins AS (
    INSERT INTO courses_progressbatch
        (session_id, person_id, organisation_id, home_organisation_id, sequence, received_at, facts)
    SELECT s.uuid, e.person_id, e.organisation_id, e.home_organisation_id, %(sequence)s::int, %(at)s::timestamptz, %(facts)s::jsonb FROM s, e
    ON CONFLICT (session_id, sequence) DO NOTHING RETURNING id
), fold AS (
    SELECT resource_id, (array_agg(position ORDER BY ord DESC))[1] AS position,
           coalesce(range_agg(int4range(lo, least(hi, lo + floor(greatest(0, left_over) * speed)::int))), '{}') AS seen
    FROM g WHERE EXISTS (SELECT FROM ins) AND hi >= lo GROUP BY resource_id
), up AS (
    INSERT INTO courses_resourceprogress AS p (uuid, enrolment_id, resource_id, person_id, organisation_id,
        home_organisation_id, opened_at, updated_at, seen, position)
    SELECT gen_random_uuid(), e.id, fold.resource_id, e.person_id, e.organisation_id, e.home_organisation_id,
           %(at)s::timestamptz, %(at)s::timestamptz, fold.seen, fold.position
    FROM fold, e ORDER BY fold.resource_id
    ON CONFLICT (enrolment_id, resource_id) DO UPDATE
        SET seen = p.seen + excluded.seen, position = excluded.position,
            updated_at = greatest(p.updated_at, excluded.updated_at)
    RETURNING resource_id, seen, completed_at
)
SELECT e.id, up.resource_id, r.uuid::text, r.kind, r.length, up.completed_at,
       coalesce((SELECT sum(upper(x) - lower(x)) FROM unnest(up.seen) x), 0)::int
FROM e LEFT JOIN up ON true LEFT JOIN courses_resource r ON r.id = up.resource_id
""",
)


def fold(
    *,
    enrolment_uuid: UUID,
    session: UUID,
    sequence: int,
    facts: Sequence[Fact],
    raw: list[dict[str, Any]],
    actor: Actor,
    at: datetime,
) -> list[Reached]:
    """Keep a batch of facts of the actor's own enrolment. Sent twice, counted once.

    Completes videos and documents that were seen through; a text is finished by its reader (`read`).
    """
    if len(facts) > rules.MOST_FACTS:
        raise ProgressRefused("TOO_MANY_FACTS")
    # No savepoint of its own: one statement, inside the transaction that every scope is.
    with connection.cursor() as cursor:
        FOLD.run(
            cursor,
            {
                "enrolment": str(enrolment_uuid),
                "person": actor.person_id,
                "session": str(session),
                "sequence": sequence,
                "at": at,
                "resources": array([fact.resource for fact in facts]),
                "starts": array([fact.start for fact in facts]),
                "ends": array([fact.end for fact in facts]),
                "positions": array([fact.position for fact in facts]),
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
    return reached


OPEN = """
INSERT INTO courses_resourceprogress AS p (uuid, enrolment_id, resource_id, person_id, organisation_id,
    home_organisation_id, opened_at, updated_at)
VALUES (gen_random_uuid(), %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (enrolment_id, resource_id) DO UPDATE SET updated_at = greatest(p.updated_at, excluded.updated_at)
RETURNING opened_at
"""


@transaction.atomic
def open_resource(*, enrolment: Enrolment, resource: Resource, at: datetime) -> datetime:
    """Note that the resource is on the learner's screen, for resuming and for the clock. Returns when it first was."""
    with connection.cursor() as cursor:
        cursor.execute(
            OPEN,
            [
                enrolment.pk,
                resource.pk,
                enrolment.person_id,
                enrolment.organisation_id,
                enrolment.home_organisation_id,
                at,
                at,
            ],
        )
        return cursor.fetchone()[0]  # type: ignore[no-any-return]


CLOCK = """
SELECT min(p.opened_at), max(p.opened_at) FILTER (WHERE p.resource_id = %(resource)s),
       coalesce(json_agg(json_build_array(r.kind, r.minutes, r.length)) FILTER (WHERE p.completed_at IS NOT NULL), '[]')
FROM courses_resourceprogress p JOIN courses_resource r ON r.id = p.resource_id AND r.kind <> 'quiz'
WHERE p.enrolment_id = %(enrolment)s
"""


def time_left(*, enrolment: Enrolment, resource: Resource, at: datetime) -> int:
    """Seconds until the learner may say that the resource is done."""
    with connection.cursor() as cursor:
        cursor.execute(CLOCK, {"enrolment": enrolment.pk, "resource": resource.pk})
        first, opened, done = cursor.fetchone()
    return rules.time_left(
        needed=rules.needed_seconds(resource.kind, resource.minutes, resource.length),
        opened_at=opened or at,
        first_opened_at=first or at,
        spent_seconds=sum(rules.needed_seconds(kind, minutes, length) for kind, minutes, length in done),
        at=at,
    )


@transaction.atomic
def read(*, enrolment: Enrolment, resource: Resource, actor: Actor, at: datetime) -> Enrolment:
    """The learner says that a text, document or video is done; believed when the server's clock allows it."""
    enrolment = Enrolment.objects.lock(enrolment.pk)
    if enrolment.state not in (EnrolmentState.OPEN, EnrolmentState.COMPLETED):
        raise ProgressRefused("NOT_ENROLLED")
    if resource.kind == ResourceKind.QUIZ:
        raise ProgressRefused("NOT_A_READING")
    if ResourceProgress.objects.filter(enrolment=enrolment, resource=resource, completed_at__isnull=False).exists():
        return enrolment
    open_resource(enrolment=enrolment, resource=resource, at=at)
    if seconds := time_left(enrolment=enrolment, resource=resource, at=at):
        raise ProgressRefused("READ_LONGER", seconds=seconds)
    return complete_resource(enrolment_id=enrolment.pk, resource_id=resource.pk, score=None, actor=actor, at=at)


@transaction.atomic
def submit_attempt(
    *, attempt: Attempt, answers: Mapping[int, Sequence[int]] | None = None, actor: Actor, at: datetime
) -> Attempt:
    """Hand in an attempt: marked once; a result that passes completes the quiz, and perhaps the course."""
    attempt, is_marked_now = attempts.mark(attempt=attempt, answers=answers, actor=actor, at=at)
    if is_marked_now:
        enrolment = Enrolment.objects.lock(attempt.enrolment_id)
        resource = Resource.objects.get(pk=attempt.resource_id)
        open_resource(enrolment=enrolment, resource=resource, at=at)
        _keep_score(attempt)
        if attempt.is_passed:
            complete_resource(
                enrolment_id=enrolment.pk, resource_id=resource.pk, score=attempt.score, actor=actor, at=at
            )
    return attempt


def _keep_score(attempt: Attempt) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE courses_resourceprogress SET score = greatest(score, %s)"
            " WHERE enrolment_id = %s AND resource_id = %s",
            [attempt.score, attempt.enrolment_id, attempt.resource_id],
        )


@transaction.atomic
def complete_resource(
    *, enrolment_id: int, resource_id: int, score: int | None, actor: Actor, at: datetime
) -> Enrolment:
    """A leaf is done: lock the enrolment, count, and settle the course if the rule is met."""
    enrolment = Enrolment.objects.lock(enrolment_id)  # its own statement: see EnrolmentQuerySet.lock
    ResourceProgress.objects.filter(
        enrolment_id=enrolment_id, resource_id=resource_id, completed_at__isnull=True
    ).update(completed_at=at, updated_at=at)
    return settle(enrolment=enrolment, actor=actor, at=at)


def settle(*, enrolment: Enrolment, actor: Actor, at: datetime) -> Enrolment:
    """Decide by the rule of the pinned version. The enrolment is locked by the caller. Never backwards."""
    version = CourseVersion.objects.get(pk=enrolment.version_id)
    leaves = leaves_of(enrolment.pk, enrolment.version_id)
    verdict = rules.judge(version.completion_rule, leaves)
    is_first = enrolment.progress == 0
    if verdict.percent > enrolment.progress:
        enrolment.progress = verdict.percent
        enrolment.save(update_fields=["progress"])
    if enrolment.state != EnrolmentState.OPEN:
        return enrolment
    if verdict.is_complete:
        _complete(enrolment, version, verdict, leaves, actor, at)
    elif is_first:
        outbox.publish(
            LearningStarted(
                at=at,
                organisation_id=enrolment.organisation_id,
                offering_id=enrolment.offering_id,
                person_id=enrolment.person_id,
                enrolment_uuid=str(enrolment.uuid),
            )
        )
    return enrolment


def _complete(
    enrolment: Enrolment,
    version: CourseVersion,
    verdict: rules.Verdict,
    leaves: Mapping[str, rules.Leaf],
    actor: Actor,
    at: datetime,
) -> None:
    completion = Completion.objects.create(
        enrolment=enrolment,
        person_id=enrolment.person_id,
        organisation_id=enrolment.organisation_id,
        home_organisation_id=enrolment.home_organisation_id,
        provider_id=enrolment.provider_id,
        offering_id=enrolment.offering_id,
        version=version,
        grade=verdict.grade,
        score=verdict.score,
        minutes=version.minutes,
        evidence={
            "rule": version.completion_rule,
            "leaves": [
                {"resource": leaf.uuid, "kind": leaf.kind, "is_complete": leaf.is_complete, "score": leaf.score}
                for leaf in leaves.values()
            ],
        },
        completed_at=at,
    )
    enrolment.state = EnrolmentState.COMPLETED
    enrolment.completed_at = at
    enrolment.progress = 100
    enrolment.save(update_fields=["state", "completed_at", "progress"])
    audit.record(
        actor, "courses.enrolment.completed", enrolment, at, organisation_id=enrolment.organisation_id,
        grade=verdict.grade, version=version.number,
    )  # fmt: skip
    tags = VersionCompetency.objects.filter(version=version).values_list("competency_id", "level")
    competencies.record_attainments(
        person_id=enrolment.person_id,
        claims=[
            competencies.Claim(
                competency_id=competency_id,
                level=level,
                kind="course",
                evidence=version.title,
                evidence_hi=version.title_hi,
                source=completion.uuid,
            )
            for competency_id, level in tags
        ],
        actor=actor,
        at=at,
        organisation_id=enrolment.organisation_id,
        home_organisation_id=enrolment.home_organisation_id,
    )
    outbox.publish(
        CourseCompleted(
            at=at,
            organisation_id=enrolment.organisation_id,
            offering_id=enrolment.offering_id,
            offering_uuid=str(Offering.objects.values_list("uuid", flat=True).get(pk=enrolment.offering_id)),
            version_id=version.pk,
            enrolment_uuid=str(enrolment.uuid),
            completion_uuid=str(completion.uuid),
            person_id=enrolment.person_id,
            provider_id=enrolment.provider_id,
            grade=verdict.grade,
            minutes=version.minutes,
            score=verdict.score,
        )
    )
