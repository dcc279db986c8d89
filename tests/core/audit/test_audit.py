"""The trail is added to, never changed."""

import uuid
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from core.audit.actor import Actor
from core.audit.entries import record
from core.audit.models import AuditEntry
from core.tenancy.context import acting_in, everywhere

AT = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)


@pytest.fixture
def entry(cast):
    actor = Actor(name="Chitra Nair", door="page", person_id=cast.chitra.pk, organisation_id=cast.finance.pk)
    with acting_in(cast.organisation_scope("finance", "chitra")):
        record(actor, "test.thing.done", cast.finance, AT, colour="blue")
        return AuditEntry.objects.get(action="test.thing.done")


def test_an_entry_copies_names_and_facts(cast, entry):
    assert (entry.actor_name, entry.target_label, entry.facts) == (
        "Chitra Nair",
        "Ministry of Finance",
        {"colour": "blue"},
    )
    assert entry.target_uuid == cast.finance.uuid


def test_the_owner_of_the_trail_reads_it_and_nobody_else(cast, entry):
    with acting_in(cast.organisation_scope("railways")):
        assert not AuditEntry.objects.filter(pk=entry.pk).exists()


def test_an_entry_cannot_be_changed_or_deleted(cast, entry):
    for door in (
        lambda: acting_in(cast.organisation_scope("finance")),
        lambda: everywhere(reason="try", audited=False),
    ):
        with door():
            assert AuditEntry.objects.filter(pk=entry.pk).update(actor_name="Nobody") == 0
            assert AuditEntry.objects.filter(pk=entry.pk).delete()[0] == 0
        with everywhere(reason="look", audited=False):
            assert AuditEntry.objects.get(pk=entry.pk).actor_name == "Chitra Nair"


@pytest.mark.django_db(databases=["default", "owner"])
def test_even_the_owner_of_the_table_is_refused_by_the_trigger():
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_auditentry (uuid, at, action, actor_name, door, target_kind, target_label, facts)"
            " VALUES (%s, %s, 'x', 'x', 'x', '', '', '{}')",
            [uuid.uuid4(), AT],
        )
        for statement in ("UPDATE core_auditentry SET actor_name = 'y'", "DELETE FROM core_auditentry"):
            with pytest.raises(DatabaseError, match="never changed"), transaction.atomic("owner"):
                cursor.execute(statement)
    assert connection.alias == "default"
