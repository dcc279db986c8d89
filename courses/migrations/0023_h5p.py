"""What H5P packages keep for a learner, and what they said: the learner's own, fenced as progress is."""

import django.db.models.deletion
from django.db import migrations, models

from core.database.operations import AddingTogether
from core.tenancy.fences import Personal
from core.tenancy.operations import ApplyFence

LEARNER = Personal(person="person_id", organisation="organisation_id", home="home_organisation_id")


class Migration(AddingTogether):
    dependencies = [
        ("accounts", "0002_name_of_the_address"),
        ("courses", "0022_question_statistics"),
        ("institutions", "0002_nobody_grants_to_himself"),
    ]

    operations = [
        migrations.CreateModel(
            name="H5PState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("home_organisation_id", models.BigIntegerField(db_index=True)),
                ("states", models.JSONField(default=dict)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("session", models.UUIDField()),
                ("sequence", models.PositiveIntegerField()),
                ("saved_at", models.DateTimeField()),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="courses.enrolment"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.organisation"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="courses.resource"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("enrolment", "resource"), name="h5p_state_once")],
            },
        ),
        migrations.CreateModel(
            name="H5PStatement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("home_organisation_id", models.BigIntegerField(db_index=True)),
                ("session", models.UUIDField()),
                ("sequence", models.PositiveIntegerField()),
                ("verb", models.CharField(max_length=20)),
                ("part", models.CharField(blank=True, max_length=64)),
                ("score", models.FloatField(null=True)),
                ("most", models.FloatField(null=True)),
                ("is_success", models.BooleanField(null=True)),
                ("response", models.CharField(blank=True, max_length=1000)),
                ("received_at", models.DateTimeField()),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="courses.enrolment"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.organisation"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="courses.resource"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["enrolment", "resource", "verb"], name="h5p_statements_of_resource")],
                "constraints": [
                    models.UniqueConstraint(fields=("enrolment", "session", "sequence"), name="h5p_statement_once")
                ],
            },
        ),
        ApplyFence("courses_h5pstate", LEARNER),
        ApplyFence("courses_h5pstatement", LEARNER),
    ]
