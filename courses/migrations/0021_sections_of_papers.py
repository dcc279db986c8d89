"""Papers of sections with marks and cut-offs; which attempt counts; what is seen when; practice; answers that came late."""

import uuid
from decimal import Decimal

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from core.database.operations import AddingTogether
from core.tenancy.fences import Personal, SharedDown
from core.tenancy.operations import ApplyFence

# Every paper gets one section that asks what the paper asked. Published pools never change, which is why the trigger
# that holds them steps aside for this one statement. Constraints are checked at once: the table is altered after it.
ONE_SECTION_EACH = """
INSERT INTO courses_papersection (uuid, paper_id, owner_id, is_published, is_national, position, title, title_hi, pick,
                                  marks, penalty, cut_off_percent)
SELECT gen_random_uuid(), id, owner_id, is_published, is_national, 1, '', '', pick, 1, '0', 0 FROM courses_paper;
ALTER TABLE courses_paperquestion DISABLE TRIGGER published_is_immutable;
UPDATE courses_paperquestion q SET section_id = s.id FROM courses_papersection s WHERE s.paper_id = q.paper_id;
ALTER TABLE courses_paperquestion ENABLE TRIGGER published_is_immutable;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""
PICK_BACK = """
UPDATE courses_paper p SET pick = s.pick FROM courses_papersection s WHERE s.paper_id = p.id AND NOT p.is_published;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""
IMMUTABLE = """
CREATE TRIGGER published_is_immutable BEFORE INSERT OR UPDATE OR DELETE ON courses_papersection
    FOR EACH ROW EXECUTE FUNCTION courses_keep_paper()
"""
PENALTIES = ("0", "1/4", "1/3", "1/2", "1")


class Migration(AddingTogether):
    dependencies = [
        ("accounts", "0002_name_of_the_address"),
        ("courses", "0020_search_in_every_spelling"),
        ("institutions", "0002_nobody_grants_to_himself"),
    ]

    operations = [
        migrations.CreateModel(
            name="PaperSection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("is_published", models.BooleanField(default=False)),
                ("is_national", models.BooleanField(default=False)),
                ("position", models.PositiveSmallIntegerField()),
                ("title", models.CharField(blank=True, max_length=200)),
                ("title_hi", models.CharField(blank=True, max_length=200)),
                ("pick", models.PositiveIntegerField(default=5)),
                ("marks", models.DecimalField(decimal_places=2, default=Decimal(1), max_digits=5)),
                (
                    "penalty",
                    models.CharField(choices=[(one, one) for one in PENALTIES], default="0", max_length=5),
                ),
                ("cut_off_percent", models.PositiveSmallIntegerField(default=0)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.organisation"
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sections", to="courses.paper"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        deferrable=models.Deferrable["DEFERRED"],
                        fields=("paper", "position"),
                        name="section_position_once",
                    ),
                    models.CheckConstraint(condition=models.Q(("pick__gte", 1)), name="section_picks_something"),
                    models.CheckConstraint(condition=models.Q(("marks__gt", 0)), name="section_gives_marks"),
                    models.CheckConstraint(condition=models.Q(("cut_off_percent__lte", 100)), name="section_cut_off"),
                    models.CheckConstraint(condition=models.Q(("penalty__in", PENALTIES)), name="section_penalty"),
                ],
            },
        ),
        migrations.AddField(
            "paperquestion",
            "section",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="pool", to="courses.papersection"
            ),
        ),
        migrations.AddField("paperquestion", "is_pinned", models.BooleanField(default=False)),
        migrations.RunSQL(ONE_SECTION_EACH, PICK_BACK),
        migrations.AlterField(
            "paperquestion",
            "section",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="pool", to="courses.papersection"
            ),
        ),
        migrations.RemoveConstraint("paper", "paper_picks_something"),
        migrations.RemoveField("paper", "pick"),
        migrations.AddField(
            "paper",
            "mode",
            models.CharField(
                choices=[
                    ("test", "A test: marked when it is handed in"),
                    ("practice", "Practice: each answer is checked at once, nothing counts"),
                ],
                default="test",
                max_length=10,
            ),
        ),
        migrations.AddField(
            "paper",
            "counts",
            models.CharField(
                choices=[
                    ("best", "The best attempt"),
                    ("last", "The last attempt"),
                    ("first", "The first attempt"),
                    ("average", "The average of all attempts"),
                ],
                default="best",
                max_length=10,
            ),
        ),
        migrations.AddField("paper", "may_improve", models.BooleanField(default=False)),
        migrations.AddField("paper", "is_reading_first", models.BooleanField(default=False)),
        migrations.AlterField(
            "paper",
            "reveal",
            models.CharField(
                choices=[
                    ("nothing", "Only the score"),
                    ("answers", "Which answers were right"),
                    ("reasons", "The reason for each wrong answer"),
                    ("key", "The reasons and the right answers"),
                ],
                default="reasons",
                max_length=10,
            ),
        ),
        migrations.AddField(
            "paper",
            "reveal_when",
            models.CharField(
                choices=[
                    ("at_once", "Right after each attempt"),
                    ("when_done", "When the quiz is passed or no attempt is left"),
                    ("from_date", "From a day on"),
                ],
                default="at_once",
                max_length=10,
            ),
        ),
        migrations.AddField("paper", "reveal_from", models.DateTimeField(blank=True, null=True)),
        migrations.AddConstraint(
            "paper",
            models.CheckConstraint(
                condition=~models.Q(reveal_when="from_date") | models.Q(reveal_from__isnull=False),
                name="paper_reveals_from_a_day",
            ),
        ),
        ApplyFence(
            "courses_papersection",
            SharedDown(owner="owner_id", shared_when="is_published", open_when="is_published AND is_national"),
        ),
        migrations.RunSQL(IMMUTABLE, "DROP TRIGGER published_is_immutable ON courses_papersection"),
        migrations.AddField("attempt", "sections", models.JSONField(default=list)),
        migrations.AddField("attempt", "is_practice", models.BooleanField(default=False)),
        migrations.AddField(
            "attempt",
            "look_again",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveSmallIntegerField(), default=list, size=None
            ),
        ),
        migrations.AddField("attempt", "points", models.DecimalField(decimal_places=2, max_digits=8, null=True)),
        migrations.AddField("attempt", "points_most", models.DecimalField(decimal_places=2, max_digits=8, null=True)),
        migrations.AddField("attempt", "is_ended_by_clock", models.BooleanField(default=False)),
        migrations.AddIndex(
            "attempt",
            models.Index(
                condition=models.Q(("deadline_at__isnull", False), ("submitted_at__isnull", True)),
                fields=["deadline_at"],
                name="attempt_overdue",
            ),
        ),
        migrations.CreateModel(
            name="LateAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("home_organisation_id", models.BigIntegerField(db_index=True)),
                ("position", models.PositiveSmallIntegerField()),
                ("response", models.JSONField(default=dict)),
                ("received_at", models.DateTimeField()),
                (
                    "attempt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="late_answers",
                        to="courses.attempt",
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
            options={
                "constraints": [models.UniqueConstraint(fields=("attempt", "position"), name="late_answer_once")],
            },
        ),
        ApplyFence(
            "courses_lateanswer",
            Personal(person="person_id", organisation="organisation_id", home="home_organisation_id"),
        ),
    ]
