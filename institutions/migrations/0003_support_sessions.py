import uuid

import django.db.models.deletion
from django.db import migrations, models

from core.database.operations import AddingTogether
from core.tenancy.fences import Personal
from core.tenancy.operations import ApplyFence


class Migration(AddingTogether):
    dependencies = [
        ("accounts", "0003_sealed_second_steps"),
        ("institutions", "0002_nobody_grants_to_himself"),
    ]

    operations = [
        migrations.AlterField(
            model_name="membership",
            name="role",
            field=models.CharField(
                choices=[
                    ("mdo_leader", "Ministry leader"),
                    ("mdo_admin", "Ministry admin"),
                    ("content_creator", "Course author"),
                    ("content_reviewer", "Course reviewer"),
                    ("provider_admin", "Provider admin"),
                    ("cbc_member", "Capacity Building Commission"),
                    ("national_viewer", "National dashboard"),
                    ("platform_admin", "Platform admin"),
                    ("support_staff", "Support staff"),
                    ("support_lead", "Support lead"),
                ],
                max_length=30,
            ),
        ),
        migrations.CreateModel(
            name="SupportSession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("organisation_id", models.BigIntegerField(null=True)),
                ("user_id", models.BigIntegerField()),
                ("staff_user_id", models.BigIntegerField()),
                ("staff_name", models.CharField(max_length=200)),
                ("ticket", models.CharField(max_length=60)),
                ("reason", models.CharField(max_length=500)),
                ("may_write", models.BooleanField(default=False)),
                ("opened_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "-opened_at"], name="support_of_person"),
                    models.Index(fields=["staff", "-opened_at"], name="support_by_staff"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("opened_at"))), name="support_ends_later"
                    )
                ],
            },
        ),
        ApplyFence(
            "institutions_supportsession",
            Personal(person="person_id", organisation="organisation_id", person_writes=False),
        ),
    ]
