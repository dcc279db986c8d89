"""Adding marked attempts to the statistics. One statement for a batch of attempts, as the platform."""

from collections.abc import Sequence

from django.db import connection

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
        cursor.execute(FOLD, {"attempts": list(attempt_ids)})
