import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from core.database.operations import AddingTogether
from core.tenancy.fences import National, Organisational
from core.tenancy.operations import ApplyFence


class Migration(AddingTogether):
    dependencies = [
        ("institutions", "0003_support_sessions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SpentState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("at", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="SignOnService",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("name_hi", models.CharField(blank=True, max_length=120)),
                ("issuer", models.CharField(max_length=300)),
                ("client_id", models.CharField(max_length=255)),
                ("secret", models.TextField()),
                ("revision", models.PositiveIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Not tried yet"),
                            ("tested", "Tried, not on yet"),
                            ("on", "On"),
                            ("off", "Off"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("tested_at", models.DateTimeField(null=True)),
                ("changed_at", models.DateTimeField()),
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SignOnLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("subject", models.CharField(max_length=255)),
                ("email", models.EmailField(blank=True, max_length=254)),
                (
                    "linked_by",
                    models.CharField(
                        choices=[
                            ("person", "linked by you"),
                            ("address", "linked by your confirmed address"),
                            ("record", "opened for the official in the HR records"),
                        ],
                        max_length=10,
                    ),
                ),
                ("linked_at", models.DateTimeField()),
                ("last_used_at", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="institutions.signonservice",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SignOnTrial",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("organisation_id", models.BigIntegerField()),
                ("revision", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("by_name", models.CharField(max_length=200)),
                ("refusal", models.CharField(blank=True, max_length=40)),
                ("detail", models.CharField(blank=True, max_length=300)),
                ("claims", models.JSONField(default=dict)),
                ("would", models.CharField(blank=True, max_length=40)),
                (
                    "service",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="trial",
                        to="institutions.signonservice",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DomainRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("domain", models.CharField(max_length=253)),
                ("note", models.CharField(max_length=500)),
                ("asked_by_id", models.BigIntegerField(null=True)),
                ("asked_by_name", models.CharField(max_length=200)),
                ("asked_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Waiting"), ("confirmed", "Confirmed"), ("declined", "Declined")],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("decided_by_name", models.CharField(blank=True, max_length=200)),
                ("decided_at", models.DateTimeField(null=True)),
                ("answer", models.CharField(blank=True, max_length=500)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.organisation"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["state", "asked_at"], name="domains_waiting")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")),
                        fields=("organisation", "domain"),
                        name="domain_asked_for_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("state", "waiting")),
                            models.Q(models.Q(("state", "waiting"), _negated=True), ("decided_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="domain_decided_with_a_when",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="signonservice",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "draft"), ("tested_at__isnull", False), _connector="OR"),
                name="sign_on_tried_before_it_is_on",
            ),
        ),
        migrations.AddConstraint(
            model_name="signonservice",
            constraint=models.CheckConstraint(
                condition=models.Q(("secret__startswith", "sealed:")), name="sign_on_secret_is_sealed"
            ),
        ),
        migrations.AddConstraint(
            model_name="signonlink",
            constraint=models.UniqueConstraint(fields=("service", "subject"), name="sign_on_subject_once"),
        ),
        migrations.AddConstraint(
            model_name="signonlink",
            constraint=models.UniqueConstraint(fields=("service", "user"), name="sign_on_user_once"),
        ),
        ApplyFence("institutions_signonservice", National(owner="organisation_id")),
        ApplyFence("institutions_signontrial", Organisational("organisation_id")),
        ApplyFence("institutions_domainrequest", Organisational("organisation_id")),
    ]
