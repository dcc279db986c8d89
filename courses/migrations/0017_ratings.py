import uuid

import django.db.models.deletion
from django.db import migrations, models

from core.database.operations import AddingTogether
from core.tenancy.fences import Counter, Personal
from core.tenancy.operations import ApplyFence


class Migration(AddingTogether):
    dependencies = [
        ("accounts", "0002_name_of_the_address"),
        ("courses", "0016_certificates_are_reissued"),
    ]

    operations = [
        migrations.CreateModel(
            name="Rating",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("provider_id", models.BigIntegerField()),
                ("organisation_id", models.BigIntegerField()),
                ("home_organisation_id", models.BigIntegerField()),
                ("stars", models.PositiveSmallIntegerField()),
                ("words", models.TextField(blank=True)),
                (
                    "signed",
                    models.CharField(
                        choices=[
                            ("provider", "Only the provider reads my words, without my name"),
                            ("initials", "Everybody reads my words, with my initials"),
                            ("name", "Everybody reads my words, with my name"),
                        ],
                        default="provider",
                        max_length=10,
                    ),
                ),
                ("byline", models.CharField(blank=True, max_length=200)),
                ("rated_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("reply", models.TextField(blank=True)),
                ("replied_at", models.DateTimeField(null=True)),
                ("hidden_at", models.DateTimeField(null=True)),
                (
                    "hiding_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("abuse", "It insults or threatens somebody"),
                            ("personal", "It tells personal things of somebody"),
                            ("advertising", "It is advertising or has nothing to do with the course"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "hidden_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                    ),
                ),
                (
                    "offering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="courses.offering"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                    ),
                ),
                (
                    "replied_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="courses.courseversion"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RatingReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("abuse", "It insults or threatens somebody"),
                            ("personal", "It tells personal things of somebody"),
                            ("advertising", "It is advertising or has nothing to do with the course"),
                        ],
                        max_length=12,
                    ),
                ),
                ("reported_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                    ),
                ),
                (
                    "rating",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reports", to="courses.rating"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RatingSummary",
            fields=[
                (
                    "offering",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="courses.offering",
                    ),
                ),
                ("ones", models.IntegerField(default=0)),
                ("twos", models.IntegerField(default=0)),
                ("threes", models.IntegerField(default=0)),
                ("fours", models.IntegerField(default=0)),
                ("fives", models.IntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fives__gte", 0), ("fours__gte", 0), ("ones__gte", 0), ("threes__gte", 0), ("twos__gte", 0)
                        ),
                        name="rating_sums_not_negative",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="rating",
            index=models.Index(
                condition=models.Q(("withdrawn_at", None)),
                fields=["offering", "-changed_at"],
                name="ratings_of_offering",
            ),
        ),
        migrations.AddConstraint(
            model_name="rating",
            constraint=models.UniqueConstraint(fields=("offering", "person"), name="rated_once_by_a_person"),
        ),
        migrations.AddConstraint(
            model_name="rating",
            constraint=models.CheckConstraint(
                condition=models.Q(("stars__gte", 1), ("stars__lte", 5)), name="rating_from_1_to_5"
            ),
        ),
        migrations.AddConstraint(
            model_name="rating",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("hidden_at", None), ("hiding_reason", "")),
                    models.Q(("hidden_at__isnull", False), models.Q(("hiding_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="rating_hidden_says_why",
            ),
        ),
        migrations.AddIndex(
            model_name="ratingreport",
            index=models.Index(condition=models.Q(("settled_at", None)), fields=["reported_at"], name="reports_open"),
        ),
        migrations.AddConstraint(
            model_name="ratingreport",
            constraint=models.UniqueConstraint(fields=("rating", "person"), name="reported_once_by_a_person"),
        ),
        ApplyFence(
            "courses_rating", Personal(person="person_id", organisation="organisation_id", home="home_organisation_id")
        ),
        ApplyFence("courses_ratingsummary", Counter()),
        ApplyFence("courses_ratingreport", Personal(person="person_id")),
    ]
