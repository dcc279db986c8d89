"""What a migration adds at once is what it would add one by one, and goes again with it."""

import pytest
from django.db import connections, migrations, models
from django.db.migrations.state import ProjectState

from core.database.operations import AddingTogether, Together

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def key(to):
    return models.ForeignKey(to, models.CASCADE)


def before(kind):
    """A table that is there already."""
    first = kind("0001", "apart")
    first.operations = [migrations.CreateModel("Desk", [("id", models.BigAutoField(primary_key=True))])]
    return first


class Written:
    """Two tables that refer to each other, a key to the older one, and what is added to old and new."""

    operations = [
        migrations.CreateModel("Note", [("id", models.BigAutoField(primary_key=True)), ("desk", key("apart.Desk"))]),
        migrations.CreateModel(
            "Page", [("number", models.IntegerField(primary_key=True)), ("note", key("apart.Note"))]
        ),
        migrations.AddField("Note", "cover", models.ForeignKey("apart.Page", models.CASCADE, related_name="+")),
        migrations.AddIndex("Note", models.Index(fields=["desk", "cover"], name="apart_desk_cover")),
        migrations.AddConstraint(
            "Page", models.CheckConstraint(condition=models.Q(number__gt=0), name="apart_number_positive")
        ),
        migrations.AddField(
            "Desk", "top", models.ForeignKey("apart.Note", models.CASCADE, null=True, related_name="+")
        ),
        migrations.AddConstraint("Desk", models.UniqueConstraint(fields=["top"], name="apart_top_once")),
        migrations.RunSQL("COMMENT ON TABLE apart_page IS 'written by hand'", migrations.RunSQL.noop),
        migrations.AlterField("Note", "desk", models.ForeignKey("apart.Desk", models.CASCADE, null=True)),
        migrations.AddField("Page", "text", models.TextField(default="empty")),
    ]


class OneByOne(Written, migrations.Migration):
    pass


class AtOnce(Written, AddingTogether):
    pass


def described():
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            """SELECT table_name, column_name, ordinal_position, data_type, is_nullable, column_default
                 FROM information_schema.columns WHERE table_name LIKE 'apart%' ORDER BY 1, 3"""
        )
        columns = cursor.fetchall()
        cursor.execute("SELECT tablename, indexdef FROM pg_indexes WHERE tablename LIKE 'apart%' ORDER BY 1, 2")
        indexes = cursor.fetchall()
        cursor.execute(
            """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
                WHERE conrelid::regclass::text LIKE 'apart%' ORDER BY 1, 2"""
        )
        return columns, indexes, cursor.fetchall()


def forwards(kind):
    """In tables of their own, which are there until the test ends. Returns what is there, and the state it leads to."""
    state = ProjectState()
    state.apps  # noqa: B018  rendered, as it is while all migrations are carried out
    for migration in (before(kind), kind("0002", "apart")):
        with connections["owner"].schema_editor() as editor:
            state = migration.apply(state, editor)
    return described(), state


@pytest.fixture
def away():
    """The tables of one way make room for those of the other."""

    def away():
        with connections["owner"].cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; DROP TABLE apart_desk, apart_note, apart_page CASCADE")

    return away


def test_makes_the_same_tables_and_the_same_models(away):
    one_by_one, state = forwards(OneByOne)
    away()

    at_once, state_at_once = forwards(AtOnce)

    assert at_once == one_by_one
    assert len(one_by_one[0]) == 8
    assert ("apart_desk", "apart_top_once", "UNIQUE (top_id)") in at_once[2]
    assert state_at_once.models == state.models
    rendered = state_at_once.apps.get_model("apart", "Note")
    assert [field.name for field in rendered._meta.get_fields()] == ["page", "id", "desk", "cover"]


def test_only_what_stands_in_a_row_and_adds_is_taken_together():
    kinds = [type(one).__name__ for one in AtOnce("0002", "apart").operations]

    assert kinds == ["Together", "RunSQL", "AlterField", "Together"]
    assert Together(Written.operations[:2]).describe() == "Create model Note; Create model Page"


def test_backwards_leaves_what_was_there_before(away):
    first = before(AtOnce)
    with connections["owner"].schema_editor() as editor:
        state = first.apply(ProjectState(), editor)
    there = described()
    again = AtOnce("0002", "apart")
    with connections["owner"].schema_editor() as editor:
        again.apply(state.clone(), editor)
    assert described() != there

    with connections["owner"].schema_editor() as editor:
        again.unapply(state, editor)

    assert described() == there
