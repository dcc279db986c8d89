"""SCORM packages: when one is done, what its parts said, and what was said while a provider tried it."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from core.database.operations import AddingTogether
from core.tenancy.fences import Personal
from core.tenancy.operations import ApplyFence

LEARNER = Personal(person="person_id", organisation="organisation_id", home="home_organisation_id")


class Migration(AddingTogether):
    dependencies = [
        ("accounts", "0002_name_of_the_address"),
        ("courses", "0017_ratings"),
        ("institutions", "0002_nobody_grants_to_himself"),
    ]

    operations = [
        migrations.AddField(
            model_name="resource",
            name="pass_score",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="resource",
            name="status_policy",
            field=models.CharField(
                choices=[
                    ("status", "When every part calls itself completed or passed"),
                    ("score", "When its score is high enough"),
                    ("visited", "When every part was opened"),
                ],
                db_default="status",
                default="status",
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="ScoSession",
            fields=[
                ("uuid", models.UUIDField(primary_key=True, serialize=False)),
                ("sco", models.CharField(max_length=255)),
                ("home_organisation_id", models.BigIntegerField(db_index=True)),
                ("device", models.CharField(max_length=10)),
                ("sequence", models.PositiveIntegerField()),
                ("active", models.PositiveIntegerField()),
                ("said_seconds", models.PositiveIntegerField()),
                ("started_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
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
        ),
        migrations.CreateModel(
            name="ScoInteraction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("home_organisation_id", models.BigIntegerField(db_index=True)),
                ("number", models.PositiveIntegerField()),
                ("identifier", models.CharField(max_length=4000)),
                ("kind", models.CharField(max_length=20)),
                ("response", models.TextField()),
                ("correct", models.JSONField()),
                ("result", models.CharField(max_length=20)),
                ("weighting", models.FloatField(null=True)),
                ("latency_seconds", models.PositiveIntegerField(null=True)),
                ("description", models.CharField(max_length=250)),
                ("received_at", models.DateTimeField()),
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
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="interactions",
                        to="courses.scosession",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ScoState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sco", models.CharField(max_length=255)),
                ("home_organisation_id", models.BigIntegerField(db_index=True)),
                ("session_id", models.UUIDField()),
                ("session_started_at", models.DateTimeField()),
                ("completion", models.CharField(default="unknown", max_length=10)),
                ("success", models.CharField(default="unknown", max_length=10)),
                ("score", models.PositiveSmallIntegerField(null=True)),
                ("measure", models.FloatField(null=True)),
                ("score_raw", models.FloatField(null=True)),
                ("score_min", models.FloatField(null=True)),
                ("score_max", models.FloatField(null=True)),
                ("location", models.CharField(max_length=1000)),
                ("suspend_data", models.TextField()),
                ("exit", models.CharField(max_length=10)),
                ("objectives", models.JSONField()),
                ("preferences", models.JSONField()),
                ("opened_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
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
        ),
        migrations.CreateModel(
            name="ScoTrial",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("package", models.UUIDField()),
                ("sco", models.CharField(max_length=255)),
                ("session", models.UUIDField()),
                ("sequence", models.PositiveIntegerField()),
                ("active", models.PositiveIntegerField(default=0)),
                ("session_active", models.PositiveIntegerField(default=0)),
                ("kept", models.JSONField()),
                ("log", models.JSONField(default=list)),
                ("started_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="courses.resource"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="scosession",
            index=models.Index(fields=["enrolment", "resource", "sco", "-started_at"], name="sco_session_newest"),
        ),
        migrations.AddConstraint(
            model_name="scointeraction",
            constraint=models.UniqueConstraint(fields=("session", "number"), name="sco_interaction_once"),
        ),
        migrations.AddConstraint(
            model_name="scostate",
            constraint=models.UniqueConstraint(fields=("enrolment", "resource", "sco"), name="sco_state_once"),
        ),
        migrations.AddConstraint(
            model_name="scotrial",
            constraint=models.UniqueConstraint(fields=("resource", "person", "sco"), name="sco_trial_once"),
        ),
        ApplyFence("courses_scosession", LEARNER),
        ApplyFence("courses_scostate", LEARNER),
        ApplyFence("courses_scointeraction", LEARNER),
        ApplyFence("courses_scotrial", Personal(person="person_id", organisation="organisation_id")),
    ]
