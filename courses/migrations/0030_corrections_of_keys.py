"""Keys that were found wrong are corrected: what is in force stands with the question, what it did with the attempts."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

from core.database.operations import AddingTogether
from core.tenancy.fences import Organisational, Personal
from core.tenancy.operations import ApplyFence

TREATMENTS = [
    ("new_key", "The new key counts for everybody"),
    ("both", "The old and the new key both count"),
    ("full", "Everybody who got the question has full marks"),
    ("left_out", "The question is left out: its marks fall out of the total"),
]


# What learners saw and by which key never changes; only which keys count may. Keys that count, or did, never change.
KEEP_QUESTION = """
CREATE OR REPLACE FUNCTION courses_keep_question() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - '{treatment,marked_by}'::text[] = to_jsonb(OLD) - '{treatment,marked_by}'::text[]
    THEN
        RETURN NEW;
    END IF;
    IF EXISTS (
        SELECT FROM courses_paperquestion q JOIN courses_paper p ON p.id = q.paper_id
        WHERE q.question_version_id = OLD.id AND p.is_published
    ) THEN
        RAISE EXCEPTION 'a question of a published paper never changes' USING ERRCODE = 'KM003';
    END IF;
    IF EXISTS (
        SELECT FROM courses_questionversion v WHERE v.question_id = OLD.question_id AND OLD.id = ANY(v.marked_by)
    ) OR EXISTS (
        SELECT FROM courses_correction c JOIN courses_questionversion v ON v.id = c.question_version_id
        WHERE v.question_id = OLD.question_id AND OLD.id = ANY(c.was_marked_by)
    ) THEN
        RAISE EXCEPTION 'a key by which people were marked never changes' USING ERRCODE = 'KM003';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""
KEEP_QUESTION_AS_BEFORE = """
CREATE OR REPLACE FUNCTION courses_keep_question() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public AS $$
BEGIN
    IF EXISTS (
        SELECT FROM courses_paperquestion q JOIN courses_paper p ON p.id = q.paper_id
        WHERE q.question_version_id = OLD.id AND p.is_published
    ) THEN
        RAISE EXCEPTION 'a question of a published paper never changes' USING ERRCODE = 'KM003';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""


def key_to(table, **how):
    return models.ForeignKey(
        **{"on_delete": django.db.models.deletion.PROTECT, "related_name": "+", "to": table, **how}
    )


class Migration(AddingTogether):
    dependencies = [
        ("accounts", "0001_person_and_user"),
        ("courses", "0029_kept_after_a_transfer"),
        ("institutions", "0005_no_index_twice"),
    ]

    operations = [
        migrations.AddField(
            "questionversion",
            "treatment",
            models.CharField(blank=True, choices=TREATMENTS, db_default="", default="", max_length=10),
        ),
        migrations.AddField(
            "questionversion",
            "marked_by",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), db_default=[], default=list, size=None
            ),
        ),
        migrations.AddConstraint(
            "questionversion",
            models.CheckConstraint(
                condition=Q(treatment__in=["new_key", "both"], marked_by__len__gte=1)
                | Q(treatment__in=["", "full", "left_out"], marked_by__len=0),
                name="corrected_by_keys",
            ),
        ),
        migrations.AddField("attempt", "is_pass_kept", models.BooleanField(db_default=False, default=False)),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("treatment", models.CharField(choices=TREATMENTS, max_length=10)),
                ("question", models.JSONField(default=dict)),
                ("reason", models.TextField()),
                ("reason_hi", models.TextField(blank=True)),
                ("person_name", models.CharField(max_length=200)),
                ("proposed_at", models.DateTimeField()),
                ("preview", models.JSONField(default=dict)),
                ("preview_cursor", models.BigIntegerField(default=0)),
                ("previewed_at", models.DateTimeField(null=True)),
                ("dropped_at", models.DateTimeField(null=True)),
                ("applied_at", models.DateTimeField(null=True)),
                ("applied_by_name", models.CharField(blank=True, max_length=200)),
                ("was_treated", models.CharField(blank=True, max_length=10)),
                (
                    "was_marked_by",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                ("result", models.JSONField(default=dict)),
                ("cursor", models.BigIntegerField(default=0)),
                ("finished_at", models.DateTimeField(null=True)),
                ("offering", key_to("courses.offering")),
                ("owner", key_to("institutions.organisation", db_index=False)),
                ("question_version", key_to("courses.questionversion")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["owner", "offering", "-proposed_at"], name="corrections_of_course"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(finished_at=None, dropped_at=None),
                        fields=("question_version",),
                        name="one_correction_open",
                    ),
                    models.CheckConstraint(condition=~Q(reason=""), name="correction_says_why"),
                    models.CheckConstraint(
                        condition=Q(treatment__in=["full", "left_out"], question={})
                        | Q(treatment__in=["new_key", "both"]) & ~Q(question={}),
                        name="correction_has_a_key",
                    ),
                    models.CheckConstraint(
                        condition=Q(applied_at=None) | Q(previewed_at__isnull=False, dropped_at=None),
                        name="correction_was_previewed",
                    ),
                    models.CheckConstraint(
                        condition=Q(finished_at=None) | Q(applied_at__lte=F("finished_at")),
                        name="correction_ends_after_begin",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Regrade",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("home_organisation_id", models.BigIntegerField(db_index=True)),
                ("before", models.JSONField()),
                ("after", models.JSONField()),
                ("at", models.DateTimeField()),
                ("attempt", key_to("courses.attempt")),
                ("correction", key_to("courses.correction", related_name="regrades", db_index=False)),
                ("enrolment", key_to("courses.enrolment", db_index=False)),
                ("organisation", key_to("institutions.organisation")),
                ("person", key_to("accounts.person")),
            ],
            options={
                "indexes": [models.Index(fields=["correction", "enrolment"], name="regrades_of_enrolment")],
                "constraints": [
                    models.UniqueConstraint(fields=("correction", "attempt"), name="regraded_once"),
                ],
            },
        ),
        ApplyFence("courses_correction", Organisational(organisation="owner_id")),
        ApplyFence(
            "courses_regrade",
            Personal(
                person="person_id", organisation="organisation_id", home="home_organisation_id", person_writes=False
            ),
        ),
        migrations.RunSQL(KEEP_QUESTION, KEEP_QUESTION_AS_BEFORE),
    ]
