"""Recording attainments: once for each source, announced, fenced, kept for life."""

import json
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import connection

from competencies import facade
from competencies.facade import AttainmentRefused, Claim
from competencies.framework.models import Competency
from competencies.passbook.models import Attainment
from core.audit.actor import platform
from core.tenancy.context import acting_in, everywhere

AT = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
COMPLETION = UUID("11111111-1111-4111-8111-111111111111")


@pytest.fixture
def noting(cast):
    facade.load_framework()
    with acting_in(cast.learner_scope("asha")):
        return facade.by_code(["noting-and-drafting"])["noting-and-drafting"]


def claim(competency_id: int, level: int = 3, **values) -> Claim:
    values = {"kind": "course", "evidence": "Noting and Drafting on e-Office", "source": COMPLETION, **values}
    return Claim(competency_id=competency_id, level=level, **values)


def outbox(topic: str) -> list[dict]:
    with everywhere(reason="test", audited=False), connection.cursor() as cursor:
        cursor.execute("SELECT payload::text FROM core_outboxevent WHERE topic = %s ORDER BY id", [topic])
        return [json.loads(row[0]) for row in cursor.fetchall()]


def record(cast, name: str, claims: list[Claim]) -> list[Attainment]:
    with acting_in(cast.learner_scope(name)):
        return facade.record_attainments(person_id=cast.people[name].pk, claims=claims, at=AT, actor=platform())


def test_writes_a_line_where_the_person_is_and_announces_it(cast, noting):
    (line,) = record(cast, "asha", [claim(noting.id)])

    assert (line.level, line.kind, line.evidence) == (3, "course", "Noting and Drafting on e-Office")
    assert line.organisation_id == line.home_organisation_id == cast.cbdt.pk
    with acting_in(cast.learner_scope("asha")):
        assert facade.held_levels(cast.asha.pk) == {noting.id: 3}
    (event,) = outbox("AttainmentRecorded")
    assert event == event | {
        "person_id": cast.asha.pk,
        "attainment_uuids": [str(line.uuid)],
        "competency_ids": [noting.id],
        "levels": [3],
        "kind": "course",
    }


def test_the_same_again_is_one_line_and_one_announcement(cast, noting):
    record(cast, "asha", [claim(noting.id)])

    assert record(cast, "asha", [claim(noting.id)]) == []

    with acting_in(cast.learner_scope("asha")):
        assert Attainment.objects.count() == 1
    assert len(outbox("AttainmentRecorded")) == 1


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"level": 0}, "LEVEL_OUT_OF_RANGE"),
        ({"level": 6}, "LEVEL_OUT_OF_RANGE"),
        ({"evidence": " "}, "NO_EVIDENCE"),
        ({"kind": "hearsay"}, "NO_EVIDENCE"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(cast, noting, values, reason):
    with pytest.raises(AttainmentRefused) as refused:
        record(cast, "asha", [claim(noting.id), claim(noting.id, **values)])

    assert refused.value.reason == reason
    assert str(refused.value)
    with acting_in(cast.learner_scope("asha")):
        assert not Attainment.objects.exists()
    assert outbox("AttainmentRecorded") == []


def test_a_theme_cannot_be_held(cast, noting):
    with acting_in(cast.learner_scope("asha")):
        theme = Competency.objects.get(code="office-management")

    with pytest.raises(AttainmentRefused) as refused:
        record(cast, "asha", [claim(theme.pk)])

    assert refused.value.reason == "NOT_A_SUB_THEME"


def test_bilal_finds_nothing_of_ashas(cast, noting):
    (line,) = record(cast, "asha", [claim(noting.id)])

    with acting_in(cast.learner_scope("bilal")):
        assert not Attainment.objects.filter(uuid=line.uuid).exists()
    with acting_in(cast.organisation_scope("railways")):
        assert not Attainment.objects.filter(uuid=line.uuid).exists()
    with acting_in(cast.learner_scope("indu")):
        assert not Attainment.objects.filter(uuid=line.uuid).exists()
    with acting_in(cast.organisation_scope("finance", "chitra")):
        assert Attainment.objects.filter(uuid=line.uuid).exists()


def test_farah_keeps_what_she_earned_in_finance_after_her_transfer_to_railways(cast, noting):
    with everywhere(reason="before her transfer", audited=False):
        facade.record_attainments(
            person_id=cast.farah.pk,
            claims=[claim(noting.id)],
            organisation_id=cast.cbdt.pk,
            home_organisation_id=cast.cbdt.pk,
            at=AT,
            actor=platform(),
        )
        moved = facade.follow_transfer(
            person_ids=[cast.farah.pk], home_organisation_id=cast.railways.pk, actor=platform(), at=AT
        )

    assert moved == 1
    with acting_in(cast.learner_scope("farah")):
        assert facade.held_levels(cast.farah.pk) == {noting.id: 3}
    with acting_in(cast.organisation_scope("railways")):
        line = Attainment.objects.get(person=cast.farah)
        assert (line.organisation_id, line.home_organisation_id) == (cast.cbdt.pk, cast.railways.pk)
    with acting_in(cast.organisation_scope("finance")):
        assert Attainment.objects.filter(person=cast.farah).count() == 1
