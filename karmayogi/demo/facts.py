"""The demo's history as rows: enrolments as they were decided, and all that follows from them, each in one statement.

The statements say what the actions of courses and competencies write, without announcing it: nobody is told today of a
certificate of two years ago. The invariants of the nightly check hold over it (tests/demo/test_history.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random

from django.db import connection

from courses.certificates.rules import RANDOM_BITS, number_of
from karmayogi.demo.cast import CAST, EMAIL_DOMAIN


@dataclass(frozen=True, slots=True)
class CourseOffered:
    code: str
    offering_id: int
    parts: int
    published_at: datetime


@dataclass(frozen=True, slots=True)
class Learner:
    """An official. `key`: the name in the cast, "" for a colleague. `posts`: (office, first day), in order."""

    person_id: int
    key: str
    code: str
    office: str
    office_id: int
    since: date
    posts: tuple[tuple[int, date], ...] = ()

    def office_on(self, day: date) -> int:
        return next((office for office, since in reversed(self.posts) if since <= day), self.office_id)


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of an enrolment; with neither time it is still open, `parts_done` of the way."""

    completed_at: datetime | None = None
    withdrawn_at: datetime | None = None
    reason: str = ""
    parts_done: int = 0

    @property
    def state(self) -> str:
        return "completed" if self.completed_at else "withdrawn" if self.withdrawn_at else "open"


@dataclass(frozen=True, slots=True)
class Taken:
    person_id: int
    office_id: int
    offering_id: int
    opened_at: datetime
    fate: Fate = field(default_factory=Fate)


def is_anybody_enrolled() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM courses_enrolment)")
        return bool(cursor.fetchone()[0])


def courses_offered() -> list[CourseOffered]:
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT f.code, f.id, (SELECT count(*) FROM courses_resource r WHERE r.version_id = v.id), v.published_at
               FROM courses_offering f JOIN courses_courseversion v ON v.id = f.published_version_id ORDER BY f.code"""
        )
        return [CourseOffered(*row) for row in cursor.fetchall()]


def learners() -> list[Learner]:
    """Everybody with a posting, in the order of their codes."""
    keys = {f"{person.key}@{EMAIL_DOMAIN}": person.key for person in CAST}
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT f.person_id, f.email, f.employee_code, o.code, o.id, min(p.active_from),
                      array_agg(p.organisation_id ORDER BY p.active_from), array_agg(p.active_from ORDER BY p.active_from)
               FROM ehrms_official f JOIN institutions_organisation o ON o.id = f.home_organisation_id
               JOIN ehrms_posting p ON p.official_id = f.id GROUP BY f.id, o.id ORDER BY f.employer_id, f.employee_code"""
        )
        return [
            Learner(person, keys.get(email, ""), code, office, office_id, since, tuple(zip(places, days, strict=True)))
            for person, email, code, office, office_id, since, places, days in cursor.fetchall()
        ]


# The parts of each version in their order, with the minutes and the percentage up to and including each.
PARTS = """
WITH part AS (
    SELECT r.version_id, r.id, r.uuid, r.kind, r.length, r.minutes, row_number() OVER w AS place,
           sum(r.minutes) OVER w AS minutes_so_far, count(*) OVER (PARTITION BY r.version_id) AS parts,
           least(99, 100 * sum(r.minutes) OVER w / v.minutes)::int AS percent
    FROM courses_resource r JOIN courses_module m ON m.id = r.module_id JOIN courses_courseversion v ON v.id = r.version_id
    WINDOW w AS (PARTITION BY r.version_id ORDER BY m.position, r.position)
)
"""
PERCENT = "CASE t.state WHEN 'completed' THEN 100 ELSE coalesce(part.percent, 0) END"
ENROL = f"""{PARTS}
INSERT INTO courses_enrolment (uuid, person_id, organisation_id, home_organisation_id, provider_id, batch_id, offering_id,
    version_id, state, progress, created_at, opened_at, completed_at, withdrawn_at, withdrawal_reason)
SELECT gen_random_uuid(), t.person, t.office, p.home_organisation_id, b.owner_id, b.id, b.offering_id, b.version_id,
       t.state, {PERCENT}, t.opened, t.opened, t.completed, t.withdrawn, t.reason
FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::timestamptz[], %s::text[], %s::int[], %s::timestamptz[],
            %s::timestamptz[], %s::text[]) AS t(person, office, offering, opened, state, parts, completed, withdrawn, reason)
JOIN accounts_person p ON p.id = t.person JOIN courses_batch b ON b.offering_id = t.offering AND b.is_default
LEFT JOIN part ON part.version_id = b.version_id AND part.place = t.parts
ORDER BY t.opened, t.person
"""


