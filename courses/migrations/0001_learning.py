"""Catalogue, questions, enrolment, attempts and progress, with their fences; published versions never change."""

import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.constraints
import django.db.models.deletion
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models

import courses.progress.models
from core.database.operations import AddingTogether
from core.tenancy.fences import Counter, Organisational, Personal, SharedDown
from core.tenancy.operations import ApplyFence

PART_OF_A_VERSION = SharedDown(owner="owner_id", shared_when="is_published", open_when="is_published AND is_national")
LEARNER = Personal(person="person_id", organisation="organisation_id", home="home_organisation_id")
LEARNER_AND_PROVIDER = Personal(
    person="person_id", organisation="organisation_id", home="home_organisation_id", also=("provider_id",)
)

# SECURITY DEFINER: whether a version is published does not depend on who asks.
PUBLISHED_IS_IMMUTABLE = """
CREATE FUNCTION courses_keep_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.is_published THEN
            RAISE EXCEPTION 'a version is born as a draft' USING ERRCODE = 'KM003';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.is_published AND (
        TG_OP = 'DELETE' OR NEW.state NOT IN ('published', 'superseded')
        OR (OLD.state = 'superseded' AND NEW.state <> 'superseded')
        OR to_jsonb(NEW) - '{state,changed_at}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{state,changed_at}'::text[]
    ) THEN
        RAISE EXCEPTION 'a published version never changes' USING ERRCODE = 'KM003';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER published_is_immutable BEFORE INSERT OR UPDATE OR DELETE ON courses_courseversion
    FOR EACH ROW EXECUTE FUNCTION courses_keep_version();

CREATE FUNCTION courses_keep_part() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.is_published THEN
        RAISE EXCEPTION 'a part of a published version never changes' USING ERRCODE = 'KM003';
    END IF;
    IF TG_OP = 'INSERT' AND (NEW.is_published OR EXISTS (
        SELECT FROM courses_courseversion WHERE id = NEW.version_id AND is_published
    )) THEN
        RAISE EXCEPTION 'nothing is added to a published version' USING ERRCODE = 'KM003';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER published_is_immutable BEFORE INSERT OR UPDATE OR DELETE ON courses_module
    FOR EACH ROW EXECUTE FUNCTION courses_keep_part();
CREATE TRIGGER published_is_immutable BEFORE INSERT OR UPDATE OR DELETE ON courses_resource
    FOR EACH ROW EXECUTE FUNCTION courses_keep_part();
CREATE TRIGGER published_is_immutable BEFORE INSERT OR UPDATE OR DELETE ON courses_versioncompetency
    FOR EACH ROW EXECUTE FUNCTION courses_keep_part();

CREATE FUNCTION courses_keep_paper() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    paper bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.paper_id ELSE NEW.paper_id END;
BEGIN
    IF EXISTS (SELECT FROM courses_paper WHERE id = paper AND is_published) THEN
        RAISE EXCEPTION 'the pool of a published paper never changes' USING ERRCODE = 'KM003';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER published_is_immutable BEFORE INSERT OR UPDATE OR DELETE ON courses_paperquestion
    FOR EACH ROW EXECUTE FUNCTION courses_keep_paper();

CREATE FUNCTION courses_keep_rules_of_paper() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.is_published THEN
        RAISE EXCEPTION 'a published paper never changes' USING ERRCODE = 'KM003';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER published_is_immutable BEFORE UPDATE OR DELETE ON courses_paper
    FOR EACH ROW EXECUTE FUNCTION courses_keep_rules_of_paper();

CREATE FUNCTION courses_keep_question() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF EXISTS (
        SELECT FROM courses_paperquestion q JOIN courses_paper p ON p.id = q.paper_id
        WHERE q.question_version_id = OLD.id AND p.is_published
    ) THEN
        RAISE EXCEPTION 'a question of a published paper never changes' USING ERRCODE = 'KM003';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER published_is_immutable BEFORE UPDATE OR DELETE ON courses_questionversion
    FOR EACH ROW EXECUTE FUNCTION courses_keep_question();
REVOKE ALL ON FUNCTION courses_keep_part(), courses_keep_paper(), courses_keep_question() FROM PUBLIC;
"""
DROP_PUBLISHED_IS_IMMUTABLE = """
DROP FUNCTION courses_keep_version() CASCADE;
DROP FUNCTION courses_keep_part() CASCADE;
DROP FUNCTION courses_keep_paper() CASCADE;
DROP FUNCTION courses_keep_rules_of_paper() CASCADE;
DROP FUNCTION courses_keep_question() CASCADE;
"""


