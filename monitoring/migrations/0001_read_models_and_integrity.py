import django.db.models.deletion
from django.db import migrations, models

from core.database.operations import AddingTogether
from core.tenancy.fences import National, Organisational
from core.tenancy.operations import ApplyFence


class Migration(AddingTogether):
    initial = True

    dependencies = [
        ("core", "0001_ground_floor"),
        ("institutions", "0002_nobody_grants_to_himself"),
    ]

    operations = [
        migrations.CreateModel(
            name="IntegrityRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("started_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                ("checked", models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name="LeafHead",
            fields=[
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="institutions.organisation",
                    ),
                ),
                ("registered", models.IntegerField(default=0)),
                ("assigned", models.IntegerField(default=0)),
                ("assigned_done", models.IntegerField(default=0)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SubtreeHead",
            fields=[
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="institutions.organisation",
                    ),
                ),
                ("registered", models.IntegerField(default=0)),
                ("assigned", models.IntegerField(default=0)),
                ("assigned_done", models.IntegerField(default=0)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Discrepancy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("invariant", models.CharField(max_length=60)),
                ("subject", models.CharField(max_length=200)),
                ("expected", models.CharField(blank=True, max_length=200)),
                ("found", models.CharField(blank=True, max_length=200)),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="discrepancies",
                        to="monitoring.integrityrun",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReadModelState",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("as_of", models.DateTimeField()),
                ("rebuilt_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="one_read_model_state")],
            },
        ),
        migrations.CreateModel(
            name="LastActive",
            fields=[
                ("person_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("day", models.DateField()),
                ("at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="institutions.organisation"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["organisation", "day"], name="last_active_cell")],
            },
        ),
        migrations.CreateModel(
            name="LeafDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("enrolled", models.IntegerField(default=0)),
                ("completed_a", models.IntegerField(default=0)),
                ("completed_b", models.IntegerField(default=0)),
                ("completed_c", models.IntegerField(default=0)),
                ("completed_d", models.IntegerField(default=0)),
                ("minutes", models.IntegerField(default=0)),
                ("last_active", models.IntegerField(default=0)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="institutions.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("organisation", "day"), name="leaf_day_once")],
            },
        ),
        migrations.CreateModel(
            name="SubtreeDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("enrolled", models.IntegerField(default=0)),
                ("completed_a", models.IntegerField(default=0)),
                ("completed_b", models.IntegerField(default=0)),
                ("completed_c", models.IntegerField(default=0)),
                ("completed_d", models.IntegerField(default=0)),
                ("minutes", models.IntegerField(default=0)),
                ("last_active", models.IntegerField(default=0)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="institutions.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("organisation", "day"), name="subtree_day_once")],
            },
        ),
        ApplyFence("monitoring_leafday", Organisational(organisation="organisation_id")),
        ApplyFence("monitoring_subtreeday", Organisational(organisation="organisation_id")),
        ApplyFence("monitoring_leafhead", Organisational(organisation="organisation_id")),
        ApplyFence("monitoring_subtreehead", Organisational(organisation="organisation_id")),
        ApplyFence("monitoring_lastactive", Organisational(organisation="organisation_id")),
        ApplyFence("monitoring_integrityrun", National()),
        ApplyFence("monitoring_discrepancy", National()),
    ]
