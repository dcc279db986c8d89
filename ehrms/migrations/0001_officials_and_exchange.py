import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

from core.database.operations import AddingTogether
from core.tenancy.fences import Organisational, Personal
from core.tenancy.operations import ApplyFence


class Migration(AddingTogether):
    initial = True

    dependencies = [
        ("core", "0001_ground_floor"),
        ("accounts", "0001_person_and_user"),
        ("institutions", "0001_tree_positions_roles"),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name="Exchange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("file_name", models.CharField(max_length=200)),
                ("file_bytes", models.PositiveIntegerField()),
                ("file_sha256", models.CharField(max_length=64)),
                ("encoding", models.CharField(max_length=12)),
                ("delimiter", models.CharField(max_length=1)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("checking", "Being checked"),
                            ("checked", "Ready to apply"),
                            ("applying", "Being applied"),
                            ("applied", "Applied"),
                        ],
                        default="checking",
                        max_length=10,
                    ),
                ),
                ("uploaded_at", models.DateTimeField()),
                ("checked_at", models.DateTimeField(null=True)),
                ("apply_asked_at", models.DateTimeField(null=True)),
                ("applied_at", models.DateTimeField(null=True)),
                ("check_job_uuid", models.UUIDField(null=True)),
                ("apply_job_uuid", models.UUIDField(null=True)),
                (
                    "applied_by",
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
                    "uploaded_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ExchangeSource",
            fields=[
                (
                    "exchange",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="ehrms.exchange",
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("content", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="ExchangeRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("organisation_id", models.BigIntegerField()),
                ("line", models.PositiveIntegerField()),
                ("employee_code", models.CharField(blank=True, max_length=200)),
                ("cells", models.JSONField()),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("new", "New"),
                            ("changed", "Changed"),
                            ("unchanged", "Unchanged"),
                            ("refused", "Refused"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reasons", models.JSONField(default=list)),
                ("changes", models.JSONField(default=list)),
                ("applied_at", models.DateTimeField(null=True)),
                (
                    "exchange",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="ehrms.exchange"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Official",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("home_organisation_id", models.BigIntegerField(db_index=True)),
                ("employee_code", models.CharField(max_length=40)),
                ("service", models.CharField(blank=True, max_length=80)),
                ("cadre", models.CharField(blank=True, max_length=80)),
                ("batch_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "group",
                    models.CharField(
                        blank=True,
                        choices=[("A", "Group A"), ("B", "Group B"), ("C", "Group C"), ("", "Not stated")],
                        max_length=1,
                    ),
                ),
                ("date_of_joining", models.DateField(blank=True, null=True)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("mobile", models.CharField(blank=True, max_length=16)),
                ("created_at", models.DateTimeField()),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.organisation"
                    ),
                ),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("person_id", models.BigIntegerField()),
                ("home_organisation_id", models.BigIntegerField()),
                ("active_from", models.DateField()),
                ("active_to", models.DateField(blank=True, null=True)),
                (
                    "designation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.designation"
                    ),
                ),
                (
                    "official",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="postings", to="ehrms.official"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.organisation"
                    ),
                ),
                (
                    "position",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.position",
                    ),
                ),
                (
                    "supervisor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.person",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="exchange",
            index=models.Index(fields=["organisation", "-uploaded_at"], name="exchanges_of_organisation"),
        ),
        migrations.AddIndex(
            model_name="exchangerow",
            index=models.Index(fields=["exchange", "employee_code"], name="exchange_codes"),
        ),
        migrations.AddIndex(
            model_name="exchangerow",
            index=models.Index(fields=["exchange", "verdict", "line"], name="exchange_verdicts"),
        ),
        migrations.AddIndex(
            model_name="exchangerow",
            index=models.Index(
                condition=models.Q(("applied_at__isnull", True), ("verdict__in", ["new", "changed"])),
                fields=["exchange", "line"],
                name="exchange_to_apply",
            ),
        ),
        migrations.AddConstraint(
            model_name="exchangerow",
            constraint=models.UniqueConstraint(fields=("exchange", "line"), name="exchange_line_once"),
        ),
        migrations.AddConstraint(
            model_name="official",
            constraint=models.UniqueConstraint(fields=("employer", "employee_code"), name="employee_code_once"),
        ),
        migrations.AddIndex(
            model_name="posting",
            index=models.Index(
                condition=models.Q(("active_to__isnull", True)),
                fields=["organisation", "designation", "person_id"],
                name="present_holders",
            ),
        ),
        migrations.AddIndex(
            model_name="posting",
            index=models.Index(fields=["person_id", "-active_from"], name="postings_of_a_person"),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("active_to__isnull", True), ("active_to__gt", models.F("active_from")), _connector="OR"
                ),
                name="posting_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("official", "="),
                    (
                        models.Func(
                            "active_from",
                            "active_to",
                            models.Value("[)"),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="one_posting_at_a_time",
            ),
        ),
        ApplyFence(
            "ehrms_official", Personal(person="person_id", organisation="employer_id", home="home_organisation_id")
        ),
        ApplyFence(
            "ehrms_posting", Personal(person="person_id", organisation="organisation_id", home="home_organisation_id")
        ),
        ApplyFence("ehrms_exchange", Organisational(organisation="organisation_id")),
        ApplyFence("ehrms_exchangesource", Organisational(organisation="organisation_id")),
        ApplyFence("ehrms_exchangerow", Organisational(organisation="organisation_id")),
    ]
