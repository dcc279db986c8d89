import uuid

import django.db.models.deletion
from django.db import migrations, models

from core.database.operations import AddingTogether
from core.tenancy.fences import National, Personal
from core.tenancy.operations import ApplyFence


class Migration(AddingTogether):
    initial = True

    dependencies = [
        ("core", "0001_ground_floor"),
        ("accounts", "0001_person_and_user"),
    ]

    operations = [
        migrations.CreateModel(
            name="Competency",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("code", models.SlugField(max_length=60, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("area", "Area"), ("theme", "Theme"), ("sub_theme", "Sub-theme")], max_length=10
                    ),
                ),
                (
                    "area",
                    models.CharField(
                        choices=[("behavioural", "Behavioural"), ("functional", "Functional"), ("domain", "Domain")],
                        max_length=12,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("name_hi", models.CharField(max_length=120)),
                ("place", models.PositiveSmallIntegerField()),
                ("version", models.CharField(max_length=20)),
                ("retired_at", models.DateTimeField(null=True)),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="competencies.competency",
                    ),
                ),
            ],
            options={
                "ordering": ["place"],
            },
        ),
        migrations.CreateModel(
            name="Attainment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("level", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("course", "Course completed"),
                            ("assessment", "Assessment passed"),
                            ("supervisor", "Confirmed by a supervisor"),
                            ("self", "Own statement"),
                        ],
                        max_length=12,
                    ),
                ),
                ("evidence", models.CharField(max_length=300)),
                ("evidence_hi", models.CharField(blank=True, max_length=300)),
                ("source", models.UUIDField()),
                ("organisation_id", models.BigIntegerField(null=True)),
                ("home_organisation_id", models.BigIntegerField(null=True)),
                ("attained_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                    ),
                ),
                (
                    "competency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="competencies.competency"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="competency",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "area"), ("parent", None)),
                    models.Q(("kind__in", ["theme", "sub_theme"]), ("parent__isnull", False)),
                    _connector="OR",
                ),
                name="only_areas_have_no_parent",
            ),
        ),
        migrations.AddIndex(
            model_name="attainment",
            index=models.Index(fields=["organisation_id", "attained_at"], name="attainment_where"),
        ),
        migrations.AddConstraint(
            model_name="attainment",
            constraint=models.UniqueConstraint(
                fields=("person", "competency", "level", "source"), name="attainment_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="attainment",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__range", (1, 5))), name="attainment_level_1_to_5"
            ),
        ),
        ApplyFence("competencies_competency", National()),
        ApplyFence(
            "competencies_attainment",
            Personal(person="person_id", organisation="organisation_id", home="home_organisation_id"),
        ),
    ]
