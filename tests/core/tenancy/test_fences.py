"""The fences, tried from outside: by the raw ORM, as the runtime role that the site uses."""

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction

from accounts.models import Person
from core.tenancy.checks import runtime_role_problems
from core.tenancy.context import Scope, acting_in, everywhere
from institutions.organisations.models import Organisation
from institutions.roles.models import Membership


def test_reading_without_a_scope_fails_loudly(cast):
    with pytest.raises(DatabaseError, match="no scope is open"), transaction.atomic():
        list(Person.objects.all())


def test_a_learner_sees_only_herself(cast):
    with acting_in(cast.learner_scope("asha")):
        assert [person.full_name for person in Person.objects.all()] == ["Asha Verma"]


def test_bilal_in_railways_finds_nothing_of_asha(cast):
    with acting_in(cast.learner_scope("bilal")):
        assert not Person.objects.filter(uuid=cast.asha.uuid).exists()
        assert Person.objects.filter(uuid=cast.asha.uuid).update(full_name="Taken") == 0


def test_the_admin_of_finance_sees_the_offices_below(cast):
    with acting_in(cast.organisation_scope("finance")):
        names = set(Person.objects.values_list("full_name", flat=True))

    assert names == {"Asha Verma", "Chitra Nair", "Indu Sharma"}


def test_writing_a_national_row_is_refused_by_the_database(cast):
    with acting_in(cast.organisation_scope("finance")):
        assert Organisation.objects.filter(code="finance").update(name="Mine") == 0
    with pytest.raises(ProgrammingError, match="row-level security"), acting_in(cast.organisation_scope("finance")):
        Organisation.objects.create(code="new", name="New", kind="office")


def test_writing_into_another_organisation_is_refused_by_the_database(cast):
    with pytest.raises(ProgrammingError, match="row-level security"), acting_in(cast.organisation_scope("railways")):
        Membership.objects.create(
            person=cast.asha, organisation=cast.finance, role="mdo_admin", active_from="2026-01-01T00:00Z"
        )


def test_everywhere_passes_the_fences_and_hands_them_back(cast):
    with acting_in(cast.learner_scope("bilal")):
        with everywhere(reason="test"):
            assert Person.objects.count() == 9
        assert Person.objects.count() == 1


def test_everywhere_leaves_its_reason_in_the_audit_trail(cast):
    with everywhere(reason="counting the cast"), connection.cursor() as cursor:
        cursor.execute("SELECT facts->>'reason' FROM core_auditentry ORDER BY at DESC LIMIT 1")
        assert cursor.fetchone() == ("counting the cast",)


def test_an_error_inside_everywhere_gives_the_runtime_role_back(cast):
    with pytest.raises(ZeroDivisionError), everywhere(reason="test", audited=False):
        1 / 0  # noqa: B018
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user = session_user")
        assert cursor.fetchone() == (True,)


def test_scopes_nest_and_unnest(cast):
    with acting_in(cast.organisation_scope("finance")):
        with acting_in(cast.learner_scope("bilal")):
            assert Person.objects.count() == 1
        assert Person.objects.count() == 3


def test_a_scope_ends_with_its_block(cast):
    with acting_in(cast.learner_scope("asha")):
        pass
    with pytest.raises(DatabaseError, match="no scope is open"), transaction.atomic():
        Person.objects.count()


def test_the_national_scope_reads_everything_and_writes_nothing(cast):
    with acting_in(Scope(person_id=cast.gita.pk, is_national=True)):
        assert Person.objects.count() == 9
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Person.objects.filter(pk=cast.gita.pk).update(full_name="G")


def test_the_runtime_role_is_fenced(cast):
    assert runtime_role_problems() == []


@pytest.mark.parametrize("scope", [None, Scope(person_id=1)])
def test_temporary_tables_may_be_made_inside_a_scope_and_everywhere(cast, scope):
    """A provisioned database gives no right to everybody, so each role needs its own."""
    with acting_in(scope) if scope else everywhere(reason="test", audited=False), connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE counted (n int) ON COMMIT DROP")
