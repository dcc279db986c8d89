"""Changes of the due date of a published item, with their reasons."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from core.database.operations import AddingTogether
from core.tenancy.fences import Organisational
from core.tenancy.operations import ApplyFence


class Migration(AddingTogether):
    dependencies = [("policy", "0001_plans")]

    operations = [
        migrations.CreateModel(
            name="DueDateChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("organisation_id", models.BigIntegerField()),
                ("was", models.DateField()),
                ("due_on", models.DateField()),
                ("reason", models.CharField(max_length=300)),
                ("person_name", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("job_uuid", models.UUIDField(null=True)),
                ("reached_person_id", models.BigIntegerField(default=0)),
                ("people", models.PositiveIntegerField(default=0)),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="due_date_changes",
                        to="policy.planitem",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["item", "-at"], name="due_date_changes_of_item")],
            },
        ),
        ApplyFence("policy_duedatechange", Organisational(organisation="organisation_id")),
    ]