def enrol(taken: Sequence[Taken]) -> None:
    fates = [one.fate for one in taken]
    with connection.cursor() as cursor:
        cursor.execute(
            ENROL,
            [
                [one.person_id for one in taken], [one.office_id for one in taken], [one.offering_id for one in taken],
                [one.opened_at for one in taken], [fate.state for fate in fates], [fate.parts_done for fate in fates],
                [fate.completed_at for fate in fates], [fate.withdrawn_at for fate in fates],
                [fate.reason for fate in fates],
            ],
        )  # fmt: skip


def untouched() -> list[tuple[int, str, int, datetime]]:
    """Enrolments that plans made, of colleagues: id, employee code and course, parts, since when."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT e.id, f.employee_code || ' ' || e.offering_id,
                      (SELECT count(*) FROM courses_resource r WHERE r.version_id = e.version_id), e.opened_at
               FROM courses_enrolment e JOIN ehrms_official f ON f.person_id = e.person_id
               WHERE e.state = 'open' AND e.progress = 0 AND NOT f.email = ANY(%s)
                 AND EXISTS (SELECT FROM courses_assignment a WHERE a.person_id = e.person_id
                             AND a.offering_id = e.offering_id AND a.assigned_at = e.opened_at) ORDER BY e.id""",
            [[f"{person.key}@{EMAIL_DOMAIN}" for person in CAST]],
        )
        return cursor.fetchall()


DECIDE = f"""{PARTS}
UPDATE courses_enrolment e SET state = t.state, progress = {PERCENT}, completed_at = t.completed,
    withdrawn_at = t.withdrawn, withdrawal_reason = t.reason
FROM unnest(%s::bigint[], %s::text[], %s::int[], %s::timestamptz[], %s::timestamptz[], %s::text[])
         AS t(id, state, parts, completed, withdrawn, reason)
JOIN courses_enrolment before USING (id) LEFT JOIN part ON part.version_id = before.version_id AND part.place = t.parts
WHERE e.id = t.id
"""


