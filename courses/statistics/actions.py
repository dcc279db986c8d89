"""Adding marked attempts, and what packages told, to the statistics. One statement for a batch, as the platform."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from courses.statistics.models import ItemChoice, ItemStatistic

SETTLED = timedelta(minutes=30)  # an answer that stood so long is counted as it is
MOST_AT_ONCE = 5000
ONE_COUNTER = 7_241_002  # an advisory lock's number: two at once would each take a learner for a new one

# The rest of an attempt is what its other questions earned on average. Rows are written in the order of their keys, so
# that two workers cannot wait for each other in a circle.
FOLD = """
WITH item AS (
    SELECT (q.value ->> 'version')::bigint AS version_id, a.response,
           a.numerator::float8 / a.denominator AS x,
           sum(a.numerator::float8 / a.denominator) OVER w AS total, count(*) OVER w AS size
    FROM courses_attempt t
    CROSS JOIN jsonb_array_elements(t.questions) WITH ORDINALITY AS q(value, position)
    JOIN courses_answer a ON a.attempt_id = t.id AND a.position = q.position AND a.numerator IS NOT NULL
    WHERE t.id = ANY(%(attempts)s) AND t.submitted_at IS NOT NULL AND NOT t.is_practice
    WINDOW w AS (PARTITION BY t.id)
), marked AS (
    SELECT v.id, v.owner_id, item.response, item.x,
           CASE WHEN size > 1 THEN (total - x) / (size - 1) ELSE 0 END AS y
    FROM item JOIN courses_questionversion v ON v.id = item.version_id
    WHERE %(versions)s::bigint[] IS NULL OR v.id = ANY(%(versions)s::bigint[])
), sums AS (
    INSERT INTO courses_itemstatistic AS s
        (question_version_id, owner_id, attempts, answered, sum_x, sum_xx, sum_y, sum_yy, sum_xy)
    SELECT id, owner_id, count(*), count(*) FILTER (WHERE response <> '{}'), sum(x), sum(x * x), sum(y), sum(y * y),
           sum(x * y)
    FROM marked GROUP BY id, owner_id ORDER BY id
    ON CONFLICT (question_version_id) DO UPDATE SET
        attempts = s.attempts + excluded.attempts, answered = s.answered + excluded.answered,
        sum_x = s.sum_x + excluded.sum_x, sum_xx = s.sum_xx + excluded.sum_xx, sum_y = s.sum_y + excluded.sum_y,
        sum_yy = s.sum_yy + excluded.sum_yy, sum_xy = s.sum_xy + excluded.sum_xy
)
INSERT INTO courses_itemchoice AS c (question_version_id, owner_id, option, count)
SELECT id, owner_id, option, count(*) FROM marked
CROSS JOIN jsonb_array_elements_text(CASE WHEN response ? 'chosen' THEN response -> 'chosen' ELSE '[]' END) AS o(option)
GROUP BY id, owner_id, option ORDER BY id, option
ON CONFLICT (question_version_id, option) DO UPDATE SET count = c.count + excluded.count
"""


def fold(*, attempt_ids: Sequence[int]) -> None:
    """Count these attempts. Each must be given once: the relay moves its position in the same transaction."""
    with connection.cursor() as cursor:
        cursor.execute(FOLD, {"attempts": list(attempt_ids), "versions": None})


# Of a wording whose key was corrected, and of all that are asked beside it: the rest of their attempts is another now.
BESIDE = """
SELECT DISTINCT o.question_version_id FROM courses_paperquestion q
JOIN courses_paperquestion o ON o.paper_id = q.paper_id WHERE q.question_version_id = %s
"""
# Those marked, but not heard of yet, are counted when they are heard of.
TO_RECOUNT = """
SELECT t.id FROM courses_attempt t
WHERE t.paper_id IN (SELECT paper_id FROM courses_paperquestion WHERE question_version_id = ANY(%(versions)s))
    AND t.submitted_at IS NOT NULL AND NOT t.is_practice AND (t.id = ANY(%(heard)s) OR t.id NOT IN (
        SELECT (payload ->> 'attempt_id')::bigint FROM core_outboxevent
        WHERE topic = %(topic)s AND id > %(position)s
    ))
