"""One clock and one count of learning time for each person; what a player claimed in vain; the device of a session."""

import django.db.models.deletion
from django.db import migrations, models

import courses.progress.models
from core.database.operations import AddingTogether
from core.tenancy.fences import Personal
from core.tenancy.operations import ApplyFence


class Migration(AddingTogether):
    dependencies = [
        ("accounts", "0002_name_of_the_address"),
        ("courses", "0004_publication_names_its_publisher"),
    ]

    operations = [
        migrations.CreateModel(
            name="LearningClock",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="accounts.person",
                    ),
                ),
                ("last_at", models.DateTimeField()),
                ("before_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name="progresssession",
            name="device",
            field=models.CharField(blank=True, db_default="", default="", max_length=10),
        ),
        migrations.AddField(
            model_name="progresssession",
            name="sequence",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="resourceprogress",
            name="uncounted",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.CreateModel(
            name="LearningDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("active", courses.progress.models.Ranges(db_default="{}", default="{}")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("person", "day"), name="learning_day_once")],
            },
        ),
        ApplyFence("courses_learningclock", Personal(person="person_id")),
        ApplyFence("courses_learningday", Personal(person="person_id")),
    ]
