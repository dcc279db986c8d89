"""Learners' notes; and what makes a part of a course the same part in every version, for them to be about."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from core.database.operations import AddingTogether
from core.tenancy.fences import Personal
from core.tenancy.operations import ApplyFence

# Versions copied their resources without a word of it. Until now the part of an earlier version is the one of the same
# kind and title, the first to the first where several are alike.
ORIGINS = """
ALTER TABLE courses_resource DISABLE TRIGGER published_is_immutable;
WITH placed AS (
    SELECT r.id, r.uuid, r.kind, r.title, v.offering_id, v.number,
           row_number() OVER (PARTITION BY r.version_id, r.kind, r.title ORDER BY m.position, r.position) AS nth
    FROM courses_resource r
    JOIN courses_module m ON m.id = r.module_id JOIN courses_courseversion v ON v.id = r.version_id
), first AS (
    SELECT id, first_value(uuid) OVER (PARTITION BY offering_id, kind, title, nth ORDER BY number) AS origin FROM placed
)
UPDATE courses_resource r SET origin = first.origin FROM first WHERE first.id = r.id;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE courses_resource ENABLE TRIGGER published_is_immutable;
"""


class Migration(AddingTogether):
    dependencies = [
        ("accounts", "0002_name_of_the_address"),
        ("courses", "0014_chapters"),
    ]

    operations = [
        migrations.AddField(
            model_name="resource",
            name="origin",
            field=models.UUIDField(null=True, editable=False),
        ),
        migrations.RunSQL(ORIGINS, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="resource",
            name="origin",
            field=models.UUIDField(default=uuid.uuid4, editable=False),
        ),
        migrations.AddConstraint(
            model_name="resource",
            constraint=models.UniqueConstraint(fields=("version", "origin"), name="resource_origin_once_a_version"),
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("origin", models.UUIDField()),
                ("kind", models.CharField(max_length=10)),
                ("course_title", models.CharField(max_length=200)),
                ("course_title_hi", models.CharField(blank=True, max_length=200)),
                ("title", models.CharField(max_length=200)),
                ("title_hi", models.CharField(blank=True, max_length=200)),
                ("place", models.PositiveIntegerField(null=True)),
                ("language", models.CharField(blank=True, max_length=10)),
                ("text", models.TextField()),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
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
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "-created_at"], name="note_newest"),
                    models.Index(fields=["person", "origin", "place"], name="note_of_a_resource"),
                ],
            },
        ),
        ApplyFence("courses_note", Personal(person="person_id")),
    ]