"""


def recount(*, version_id: int, heard: Sequence[int], topic: str, position: int) -> None:
    """Count a wording and those beside it anew. `position`: of the subscriber, before the events now being handled;
    `heard`: the attempts that are among them."""
    with connection.cursor() as cursor:
        cursor.execute(BESIDE, [version_id])
        versions = [pk for (pk,) in cursor.fetchall()]
        known: dict[str, Any] = {"versions": versions, "heard": list(heard), "topic": topic, "position": position}
        cursor.execute(TO_RECOUNT, known)
        attempts = [pk for (pk,) in cursor.fetchall()]
        ItemStatistic.objects.filter(pk__in=versions).delete()
        ItemChoice.objects.filter(question_version_id__in=versions).delete()
        cursor.execute(FOLD, {"attempts": attempts, "versions": versions})


# A learner is new to a question, or to a response, when nothing counted before is theirs: in any session, in any
# version of the course that has the same files.
FOLD_PACKAGED = """
WITH waiting AS (
    SELECT id FROM courses_scointeraction
    WHERE NOT is_counted AND received_at < %(before)s AND (response <> '' OR result <> '')
    ORDER BY id LIMIT %(most)s FOR UPDATE SKIP LOCKED
), due AS (
    UPDATE courses_scointeraction i SET is_counted = true FROM waiting WHERE i.id = waiting.id
    RETURNING i.id, i.session_id, i.person_id, i.number, i.kind, i.description, i.latency_seconds,
        coalesce(nullif(i.identifier, ''), '#' || i.number) AS said, left(i.response, 250) AS response,
        lower(i.result) = 'correct' AS is_right,
        lower(i.result) IN ('correct', 'wrong', 'incorrect', 'unanticipated') AS is_judged
), told AS (
    SELECT due.*, s.sco, p.owner_id, p.prefix,
        CASE WHEN length(said) > 255 THEN left(said, 220) || '…' || md5(said) ELSE said END AS identifier,
        EXISTS (
            SELECT 1 FROM courses_scosession os JOIN courses_package op ON op.resource_id = os.resource_id
            JOIN courses_scointeraction o ON o.session_id = os.uuid
            WHERE os.person_id = due.person_id AND os.sco = s.sco AND op.prefix = p.prefix AND o.is_counted
                AND coalesce(nullif(o.identifier, ''), '#' || o.number) = said
        ) AS is_known,
        EXISTS (
            SELECT 1 FROM courses_scosession os JOIN courses_package op ON op.resource_id = os.resource_id
            JOIN courses_scointeraction o ON o.session_id = os.uuid
            WHERE os.person_id = due.person_id AND os.sco = s.sco AND op.prefix = p.prefix AND o.is_counted
                AND coalesce(nullif(o.identifier, ''), '#' || o.number) = said AND left(o.response, 250) = due.response
        ) AS is_known_response
    FROM due JOIN courses_scosession s ON s.uuid = due.session_id
    JOIN courses_package p ON p.resource_id = s.resource_id
), sums AS (
    INSERT INTO courses_packagedquestion AS q (owner_id, prefix, sco, identifier, number, kind, description, learners,
        answers, judged, "right", latency, timed)
    SELECT owner_id, prefix, sco, identifier, min(number), coalesce(max(kind), ''), coalesce(max(description), ''),
        count(DISTINCT person_id) FILTER (WHERE NOT is_known), count(*), count(*) FILTER (WHERE is_judged),
        count(*) FILTER (WHERE is_right), coalesce(sum(latency_seconds), 0), count(latency_seconds)
    FROM told GROUP BY owner_id, prefix, sco, identifier ORDER BY prefix, sco, identifier
    ON CONFLICT (prefix, sco, identifier) DO UPDATE SET
        number = least(q.number, excluded.number), kind = coalesce(nullif(excluded.kind, ''), q.kind),
        description = coalesce(nullif(excluded.description, ''), q.description),
        learners = q.learners + excluded.learners, answers = q.answers + excluded.answers,
        judged = q.judged + excluded.judged, "right" = q."right" + excluded."right",
        latency = q.latency + excluded.latency, timed = q.timed + excluded.timed
    RETURNING id, prefix, sco, identifier
), chosen AS (
    INSERT INTO courses_packagedresponse AS r (question_id, owner_id, response, learners, count, "right")
    SELECT sums.id, told.owner_id, response, count(DISTINCT person_id) FILTER (WHERE NOT is_known_response), count(*),
        count(*) FILTER (WHERE is_right)
    FROM told JOIN sums USING (prefix, sco, identifier) WHERE response <> ''
    GROUP BY sums.id, told.owner_id, response ORDER BY sums.id, response
    ON CONFLICT (question_id, response) DO UPDATE SET
        learners = r.learners + excluded.learners, count = r.count + excluded.count, "right" = r."right" + excluded."right"
)
SELECT count(*) FROM due
"""


def fold_packaged(*, at: datetime) -> int:
    """Count the answers that packages told and that stood for a while; returns how many. Again changes nothing.

    An answer changed after it was counted stays as it was counted.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_COUNTER])
        cursor.execute(FOLD_PACKAGED, {"before": at - SETTLED, "most": MOST_AT_ONCE})
        return int(cursor.fetchone()[0])
