import uuid

import django.db.models.deletion
from django.db import migrations, models

from core.database.operations import AddingTogether
from core.tenancy.fences import AppendOnly, Organisational
from core.tenancy.operations import ApplyFence

# SECURITY DEFINER: who had a hand in a version does not depend on who asks. A publication without a person is the
# platform's own (the courses that come with the demo).
SECOND_PERSON = """
CREATE FUNCTION courses_second_person() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF NEW.published_by_id IN (OLD.created_by_id, OLD.submitted_by_id, NEW.created_by_id, NEW.submitted_by_id)
       OR EXISTS (SELECT FROM courses_contribution
                  WHERE version_id = NEW.id AND person_id = NEW.published_by_id) THEN
        RAISE EXCEPTION 'a version is published by a second person' USING ERRCODE = 'KM004';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER second_person_publishes BEFORE UPDATE ON courses_courseversion FOR EACH ROW
    WHEN (NEW.is_published AND NOT OLD.is_published AND NEW.published_by_id IS NOT NULL)
    EXECUTE FUNCTION courses_second_person();
REVOKE ALL ON FUNCTION courses_second_person() FROM PUBLIC;
"""


class Migration(AddingTogether):
    dependencies = [
        ("accounts", "0001_person_and_user"),
        ("courses", "0002_certificates"),
        ("institutions", "0002_nobody_grants_to_himself"),
    ]

    operations = [
        migrations.CreateModel(
            name="QuestionImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("file_name", models.CharField(max_length=255)),
                ("rows", models.JSONField()),
                ("person_name", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("applied_at", models.DateTimeField(null=True)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.organisation"
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="courses.paper"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WorkingCopy",
            fields=[
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="courses.courseversion",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1)),
                ("is_returned", models.BooleanField(default=False)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Contribution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "owner",
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
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="courses.courseversion"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("version", "person"), name="contribution_once")],
            },
        ),
        migrations.CreateModel(
            name="OutlineChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=20)),
                ("title", models.CharField(max_length=200)),
                ("outline", models.JSONField(default=list)),
                ("person_id", models.BigIntegerField(null=True)),
                ("person_name", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.organisation"
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
                "constraints": [models.UniqueConstraint(fields=("version", "revision"), name="outline_revision_once")],
            },
        ),
        migrations.CreateModel(
            name="ReviewComment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("place", models.CharField(blank=True, max_length=200)),
                ("body", models.TextField()),
                ("person_id", models.BigIntegerField(null=True)),
                ("person_name", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
                ("settled_by_name", models.CharField(blank=True, max_length=200)),
                (
                    "module",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="courses.module"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.organisation"
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="courses.resource"
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
                "indexes": [models.Index(fields=["version", "at"], name="review_comments_of_version")],
            },
        ),
        migrations.CreateModel(
            name="ReviewDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("submitted", "Sent for review"),
                            ("returned", "Returned for changes"),
                            ("published", "Published"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("person_name", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.organisation"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
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
                "indexes": [models.Index(fields=["version", "at"], name="review_decisions_of_version")],
            },
        ),
        ApplyFence("courses_workingcopy", Organisational(organisation="owner_id")),
        ApplyFence("courses_outlinechange", Organisational(organisation="owner_id")),
        ApplyFence("courses_contribution", AppendOnly(organisation="owner_id", person="person_id")),
        ApplyFence("courses_reviewcomment", Organisational(organisation="owner_id")),
        ApplyFence("courses_reviewdecision", AppendOnly(organisation="owner_id", person="person_id")),
        ApplyFence("courses_questionimport", Organisational(organisation="owner_id")),
        migrations.RunSQL(SECOND_PERSON, "DROP FUNCTION courses_second_person() CASCADE"),
    ]
