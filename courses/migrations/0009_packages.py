"""Packages (SCORM, HTML, H5P): a part of a version, fenced as its other parts are, and never changed at all."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from core.database.operations import AddingTogether
from core.tenancy.fences import SharedDown
from core.tenancy.operations import ApplyFence

IMMUTABLE = """
CREATE TRIGGER published_is_immutable BEFORE INSERT OR UPDATE OR DELETE ON courses_package
    FOR EACH ROW EXECUTE FUNCTION courses_keep_part();
CREATE FUNCTION courses_keep_package() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (to_jsonb(NEW) - 'is_published' - 'is_national') <> (to_jsonb(OLD) - 'is_published' - 'is_national') THEN
        RAISE EXCEPTION 'a package never changes: another one is another row' USING ERRCODE = 'KM003';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER package_is_immutable BEFORE UPDATE ON courses_package
    FOR EACH ROW EXECUTE FUNCTION courses_keep_package();
"""
CHANGEABLE = """
DROP TRIGGER package_is_immutable ON courses_package;
DROP FUNCTION courses_keep_package();
DROP TRIGGER published_is_immutable ON courses_package;
"""


class Migration(AddingTogether):
    dependencies = [
        ("courses", "0008_accommodations"),
        ("institutions", "0002_nobody_grants_to_himself"),
    ]

    operations = [
        migrations.AlterField(
            model_name="resource",
            name="kind",
            field=models.CharField(
                choices=[
                    ("text", "Reading"),
                    ("video", "Video"),
                    ("pdf", "Document"),
                    ("quiz", "Quiz"),
                    ("package", "Interactive package"),
                ],
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="Package",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("is_published", models.BooleanField(default=False)),
                ("is_national", models.BooleanField(default=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("scorm12", "SCORM 1.2"),
                            ("scorm2004", "SCORM 2004"),
                            ("html", "Web pages"),
                            ("h5p", "H5P"),
                        ],
                        max_length=10,
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=200)),
                ("launch", models.CharField(max_length=1200)),
                ("prefix", models.CharField(max_length=100)),
                ("file_uuid", models.UUIDField()),
                ("file_name", models.CharField(max_length=255)),
                ("size", models.BigIntegerField()),
                ("entries", models.PositiveIntegerField()),
                ("left_out", models.JSONField(default=list)),
                ("left_out_count", models.PositiveIntegerField(default=0)),
                ("details", models.JSONField(default=dict)),
                ("created_at", models.DateTimeField()),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.organisation"
                    ),
                ),
                (
                    "resource",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="package", to="courses.resource"
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
                "indexes": [models.Index(fields=["prefix"], name="packages_of_same_files")],
            },
        ),
        ApplyFence(
            "courses_package",
            SharedDown(owner="owner_id", shared_when="is_published", open_when="is_published AND is_national"),
        ),
        migrations.RunSQL(IMMUTABLE, CHANGEABLE),
    ]
