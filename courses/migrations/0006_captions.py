"""Captions of videos: a part of a version, so fenced and kept as its other parts are."""

import django.db.models.deletion
from django.db import migrations, models

from core.database.operations import AddingTogether
from core.tenancy.fences import SharedDown
from core.tenancy.operations import ApplyFence

IMMUTABLE = """
CREATE TRIGGER published_is_immutable BEFORE INSERT OR UPDATE OR DELETE ON courses_captions
    FOR EACH ROW EXECUTE FUNCTION courses_keep_part()
"""


class Migration(AddingTogether):
    dependencies = [
        ("courses", "0005_progress_is_evidence"),
        ("institutions", "0002_nobody_grants_to_himself"),
    ]

    operations = [
        migrations.CreateModel(
            name="Captions",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_published", models.BooleanField(default=False)),
                ("is_national", models.BooleanField(default=False)),
                ("language", models.CharField(max_length=10)),
                ("file_name", models.CharField(max_length=255)),
                ("cues", models.JSONField()),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.organisation"
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="captions", to="courses.resource"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="courses.courseversion"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("resource", "language"), name="captions_once_a_language")
                ],
            },
        ),
        ApplyFence(
            "courses_captions",
            SharedDown(owner="owner_id", shared_when="is_published", open_when="is_published AND is_national"),
        ),
        migrations.RunSQL(IMMUTABLE, "DROP TRIGGER published_is_immutable ON courses_captions"),
    ]
