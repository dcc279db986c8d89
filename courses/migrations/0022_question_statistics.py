"""Statistics of questions, with every attempt that was marked so far in them."""

import django.db.models.deletion
from django.db import migrations, models

from core.database.operations import AddingTogether
from core.tenancy.fences import Organisational
from core.tenancy.operations import ApplyFence

# What courses.statistics.actions adds for each new attempt, here for all there are.
COUNT_ALL = """
WITH item AS (
    SELECT (q.value ->> 'version')::bigint AS version_id, a.response, a.numerator::float8 / a.denominator AS x,
           sum(a.numerator::float8 / a.denominator) OVER w AS total, count(*) OVER w AS size
    FROM courses_attempt t
    CROSS JOIN jsonb_array_elements(t.questions) WITH ORDINALITY AS q(value, position)
    JOIN courses_answer a ON a.attempt_id = t.id AND a.position = q.position AND a.numerator IS NOT NULL
    WHERE t.submitted_at IS NOT NULL AND NOT t.is_practice
    WINDOW w AS (PARTITION BY t.id)
), marked AS (
    SELECT v.id, v.owner_id, item.response, item.x,
           CASE WHEN size > 1 THEN (total - x) / (size - 1) ELSE 0 END AS y
    FROM item JOIN courses_questionversion v ON v.id = item.version_id
), sums AS (
    INSERT INTO courses_itemstatistic
        (question_version_id, owner_id, attempts, answered, sum_x, sum_xx, sum_y, sum_yy, sum_xy)
    SELECT id, owner_id, count(*), count(*) FILTER (WHERE response <> '{}'), sum(x), sum(x * x), sum(y), sum(y * y),
           sum(x * y)
    FROM marked GROUP BY id, owner_id
)
INSERT INTO courses_itemchoice (question_version_id, owner_id, option, count)
SELECT id, owner_id, option, count(*) FROM marked
CROSS JOIN jsonb_array_elements_text(CASE WHEN response ? 'chosen' THEN response -> 'chosen' ELSE '[]' END) AS o(option)
GROUP BY id, owner_id, option
"""


class Migration(AddingTogether):
    dependencies = [
        ("courses", "0021_sections_of_papers"),
        ("institutions", "0002_nobody_grants_to_himself"),
    ]

    operations = [
        migrations.CreateModel(
            name="ItemStatistic",
            fields=[
                (
                    "question_version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="courses.questionversion",
                    ),
                ),
                ("attempts", models.PositiveIntegerField()),
                ("answered", models.PositiveIntegerField()),
                ("sum_x", models.FloatField()),
                ("sum_xx", models.FloatField()),
                ("sum_y", models.FloatField()),
                ("sum_yy", models.FloatField()),
                ("sum_xy", models.FloatField()),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ItemChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("option", models.CharField(max_length=20)),
                ("count", models.PositiveIntegerField()),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.organisation"
                    ),
                ),
                (
                    "question_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="courses.questionversion"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("question_version", "option"), name="item_choice_once")
                ],
            },
        ),
        ApplyFence("courses_itemstatistic", Organisational(organisation="owner_id")),
        ApplyFence("courses_itemchoice", Organisational(organisation="owner_id")),
        migrations.RunSQL(COUNT_ALL, migrations.RunSQL.noop),
    ]
