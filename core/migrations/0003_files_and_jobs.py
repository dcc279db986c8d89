import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from core.database.operations import AddingTogether
from core.tenancy.fences import Personal
from core.tenancy.operations import ApplyFence


class Migration(AddingTogether):
    dependencies = [
        ("core", "0002_idempotency_keys"),
    ]

    operations = [
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("kind", models.CharField(max_length=100)),
                ("title", models.CharField(max_length=300)),
                ("language", models.CharField(default="en", max_length=10)),
                ("params", models.JSONField(default=dict)),
                ("person_id", models.BigIntegerField(null=True)),
                ("user_id", models.BigIntegerField(null=True)),
                ("actor_name", models.CharField(max_length=200)),
                ("organisation_id", models.BigIntegerField(null=True)),
                ("scope_person_id", models.BigIntegerField(null=True)),
                (
                    "scope_organisation_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                (
                    "scope_above_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                ("scope_is_national", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting to start"),
                            ("running", "Running"),
                            ("finished", "Finished"),
                            ("failed", "Stopped by a problem"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="waiting",
                        max_length=20,
                    ),
                ),
                ("steps", models.JSONField(default=list)),
                ("step", models.PositiveSmallIntegerField(default=0)),
                ("total", models.PositiveIntegerField(null=True)),
                ("done", models.PositiveIntegerField(default=0)),
                ("refused", models.PositiveIntegerField(default=0)),
                ("cursor", models.JSONField(null=True)),
                ("result", models.JSONField(null=True)),
                ("failure", models.CharField(blank=True, max_length=500)),
                ("lease", models.UUIDField(null=True)),
                ("heartbeat_at", models.DateTimeField(null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("cancel_requested_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person_id", "-created_at"], name="job_by_person"),
                    models.Index(fields=["organisation_id", "-created_at"], name="job_by_organisation"),
                    models.Index(
                        condition=models.Q(("state__in", ["waiting", "running"])),
                        fields=["heartbeat_at"],
                        name="job_under_way",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("kind", models.CharField(max_length=60)),
                ("name", models.CharField(max_length=255)),
                ("content_type", models.CharField(max_length=100)),
                ("size", models.BigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("key", models.CharField(max_length=200, unique=True)),
                ("person_id", models.BigIntegerField(null=True)),
                ("organisation_id", models.BigIntegerField(null=True)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation_id", "-created_at"], name="file_by_organisation"),
                    models.Index(fields=["person_id", "-created_at"], name="file_by_person"),
                ],
            },
        ),
        migrations.CreateModel(
            name="JobError",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("row", models.PositiveIntegerField(null=True)),
                ("field", models.CharField(blank=True, max_length=100)),
                ("value", models.CharField(blank=True, max_length=500)),
                ("sentence", models.CharField(max_length=500)),
                ("person_id", models.BigIntegerField(null=True)),
                ("organisation_id", models.BigIntegerField(null=True)),
                (
                    "job",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="errors", to="core.job"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["job", "row"], name="job_errors_in_order")],
            },
        ),
        ApplyFence("core_job", Personal(person="person_id", organisation="organisation_id")),
        ApplyFence("core_joberror", Personal(person="person_id", organisation="organisation_id")),
        ApplyFence("core_storedfile", Personal(person="person_id", organisation="organisation_id")),
    ]
