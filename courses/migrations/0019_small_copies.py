"""What is known of the small copies of films, and how heavy a person takes them."""

from django.db import migrations, models

from core.database.operations import AddingTogether
from core.tenancy.fences import National
from core.tenancy.operations import ApplyFence


class Migration(AddingTogether):
    dependencies = [
        ("courses", "0018_scorm_runtime"),
    ]

    operations = [
        migrations.CreateModel(
            name="FilmCopies",
            fields=[
                ("file_uuid", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("making", "Being made"),
                            ("made", "Made"),
                            ("refused", "Cannot be made"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=20)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("low_size", models.BigIntegerField(null=True)),
                ("sound_size", models.BigIntegerField(null=True)),
                ("poster_size", models.BigIntegerField(null=True)),
                ("asked_at", models.DateTimeField()),
                ("alive_at", models.DateTimeField(null=True)),
                ("made_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["waiting", "making"])),
                        fields=["asked_at"],
                        name="copies_unfinished",
                    )
                ],
            },
        ),
        ApplyFence("courses_filmcopies", National()),
        migrations.AddField(
            model_name="learningchoices",
            name="weight",
            field=models.CharField(blank=True, db_default="", default="", max_length=10),
        ),
    ]
