"""Statistics of questions inside packages. What was answered so far is counted by the worker, in rounds."""

import django.db.models.deletion
from django.db import migrations, models

from core.database.operations import AddingTogether
from core.tenancy.fences import Organisational
from core.tenancy.operations import ApplyFence

OWNER = {"on_delete": django.db.models.deletion.PROTECT, "related_name": "+", "to": "institutions.organisation"}


class Migration(AddingTogether):
    dependencies = [("courses", "0026_where_a_part_was_last"), ("institutions", "0005_no_index_twice")]

    operations = [
        migrations.CreateModel(
            name="PackagedQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("prefix", models.CharField(max_length=100)),
                ("sco", models.CharField(max_length=255)),
                ("identifier", models.CharField(max_length=255)),
                ("number", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=20)),
                ("description", models.CharField(max_length=250)),
                ("learners", models.PositiveIntegerField()),
                ("answers", models.PositiveIntegerField()),
                ("judged", models.PositiveIntegerField()),
                ("right", models.PositiveIntegerField()),
                ("latency", models.BigIntegerField()),
                ("timed", models.PositiveIntegerField()),
                ("owner", models.ForeignKey(**OWNER)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("prefix", "sco", "identifier"), name="packaged_question_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="PackagedResponse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("response", models.CharField(max_length=250)),
                ("learners", models.PositiveIntegerField()),
                ("count", models.PositiveIntegerField()),
                ("right", models.PositiveIntegerField()),
                ("owner", models.ForeignKey(**OWNER)),
                (
                    "question",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="responses",
                        to="courses.packagedquestion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("question", "response"), name="packaged_response_once")
                ],
            },
        ),
        ApplyFence("courses_packagedquestion", Organisational(organisation="owner_id")),
        ApplyFence("courses_packagedresponse", Organisational(organisation="owner_id")),
        migrations.AddField("scointeraction", "is_counted", models.BooleanField(db_default=False, default=False)),
    ]
