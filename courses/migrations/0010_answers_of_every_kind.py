"""Eight kinds of question; an answer keeps what was said in the shape of its question's kind, and the exact part of the marks it earned."""

from django.db import migrations, models

from core.database.operations import AddingTogether

# Answers of older attempts: the options they chose, and all or nothing of the marks.
CARRY_OVER = """
UPDATE courses_answer SET
    response = CASE WHEN cardinality(chosen) > 0 THEN jsonb_build_object('chosen', to_jsonb(chosen)) ELSE '{}' END,
    numerator = is_correct::int,
    denominator = CASE WHEN is_correct IS NOT NULL THEN 1 END
"""
CARRY_BACK = """
UPDATE courses_answer SET chosen = ARRAY(SELECT jsonb_array_elements_text(response -> 'chosen'))
WHERE response ? 'chosen'
"""


class Migration(AddingTogether):
    dependencies = [("courses", "0009_packages")]

    operations = [
        migrations.AlterField(
            "questionversion",
            "kind",
            models.CharField(
                choices=[
                    ("single", "One answer"),
                    ("multiple", "Several answers"),
                    ("true_false", "True or false"),
                    ("numeric", "A number"),
                    ("match", "Match"),
                    ("order", "Put in order"),
                    ("fill_in", "Fill in the gaps"),
                    ("short_text", "A short answer in words"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField("questionversion", "options", models.JSONField(default=list)),
        migrations.AddField("questionversion", "body", models.JSONField(default=dict)),
        migrations.AddField("questionversion", "is_partial", models.BooleanField(default=False)),
        migrations.AddField("answer", "response", models.JSONField(default=dict)),
        migrations.AddField("answer", "numerator", models.BigIntegerField(null=True)),
        migrations.AddField("answer", "denominator", models.BigIntegerField(null=True)),
        migrations.RunSQL(CARRY_OVER, CARRY_BACK),
        migrations.RemoveField("answer", "chosen"),
        migrations.AddConstraint(
            "answer",
            models.CheckConstraint(
                condition=models.Q(numerator__isnull=True, denominator__isnull=True)
                | models.Q(numerator__gte=0, denominator__gte=1, numerator__lte=models.F("denominator")),
                name="answer_earns_a_part",
            ),
        ),
    ]