def decide(fates: Sequence[tuple[int, Fate]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            DECIDE,
            [
                [enrolment_id for enrolment_id, _fate in fates], [fate.state for _id, fate in fates],
                [fate.parts_done for _id, fate in fates], [fate.completed_at for _id, fate in fates],
                [fate.withdrawn_at for _id, fate in fates], [fate.reason for _id, fate in fates],
            ],
        )  # fmt: skip


# A quiz of five questions, passed with three: the same result for an enrolment wherever it is told.
SCORE = "(ARRAY[60, 80, 80, 80, 100, 100])[1 + mod(e.id * 7919, 6)]"
# One part after the other: the first half when it was begun, the second just before it was completed.
PARTS_REACHED = f"""
{PARTS}
INSERT INTO courses_resourceprogress (uuid, enrolment_id, resource_id, person_id, organisation_id, home_organisation_id,
    opened_at, updated_at, seen, position, score, completed_at)
SELECT gen_random_uuid(), e.id, part.id, e.person_id, e.organisation_id, e.home_organisation_id,
       moment.ended - part.minutes * interval '1 minute', moment.ended,
       CASE WHEN part.kind IN ('video', 'audio', 'pdf') THEN int4multirange(int4range(0, part.length)) ELSE '{{}}' END,
       CASE WHEN part.kind IN ('video', 'audio', 'pdf') THEN part.length ELSE 0 END,
       CASE WHEN part.kind = 'quiz' THEN {SCORE} END, moment.ended
FROM courses_enrolment e JOIN part ON part.version_id = e.version_id JOIN courses_courseversion v ON v.id = e.version_id,
     LATERAL (SELECT CASE WHEN e.state = 'completed' AND part.place > part.parts / 2
                          THEN e.completed_at - (v.minutes - part.minutes_so_far) * interval '1 minute'
                          ELSE e.opened_at + part.minutes_so_far * interval '1 minute' END AS ended) AS moment
WHERE e.state = 'completed' OR part.percent <= e.progress
"""
LEARNING_DAYS = """
INSERT INTO courses_learningday (person_id, day, active)
SELECT person_id, moment::date, range_agg(int4range(greatest(0, second - minutes * 60), second))
FROM (SELECT p.person_id, r.minutes, p.updated_at AT TIME ZONE 'Asia/Kolkata' AS moment,
             extract(epoch FROM (p.updated_at AT TIME ZONE 'Asia/Kolkata')::time)::int AS second
      FROM courses_resourceprogress p JOIN courses_resource r ON r.id = p.resource_id) AS part
GROUP BY 1, 2
"""
COMPLETIONS = f"""
{PARTS}
INSERT INTO courses_completion (uuid, enrolment_id, person_id, organisation_id, home_organisation_id, provider_id,
    offering_id, version_id, grade, score, minutes, evidence, completed_at)
SELECT gen_random_uuid(), e.id, e.person_id, e.organisation_id, e.home_organisation_id, e.provider_id, e.offering_id,
       e.version_id, 'B', {SCORE}, v.minutes,
       jsonb_build_object('rule', v.completion_rule, 'leaves',
           (SELECT jsonb_agg(jsonb_build_object('resource', p.uuid, 'kind', p.kind, 'is_complete', true,
                                                'score', CASE WHEN p.kind = 'quiz' THEN {SCORE} END) ORDER BY p.place)
            FROM part p WHERE p.version_id = e.version_id)), e.completed_at
FROM courses_enrolment e JOIN courses_courseversion v ON v.id = e.version_id
WHERE e.state = 'completed' ORDER BY e.completed_at, e.id
"""
ATTAINMENTS = """
INSERT INTO competencies_attainment (uuid, person_id, competency_id, level, kind, evidence, evidence_hi, source,
    organisation_id, home_organisation_id, attained_at)
SELECT gen_random_uuid(), k.person_id, c.competency_id, c.level, 'course', v.title, v.title_hi, k.uuid, k.organisation_id,
       k.home_organisation_id, k.completed_at
FROM courses_completion k JOIN courses_courseversion v ON v.id = k.version_id
JOIN courses_versioncompetency c ON c.version_id = v.id ORDER BY k.id, c.id
"""
CERTIFICATES = """
WITH shown AS (
    SELECT t.version_id, jsonb_agg(jsonb_build_object('name', c.name, 'name_hi', c.name_hi, 'theme', a.name,
               'theme_hi', a.name_hi, 'area', c.area, 'level', t.level) ORDER BY t.level DESC, c.place) AS competencies
    FROM courses_versioncompetency t JOIN competencies_competency c ON c.id = t.competency_id
    JOIN competencies_competency a ON a.id = c.parent_id GROUP BY t.version_id
), facts AS (
    SELECT k.*, row_number() OVER (ORDER BY k.id) AS place, (k.completed_at AT TIME ZONE 'Asia/Kolkata')::date AS day
    FROM courses_completion k
)
INSERT INTO courses_certificate (uuid, number, person_id, organisation_id, home_organisation_id, provider_id, offering_id,
    completion_uuid, content, state, completed_at, issued_at, revocation_reason, revocation_note, document_key,
    document_sha256, document_size)
SELECT gen_random_uuid(), n.number, k.person_id, k.organisation_id, k.home_organisation_id, k.provider_id, k.offering_id,
       k.uuid,
       jsonb_build_object('name', p.full_name, 'name_hi', p.full_name_hi, 'post', coalesce(d.name, ''),
           'post_hi', coalesce(d.name_hi, ''), 'organisation', o.name, 'organisation_hi', o.name_hi, 'course', v.title,
           'course_hi', v.title_hi, 'version', v.number, 'minutes', k.minutes,
           'competencies', coalesce(s.competencies, '[]'), 'grade', k.grade,
           'band', CASE WHEN k.score >= 90 THEN '[90, 100]'::jsonb WHEN k.score >= 75 THEN '[75, 89]'
                        WHEN k.score >= 60 THEN '[60, 74]' END,
           'provider', w.name, 'provider_hi', w.name_hi, 'completed_on', k.day),
       'issued', k.completed_at, k.completed_at + interval '20 seconds', '', '', '', '', 0
FROM facts k JOIN unnest(%s::text[]) WITH ORDINALITY AS n(number, place) ON n.place = k.place
JOIN accounts_person p ON p.id = k.person_id JOIN institutions_organisation o ON o.id = k.organisation_id
JOIN courses_courseversion v ON v.id = k.version_id JOIN institutions_organisation w ON w.id = v.owner_id
LEFT JOIN shown s ON s.version_id = v.id
LEFT JOIN ehrms_posting h ON h.person_id = k.person_id AND h.active_from <= k.day
                         AND (h.active_to IS NULL OR h.active_to > k.day)
LEFT JOIN institutions_designation d ON d.id = h.designation_id
ORDER BY k.id
"""
FACES = """
INSERT INTO courses_certificateface (number, provider_id, content, state, issued_at, revocation_reason)
SELECT number, provider_id, content, state, issued_at, '' FROM courses_certificate
"""


def derive_progress() -> None:
    """The parts and days of learning of all enrolments: called once, when nothing of it is there."""
    with connection.cursor() as cursor:
        cursor.execute(PARTS_REACHED)
        cursor.execute(LEARNING_DAYS)


def derive_completions() -> None:
    """For all enrolments that were completed: called once, when there is none."""
    with connection.cursor() as cursor:
        cursor.execute(COMPLETIONS)


def derive_certificates() -> None:
    """What follows from completions, for all of them: called once, when nothing of it is there."""
    with connection.cursor() as cursor:
        cursor.execute(ATTAINMENTS)
        cursor.execute("SELECT count(*) FROM courses_completion")
        chance = Random("certificates")  # noqa: S311 (numbers of made-up certificates)
        numbers = list({number_of(chance.getrandbits(RANDOM_BITS)): None for _one in range(cursor.fetchone()[0] + 10)})
        cursor.execute(CERTIFICATES, [numbers])
        cursor.execute(FACES)
