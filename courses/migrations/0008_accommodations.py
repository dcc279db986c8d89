"""What one person is given beyond the rules of a quiz for everybody: more time, more attempts."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from core.database.operations import AddingTogether
from core.tenancy.fences import Personal
from core.tenancy.operations import ApplyFence


class Migration(AddingTogether):
    dependencies = [
        ("accounts", "0002_name_of_the_address"),
        ("courses", "0007_discarded_drafts"),
        ("institutions", "0002_nobody_grants_to_himself"),
    ]

    operations = [
        migrations.CreateModel(
            name="Accommodation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("person_name", models.CharField(max_length=254)),
                ("home_organisation_id", models.BigIntegerField(db_index=True)),
                ("extra_time_percent", models.PositiveSmallIntegerField(default=0)),
                ("extra_attempts", models.PositiveSmallIntegerField(default=0)),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("disability", "Disability"),
                            ("health", "Health"),
                            ("language", "Language of the test"),
                            ("failure", "Power, network or device failed"),
                            ("other", "Another reason"),
                        ],
                        max_length=12,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300)),
                ("active_from", models.DateField()),
                ("active_to", models.DateField(null=True)),
                ("granted_by_name", models.CharField(max_length=200)),
                ("granted_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by_name", models.CharField(blank=True, max_length=200)),
                (
                    "offering",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="courses.offering"
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
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at", None)), fields=["person"], name="accommodation_of_person"
                    ),
                    models.Index(fields=["organisation", "-id"], name="accommodation_given_by"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("extra_time_percent__gt", 0), ("extra_attempts__gt", 0), _connector="OR"),
                        name="accommodation_gives_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("extra_attempts__lte", 20), ("extra_time_percent__lte", 300)),
                        name="accommodation_in_bounds",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("active_to", None), ("active_to__gt", models.F("active_from")), _connector="OR"
                        ),
                        name="accommodation_ends_after_start",
                    ),
                ],
            },
        ),
        ApplyFence(
            "courses_accommodation",
            Personal(
                person="person_id", organisation="organisation_id", home="home_organisation_id", person_writes=False
            ),
        ),
    ]