class Migration(AddingTogether):
    initial = True

    dependencies = [
        ("core", "0001_ground_floor"),
        ("accounts", "0001_person_and_user"),
        ("competencies", "0001_framework_and_passbook"),
        ("institutions", "0001_tree_positions_roles"),
    ]

    operations = [
        TrigramExtension(),
        migrations.CreateModel(
            name="Batch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("is_national", models.BooleanField(default=False)),
                ("is_default", models.BooleanField(default=False)),
                ("opens_at", models.DateTimeField(blank=True, null=True)),
                ("closes_at", models.DateTimeField(blank=True, null=True)),
                ("capacity", models.PositiveIntegerField(blank=True, null=True)),
                ("waiting_places", models.PositiveIntegerField(default=0)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Offering",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("kind", models.CharField(choices=[("course", "Course")], default="course", max_length=20)),
                ("code", models.SlugField(max_length=80, unique=True)),
                ("title", models.CharField(max_length=200)),
                ("title_hi", models.CharField(blank=True, max_length=200)),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("national", "All of government"),
                            ("organisation", "Own organisation and those below it"),
                        ],
                        default="national",
                        max_length=20,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("live", "Offered"), ("retired", "Withdrawn from the catalogue")],
                        default="live",
                        max_length=10,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CourseVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("number", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in_review", "In review"),
                            ("published", "Published"),
                            ("superseded", "Replaced by a newer version"),
                        ],
                        default="draft",
                        max_length=12,
                    ),
                ),
                ("is_published", models.BooleanField(default=False)),
                ("is_national", models.BooleanField(default=False)),
                ("title", models.CharField(max_length=200)),
                ("title_hi", models.CharField(blank=True, max_length=200)),
                ("summary", models.TextField(blank=True)),
                ("summary_hi", models.TextField(blank=True)),
                (
                    "outcomes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300), blank=True, default=list, size=None
                    ),
                ),
                (
                    "outcomes_hi",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300), blank=True, default=list, size=None
                    ),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=10), blank=True, default=list, size=None
                    ),
                ),
                ("minutes", models.PositiveIntegerField(default=0)),
                ("completion_rule", models.JSONField(blank=True, default=dict)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("submitted_at", models.DateTimeField(null=True)),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Bank",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("title", models.CharField(max_length=200)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BatchPlaces",
            fields=[
                (
                    "batch",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="places",
                        serialize=False,
                        to="courses.batch",
                    ),
                ),
                ("taken", models.PositiveIntegerField(default=0)),
                ("waiting", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.AddField(
            model_name="batch",
            name="offering",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="courses.offering"
            ),
        ),
        migrations.AddField(
            model_name="offering",
            name="published_version",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="courses.courseversion"
            ),
        ),
        migrations.AddField(
            model_name="courseversion",
            name="offering",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="courses.offering"
            ),
        ),
        migrations.AddField(
            model_name="courseversion",
            name="owner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.organisation"
            ),
        ),
        migrations.AddField(
            model_name="courseversion",
            name="published_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
            ),
        ),
        migrations.AddField(
            model_name="courseversion",
            name="submitted_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
            ),
        ),
        migrations.AddField(
            model_name="batch",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="courses.courseversion"
            ),
        ),
        migrations.CreateModel(
            name="Enrolment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("home_organisation_id", models.BigIntegerField(db_index=True)),
                ("provider_id", models.BigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Learning"),
                            ("waiting", "On the waiting list"),
                            ("completed", "Completed"),
                            ("withdrawn", "Left the course"),
                            ("lapsed", "Lapsed"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("progress", models.PositiveSmallIntegerField(default=0)),
                ("created_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField(null=True)),
                ("completed_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawal_reason", models.CharField(blank=True, max_length=20)),
                ("lapsed_at", models.DateTimeField(null=True)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="courses.batch"
                    ),
                ),
                (
                    "offering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="courses.offering"
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
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="courses.courseversion"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Completion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("home_organisation_id", models.BigIntegerField(db_index=True)),
                ("provider_id", models.BigIntegerField()),
                (
                    "grade",
                    models.CharField(
                        choices=[
                            ("A", "Independent test"),
                            ("B", "Test marked by the platform"),
                            ("C", "Reading and watching measured by the platform"),
                            ("D", "Own word or imported"),
                        ],
                        max_length=1,
                    ),
                ),
                ("score", models.PositiveSmallIntegerField(null=True)),
                ("minutes", models.PositiveIntegerField()),
                ("evidence", models.JSONField()),
                ("completed_at", models.DateTimeField()),
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
                (
                    "offering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="courses.offering"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="courses.courseversion"
                    ),
                ),
                (
                    "enrolment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="completion", to="courses.enrolment"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Module",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("is_published", models.BooleanField(default=False)),
                ("is_national", models.BooleanField(default=False)),
                ("position", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("title_hi", models.CharField(blank=True, max_length=200)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.organisation"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="modules", to="courses.courseversion"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("is_published", models.BooleanField(default=False)),
                ("is_national", models.BooleanField(default=False)),
                ("pick", models.PositiveIntegerField(default=5)),
                ("pass_percent", models.PositiveSmallIntegerField(default=60)),
                ("attempts_allowed", models.PositiveSmallIntegerField(default=3)),
                ("cool_down_minutes", models.PositiveIntegerField(default=0)),
                ("time_limit_minutes", models.PositiveIntegerField(blank=True, null=True)),
                ("is_shuffled", models.BooleanField(default=True)),
                (
                    "reveal",
                    models.CharField(
                        choices=[("nothing", "Only the score"), ("reasons", "The reason for each wrong answer")],
                        default="reasons",
                        max_length=10,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ProgressSession",
            fields=[
                ("uuid", models.UUIDField(primary_key=True, serialize=False)),
                ("home_organisation_id", models.BigIntegerField(db_index=True)),
                ("started_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="courses.enrolment"
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
        ),
        migrations.CreateModel(
            name="ProgressBatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("home_organisation_id", models.BigIntegerField(db_index=True)),
                ("sequence", models.PositiveIntegerField()),
                ("received_at", models.DateTimeField()),
                ("facts", models.JSONField()),
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
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="batches",
                        to="courses.progresssession",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("position", models.PositiveIntegerField(default=0)),
                ("is_retired", models.BooleanField(default=False)),
                (
                    "bank",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="questions", to="courses.bank"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="QuestionVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("number", models.PositiveIntegerField(default=1)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("single", "One answer"),
                            ("multiple", "Several answers"),
                            ("true_false", "True or false"),
                        ],
                        max_length=12,
                    ),
                ),
                ("stem", models.TextField()),
                ("stem_hi", models.TextField(blank=True)),
                ("options", models.JSONField()),
                ("reason", models.TextField(blank=True)),
                ("reason_hi", models.TextField(blank=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.organisation"
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="courses.question"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PaperQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField(default=0)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.organisation"
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pool", to="courses.paper"
                    ),
                ),
                (
                    "question_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="courses.questionversion"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Resource",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("is_published", models.BooleanField(default=False)),
                ("is_national", models.BooleanField(default=False)),
                ("position", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("text", "Reading"), ("video", "Video"), ("pdf", "Document"), ("quiz", "Quiz")],
                        max_length=10,
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("title_hi", models.CharField(blank=True, max_length=200)),
                ("minutes", models.PositiveIntegerField(default=1)),
                ("is_required", models.BooleanField(default=True)),
                ("body", models.TextField(blank=True)),
                ("body_hi", models.TextField(blank=True)),
                ("file_uuid", models.UUIDField(blank=True, null=True)),
                ("length", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "module",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="resources", to="courses.module"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.organisation"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="resources",
                        to="courses.courseversion",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="paper",
            name="resource",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="paper", to="courses.resource"
            ),
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("home_organisation_id", models.BigIntegerField(db_index=True)),
                ("number", models.PositiveSmallIntegerField()),
                ("seed", models.BigIntegerField()),
                ("questions", models.JSONField()),
                ("pass_percent", models.PositiveSmallIntegerField()),
                ("started_at", models.DateTimeField()),
                ("deadline_at", models.DateTimeField(null=True)),
                ("submitted_at", models.DateTimeField(null=True)),
                ("correct", models.PositiveSmallIntegerField(null=True)),
                ("score", models.PositiveSmallIntegerField(null=True)),
                ("is_passed", models.BooleanField(null=True)),
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
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="courses.enrolment"
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="courses.paper"
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="courses.resource"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ResourceProgress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("home_organisation_id", models.BigIntegerField(db_index=True)),
                ("opened_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                ("seen", courses.progress.models.Ranges(db_default="{}", default="{}")),
                ("position", models.PositiveIntegerField(db_default=0, default=0)),
                ("score", models.PositiveSmallIntegerField(null=True)),
                ("completed_at", models.DateTimeField(null=True)),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="courses.enrolment"
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
                (
                    "resource",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="courses.resource"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="VersionCompetency",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_published", models.BooleanField(default=False)),
                ("is_national", models.BooleanField(default=False)),
                ("level", models.PositiveSmallIntegerField()),
                (
                    "competency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="competencies.competency"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.organisation"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="competencies",
                        to="courses.courseversion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("home_organisation_id", models.BigIntegerField(db_index=True)),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "chosen",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), default=list, size=None
                    ),
                ),
                ("saved_at", models.DateTimeField()),
                ("is_correct", models.BooleanField(null=True)),
                ("reasons", models.JSONField(default=dict)),
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
                (
                    "attempt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="courses.attempt"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("attempt", "position"), name="answer_once")],
            },
        ),
        migrations.CreateModel(
            name="Course",
            fields=[
                (
                    "offering",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="course",
                        serialize=False,
                        to="courses.offering",
                    ),
                ),
                (
                    "draft",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="courses.courseversion",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="NationalSearchEntry",
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
                ("uuid", models.UUIDField()),
                ("code", models.CharField(max_length=80)),
                ("title", models.CharField(max_length=200)),
                ("title_hi", models.CharField(blank=True, max_length=200)),
                ("summary", models.TextField(blank=True)),
                ("summary_hi", models.TextField(blank=True)),
                ("provider", models.CharField(max_length=200)),
                ("provider_hi", models.CharField(blank=True, max_length=200)),
                ("minutes", models.PositiveIntegerField()),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=10), default=list, size=None
                    ),
                ),
                (
                    "areas",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                ("competencies", models.JSONField(default=list)),
                ("published_at", models.DateTimeField()),
                ("document", django.contrib.postgres.search.SearchVectorField()),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OrganisationSearchEntry",
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
                ("uuid", models.UUIDField()),
                ("code", models.CharField(max_length=80)),
                ("title", models.CharField(max_length=200)),
                ("title_hi", models.CharField(blank=True, max_length=200)),
                ("summary", models.TextField(blank=True)),
                ("summary_hi", models.TextField(blank=True)),
                ("provider", models.CharField(max_length=200)),
                ("provider_hi", models.CharField(blank=True, max_length=200)),
                ("minutes", models.PositiveIntegerField()),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=10), default=list, size=None
                    ),
                ),
                (
                    "areas",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                ("competencies", models.JSONField(default=list)),
                ("published_at", models.DateTimeField()),
                ("document", django.contrib.postgres.search.SearchVectorField()),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("home_organisation_id", models.BigIntegerField(db_index=True)),
                ("due_date", models.DateField(null=True)),
                ("source_kind", models.CharField(max_length=20)),
                ("source_uuid", models.UUIDField()),
                ("reason", models.JSONField(default=dict)),
                ("assigned_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
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
                (
                    "offering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="courses.offering"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person", "due_date"], name="assignment_due")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source_uuid", "person", "offering"), name="assigned_once_by_a_source"
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="courseversion",
            constraint=models.UniqueConstraint(fields=("offering", "number"), name="version_number_once"),
        ),
        migrations.AddConstraint(
            model_name="courseversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["draft", "in_review"])),
                fields=("offering",),
                name="one_version_in_work",
            ),
        ),
        migrations.AddConstraint(
            model_name="courseversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_published", models.Q(("state__in", ["published", "superseded"])))),
                name="version_published_says_so",
            ),
        ),
        migrations.AddConstraint(
            model_name="batch",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_default", True)), fields=("version",), name="one_default_batch_per_version"
            ),
        ),
        migrations.AddIndex(
            model_name="enrolment",
            index=models.Index(fields=["person", "offering"], name="enrolment_of_person"),
        ),
        migrations.AddIndex(
            model_name="enrolment",
            index=models.Index(fields=["organisation", "state"], name="enrolment_in_organisation"),
        ),
        migrations.AddIndex(
            model_name="enrolment",
            index=models.Index(
                condition=models.Q(("state", "waiting")), fields=["batch", "created_at"], name="enrolment_waiting"
            ),
        ),
        migrations.AddConstraint(
            model_name="enrolment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["open", "waiting"])),
                fields=("person", "offering"),
                name="one_current_enrolment",
            ),
        ),
        migrations.AddIndex(
            model_name="completion",
            index=models.Index(fields=["person", "-completed_at"], name="completion_of_person"),
        ),
        migrations.AddIndex(
            model_name="completion",
            index=models.Index(fields=["organisation", "completed_at"], name="completion_in_organisation"),
        ),
        migrations.AddConstraint(
            model_name="module",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("version", "position"),
                name="module_position_once",
            ),
        ),
        migrations.AddIndex(
            model_name="progresssession",
            index=models.Index(fields=["person", "-last_at"], name="session_clock"),
        ),
        migrations.AddConstraint(
            model_name="progressbatch",
            constraint=models.UniqueConstraint(fields=("session", "sequence"), name="progress_batch_once"),
        ),
        migrations.AddConstraint(
            model_name="questionversion",
            constraint=models.UniqueConstraint(fields=("question", "number"), name="question_version_once"),
        ),
        migrations.AddConstraint(
            model_name="paperquestion",
            constraint=models.UniqueConstraint(fields=("paper", "question_version"), name="in_a_pool_once"),
        ),
        migrations.AddConstraint(
            model_name="resource",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("module", "position"),
                name="resource_position_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.CheckConstraint(condition=models.Q(("pick__gte", 1)), name="paper_picks_something"),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.CheckConstraint(
                condition=models.Q(("pass_percent__range", (1, 100))), name="paper_pass_percent"
            ),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.UniqueConstraint(fields=("enrolment", "resource", "number"), name="attempt_number_once"),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.UniqueConstraint(
                condition=models.Q(("submitted_at__isnull", True)),
                fields=("enrolment", "resource"),
                name="one_attempt_under_way",
            ),
        ),
        migrations.AddIndex(
            model_name="resourceprogress",
            index=models.Index(fields=["person", "-updated_at"], name="resource_progress_recent"),
        ),
        migrations.AddConstraint(
            model_name="resourceprogress",
            constraint=models.UniqueConstraint(fields=("enrolment", "resource"), name="resource_progress_once"),
        ),
        migrations.AddConstraint(
            model_name="versioncompetency",
            constraint=models.UniqueConstraint(fields=("version", "competency"), name="version_competency_once"),
        ),
        migrations.AddConstraint(
            model_name="versioncompetency",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__range", (1, 5))), name="version_competency_level"
            ),
        ),
        migrations.AddIndex(
            model_name="nationalsearchentry",
            index=django.contrib.postgres.indexes.GinIndex(fields=["document"], name="national_search_words"),
        ),
        migrations.AddIndex(
            model_name="nationalsearchentry",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["title"], name="national_search_alike", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddIndex(
            model_name="nationalsearchentry",
            index=models.Index(fields=["-published_at", "offering"], name="national_newest"),
        ),
        migrations.AddIndex(
            model_name="organisationsearchentry",
            index=models.Index(fields=["owner", "-published_at"], name="organisation_newest"),
        ),
        ApplyFence(
            "courses_offering",
            SharedDown(
                owner="owner_id",
                shared_when="published_version_id IS NOT NULL",
                open_when="published_version_id IS NOT NULL AND visibility = 'national'",
            ),
        ),
        ApplyFence("courses_course", Organisational(organisation="owner_id")),
        ApplyFence("courses_courseversion", PART_OF_A_VERSION),
        ApplyFence("courses_versioncompetency", PART_OF_A_VERSION),
        ApplyFence("courses_module", PART_OF_A_VERSION),
        ApplyFence("courses_resource", PART_OF_A_VERSION),
        ApplyFence("courses_organisationsearchentry", SharedDown(owner="owner_id")),
        ApplyFence("courses_bank", Organisational(organisation="owner_id")),
        ApplyFence("courses_question", Organisational(organisation="owner_id")),
        ApplyFence("courses_questionversion", Organisational(organisation="owner_id")),
        ApplyFence("courses_paper", PART_OF_A_VERSION),
        ApplyFence("courses_paperquestion", Organisational(organisation="owner_id")),
        ApplyFence("courses_batch", SharedDown(owner="owner_id", open_when="is_national")),
        ApplyFence("courses_batchplaces", Counter()),
        ApplyFence("courses_enrolment", LEARNER_AND_PROVIDER),
        ApplyFence("courses_assignment", LEARNER),
        ApplyFence("courses_completion", LEARNER_AND_PROVIDER),
        ApplyFence("courses_attempt", LEARNER),
        ApplyFence("courses_answer", LEARNER),
        ApplyFence("courses_progresssession", LEARNER),
        ApplyFence("courses_progressbatch", LEARNER),
        ApplyFence("courses_resourceprogress", LEARNER),
        migrations.RunSQL(PUBLISHED_IS_IMMUTABLE, DROP_PUBLISHED_IS_IMMUTABLE),
    ]
