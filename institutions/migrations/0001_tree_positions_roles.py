import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

from core.database.operations import AddingTogether
from core.tenancy.fences import National, Personal, SharedDown
from core.tenancy.operations import ApplyFence


class Migration(AddingTogether):
    initial = True

    dependencies = [
        ("accounts", "0001_person_and_user"),
    ]

    operations = [
        migrations.CreateModel(
            name="Designation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("code", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("name_hi", models.CharField(blank=True, max_length=120)),
                ("pay_level", models.CharField(blank=True, max_length=8)),
                ("group", models.CharField(blank=True, max_length=12)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("code", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("name_hi", models.CharField(blank=True, max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("nation", "Government"),
                            ("ministry", "Ministry"),
                            ("department", "Department"),
                            ("office", "Office"),
                            ("state", "State or Union Territory"),
                            ("commission", "Commission"),
                            ("institute", "Training institute"),
                            ("provider", "Course provider"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "path",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, editable=False, size=None
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="institutions.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("mdo_leader", "Ministry leader"),
                            ("mdo_admin", "Ministry admin"),
                            ("content_creator", "Course author"),
                            ("content_reviewer", "Course reviewer"),
                            ("provider_admin", "Provider admin"),
                            ("cbc_member", "Capacity Building Commission"),
                            ("national_viewer", "National dashboard"),
                            ("platform_admin", "Platform admin"),
                        ],
                        max_length=30,
                    ),
                ),
                ("active_from", models.DateTimeField()),
                ("active_to", models.DateTimeField(null=True)),
                (
                    "granted_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ApprovedDomain",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("domain", models.CharField(max_length=253)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="institutions.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Position",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("title", models.CharField(max_length=200)),
                (
                    "designation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.designation"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.organisation"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="organisation",
            index=django.contrib.postgres.indexes.GinIndex(fields=["path"], name="organisation_subtree"),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "nation")), fields=("parent",), name="one_root", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                condition=models.Q(("active_to__isnull", True)),
                fields=("person", "organisation", "role"),
                name="membership_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                condition=models.Q(("active_to__isnull", True), ("role", "mdo_leader")),
                fields=("organisation",),
                name="one_leader_per_organisation",
            ),
        ),
        migrations.AddConstraint(
            model_name="approveddomain",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("domain"), name="approved_domain_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="position",
            constraint=models.UniqueConstraint(fields=("organisation", "designation", "title"), name="position_once"),
        ),
        ApplyFence("institutions_organisation", National()),
        ApplyFence("institutions_approveddomain", National()),
        ApplyFence("institutions_designation", National()),
        ApplyFence("institutions_position", SharedDown(owner="organisation_id")),
        ApplyFence("institutions_membership", Personal(person="person_id", organisation="organisation_id")),
    ]
