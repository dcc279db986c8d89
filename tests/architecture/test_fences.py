"""Every table declares a fence, and the database has exactly the policies of it."""

import pytest
from django.apps import apps
from django.db import connection, connections

from core.tenancy.fences import Fence, Unfenced

# Tables of libraries: signing in reads them before any scope can be known, and they hold no business data.
MACHINERY = {"account", "auth", "contenttypes", "mfa", "sessions", "usersessions"}


def our_models():
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in MACHINERY and not model._meta.proxy
    ]


def test_every_model_declares_a_fence():
    undeclared = [model._meta.label for model in our_models() if not hasattr(model, "fence")]

    assert undeclared == []


def test_unfenced_tables_say_why():
    silent = [m._meta.label for m in our_models() if isinstance(m.fence, Unfenced) and len(m.fence.because) < 20]

    assert silent == []


def test_the_database_has_the_policies_of_the_declared_fence(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename, policyname, cmd, roles::text[] FROM pg_policies WHERE schemaname = 'public'")
        found = {}
        for table, name, command, roles in cursor:
            found.setdefault(table, set()).add((name, command, tuple(roles)))

    for model in our_models():
        wanted = set()
        if isinstance(model.fence, Fence):
            wanted = {(policy.name, policy.command, (policy.role,)) for policy in model.fence.policies()}
        assert found.pop(model._meta.db_table, set()) == wanted, model._meta.label
    assert found == {}


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_conditions_in_the_database_are_those_of_the_declared_fence():
    """Both are normalised by PostgreSQL: the declared ones are put on an empty copy of the table and compared."""
    conditions = "SELECT policyname, qual, with_check FROM pg_policies WHERE tablename = %s ORDER BY policyname"
    with connections["owner"].cursor() as cursor:
        for model in our_models():
            if not isinstance(model.fence, Fence):
                continue
            cursor.execute(f'CREATE TABLE fence_copy (LIKE "{model._meta.db_table}")')
            for policy in model.fence.policies():
                cursor.execute(policy.sql("fence_copy"))
            cursor.execute(conditions, ["fence_copy"])
            declared = cursor.fetchall()
            cursor.execute(conditions, [model._meta.db_table])
            assert cursor.fetchall() == declared, model._meta.label
            cursor.execute("DROP TABLE fence_copy")


def test_row_security_is_on_for_every_fenced_table_and_every_partition(db):
    fenced = {model._meta.db_table for model in our_models() if isinstance(model.fence, Fence)}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, coalesce(p.relname, c.relname), c.relrowsecurity FROM pg_class c"
            " JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'"
            " LEFT JOIN pg_inherits i ON i.inhrelid = c.oid LEFT JOIN pg_class p ON p.oid = i.inhparent"
            " WHERE c.relkind IN ('r', 'p')"
        )
        open_doors = {table for table, parent, secured in cursor if parent in fenced and not secured}

    assert open_doors == set()


@pytest.mark.parametrize("role", ["karmayogi_runtime", "karmayogi_platform", "karmayogi_national_reader"])
def test_the_roles_own_nothing_and_bypass_nothing(db, role):
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls OR rolcreaterole FROM pg_roles WHERE rolname = %s", [role])
        assert cursor.fetchone() == (False,)
        cursor.execute("SELECT count(*) FROM pg_class WHERE pg_get_userbyid(relowner) = %s", [role])
        assert cursor.fetchone() == (0,)


def test_the_runtime_role_inherits_no_other_role(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_auth_members WHERE member = 'karmayogi_runtime'::regrole AND inherit_option"
        )
        assert cursor.fetchone() == (0,)
