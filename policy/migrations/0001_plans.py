import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from core.database.operations import AddingTogether
from core.tenancy.fences import Organisational, SharedDown
from core.tenancy.operations import ApplyFence


class Migration(AddingTogether):
    initial = True

    dependencies = [
        ("core", "0001_ground_floor"),
        ("accounts", "0001_person_and_user"),
        ("courses", "0001_learning"),
        ("institutions", "0001_tree_positions_roles"),
    ]

    operations = [
        migrations.CreateModel(
            name="CapacityBuildingPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("title", models.CharField(max_length=70)),
                ("title_hi", models.CharField(blank=True, max_length=70)),
                ("financial_year", models.CharField(max_length=7)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("published", "Published"), ("closed", "Closed")],
                        default="draft",
                        max_length=10,
                    ),
                ),
                (
                    "designation_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "audience_organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.organisation"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.organisation"
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PlanItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("organisation_id", models.BigIntegerField()),
                ("due_on", models.DateField()),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "offering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="courses.offering"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="policy.capacitybuildingplan",
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("organisation_id", models.BigIntegerField()),
                ("asked_at", models.DateTimeField()),
                ("job_uuid", models.UUIDField(null=True)),
                ("reached_person_id", models.BigIntegerField(default=0)),
                ("people", models.PositiveIntegerField(default=0)),
                ("assigned", models.PositiveIntegerField(default=0)),
                ("enrolled", models.PositiveIntegerField(default=0)),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="publications",
                        to="policy.capacitybuildingplan",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="capacitybuildingplan",
            index=models.Index(fields=["organisation", "-financial_year"], name="plans_of_organisation"),
        ),
        migrations.AddIndex(
            model_name="capacitybuildingplan",
            index=models.Index(
                condition=models.Q(("state", "published")), fields=["audience_organisation"], name="plans_by_audience"
            ),
        ),
        migrations.AddConstraint(
            model_name="planitem",
            constraint=models.UniqueConstraint(fields=("plan", "offering"), name="plan_offering_once"),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.UniqueConstraint(
                condition=models.Q(("finished_at", None)), fields=("plan",), name="one_publication_under_way"
            ),
        ),
        ApplyFence("policy_capacitybuildingplan", SharedDown(owner="organisation_id", shared_when="state <> 'draft'")),
        ApplyFence("policy_planitem", SharedDown(owner="organisation_id", shared_when="published_at IS NOT NULL")),
        ApplyFence("policy_publication", Organisational(organisation="organisation_id")),
    ]
