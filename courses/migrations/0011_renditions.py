"""A file for each language of a resource; the files there are become renditions in their course's first language.

And in which language a person takes them.
"""

import django.db.models.deletion
from django.db import migrations, models

from core.database.operations import AddingTogether
from core.tenancy.fences import Personal, SharedDown
from core.tenancy.operations import ApplyFence

# Before the trigger below: these rows belong to published versions as well. A file that is not there has no size.
FILES = """
INSERT INTO courses_rendition
    (version_id, resource_id, owner_id, is_published, is_national, language, file_uuid, content_type, size, length)
SELECT r.version_id, r.id, r.owner_id, r.is_published, r.is_national, coalesce(v.languages[1], 'en'), r.file_uuid,
       coalesce(f.content_type, CASE r.kind WHEN 'pdf' THEN 'application/pdf' ELSE 'video/mp4' END),
       coalesce(f.size, 0), r.length
FROM courses_resource r JOIN courses_courseversion v ON v.id = r.version_id
LEFT JOIN core_storedfile f ON f.uuid = r.file_uuid
WHERE r.kind IN ('video', 'pdf') AND r.file_uuid IS NOT NULL AND r.length > 0;
ALTER TABLE courses_resource DISABLE TRIGGER published_is_immutable;
UPDATE courses_resource SET file_uuid = NULL WHERE kind IN ('video', 'pdf');
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE courses_resource ENABLE TRIGGER published_is_immutable;
"""
BACK = """
ALTER TABLE courses_resource DISABLE TRIGGER published_is_immutable;
UPDATE courses_resource r SET file_uuid = (
    SELECT x.file_uuid FROM courses_rendition x JOIN courses_courseversion v ON v.id = x.version_id
    WHERE x.resource_id = r.id ORDER BY x.language = v.languages[1] DESC NULLS LAST, x.language LIMIT 1)
WHERE r.kind IN ('video', 'pdf');
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE courses_resource ENABLE TRIGGER published_is_immutable;
"""
IMMUTABLE = """
CREATE TRIGGER published_is_immutable BEFORE INSERT OR UPDATE OR DELETE ON courses_rendition
    FOR EACH ROW EXECUTE FUNCTION courses_keep_part()
"""


class Migration(AddingTogether):
    dependencies = [
        ("accounts", "0002_name_of_the_address"),
        ("core", "0003_files_and_jobs"),
        ("courses", "0010_answers_of_every_kind"),
        ("institutions", "0002_nobody_grants_to_himself"),
    ]

    operations = [
        migrations.CreateModel(
            name="Rendition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_published", models.BooleanField(default=False)),
                ("is_national", models.BooleanField(default=False)),
                ("language", models.CharField(max_length=10)),
                ("file_uuid", models.UUIDField()),
                ("content_type", models.CharField(max_length=100)),
                ("size", models.BigIntegerField()),
                ("length", models.PositiveIntegerField()),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.organisation"
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="renditions", to="courses.resource"
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
                    models.UniqueConstraint(fields=("resource", "language"), name="rendition_once_a_language"),
                    models.CheckConstraint(condition=models.Q(("length__gt", 0)), name="rendition_has_a_length"),
                ],
            },
        ),
        ApplyFence(
            "courses_rendition",
            SharedDown(owner="owner_id", shared_when="is_published", open_when="is_published AND is_national"),
        ),
        migrations.RunSQL(FILES, BACK),
        migrations.RunSQL(IMMUTABLE, "DROP TRIGGER published_is_immutable ON courses_rendition"),
        migrations.CreateModel(
            name="LearningChoices",
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
                ("spoken", models.CharField(blank=True, default="", max_length=10)),
                ("captions", models.CharField(blank=True, default="", max_length=10)),
            ],
        ),
        ApplyFence("courses_learningchoices", Personal(person="person_id")),
    ]
