from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from core.audit.actor import Actor, platform
from core.audit.models import AuditEntry
from core.tenancy.context import Scope, acting_in, everywhere
from institutions.roles.actions import EndingRefused, GrantRefused, appoint, end, grant
from institutions.roles.models import Membership
from institutions.roles.principal import principal_of

NOW = datetime(2026, 11, 1, 6, 0, tzinfo=UTC)


def by(cast, name):
    return Actor(name=name, door="page", person_id=cast.people[name].pk)


def written():
    with everywhere(reason="test", audited=False), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM core_outboxevent")
        return (
            Membership.objects.count(),
            AuditEntry.objects.filter(action__startswith="institutions.").count(),
            cursor.fetchone()[0],
        )


@pytest.fixture
def leader(cast):
    """Indu leads Finance."""
    with everywhere(reason="test", audited=False):
        appoint(person_id=cast.indu.pk, organisation_id=cast.finance.pk, role="mdo_leader", actor=platform(), at=NOW)
    return cast.indu


def test_gives_the_role_audits_and_announces(cast, django_capture_on_commit_callbacks):
    before = written()

    with django_capture_on_commit_callbacks(execute=True), acting_in(cast.organisation_scope("finance", "chitra")):
        membership = grant(
            person=cast.asha, organisation=cast.cbdt, role="content_creator", actor=by(cast, "chitra"), at=NOW
        )

    assert (membership.person_id, membership.granted_by_id, membership.active_from) == (
        cast.asha.pk,
        cast.chitra.pk,
        NOW,
    )
    assert written() == tuple(count + 1 for count in before)
    assert ("content_creator", "cbdt") in principal_of(cast.user("asha")).areas


def test_is_refused_for_a_role_that_is_not_hers_to_give_and_changes_nothing(cast):
    before = written()

    with pytest.raises(GrantRefused) as refused, acting_in(cast.organisation_scope("finance", "chitra")):
        grant(person=cast.asha, organisation=cast.cbdt, role="mdo_leader", actor=by(cast, "chitra"), at=NOW)

    assert refused.value.reason == "ROLE_NOT_YOURS_TO_GRANT"
    assert str(refused.value) == "Your role does not let you give this role. Ask somebody above you."
    assert written() == before


def test_twice_is_refused_in_words(cast):
    with acting_in(cast.organisation_scope("finance", "chitra")):
        grant(person=cast.asha, organisation=cast.cbdt, role="content_creator", actor=by(cast, "chitra"), at=NOW)
    before = written()

    with pytest.raises(GrantRefused) as refused, acting_in(cast.organisation_scope("finance", "chitra")):
        grant(person=cast.asha, organisation=cast.cbdt, role="content_creator", actor=by(cast, "chitra"), at=NOW)

    assert refused.value.reason == "ALREADY_HELD"
    assert written() == before


def test_a_second_leader_is_refused_in_words(cast, leader):
    with pytest.raises(GrantRefused) as refused, everywhere(reason="test", audited=False):
        appoint(person_id=cast.asha.pk, organisation_id=cast.finance.pk, role="mdo_leader", actor=platform(), at=NOW)

    assert refused.value.reason == "HAS_A_LEADER"


def test_a_platform_admin_gives_a_role_at_the_nation_though_the_scope_there_only_reads(cast):
    with everywhere(reason="test", audited=False):
        appoint(person_id=cast.gita.pk, organisation_id=cast.india.pk, role="platform_admin", actor=platform(), at=NOW)

    with acting_in(Scope(person_id=cast.gita.pk, is_national=True)):
        grant(person=cast.asha, organisation=cast.india, role="national_viewer", actor=by(cast, "gita"), at=NOW)
        assert Membership.objects.filter(person=cast.asha, role="national_viewer").exists()
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            assert cursor.fetchone() == ("karmayogi_national_reader",)


def test_nobody_grants_to_himself_by_the_raw_orm(cast):
    with pytest.raises(Exception, match="row-level security"), acting_in(cast.learner_scope("bilal")):
        Membership.objects.create(person=cast.bilal, organisation=cast.railways, role="mdo_leader", active_from=NOW)


def test_nobody_lengthens_the_own_role_by_the_raw_orm(cast):
    with acting_in(cast.learner_scope("dev")):
        assert Membership.objects.filter(person=cast.dev).update(role="provider_admin") == 0


def test_ending_takes_the_permission_away_at_once(cast, leader, django_capture_on_commit_callbacks):
    membership = the_role_of(cast.chitra)
    assert principal_of(cast.user("chitra")).areas == (("mdo_admin", "finance"),)

    with django_capture_on_commit_callbacks(execute=True), acting_in(cast.organisation_scope("finance", "indu")):
        end(membership=membership, actor=by(cast, "indu"), at=NOW)

    assert the_role_of(cast.chitra).active_to == NOW
    assert principal_of(cast.user("chitra")).areas == ()


def test_ending_twice_is_refused(cast, leader):
    membership = the_role_of(cast.chitra)
    with acting_in(cast.organisation_scope("finance", "indu")):
        end(membership=membership, actor=by(cast, "indu"), at=NOW)

    with pytest.raises(EndingRefused) as refused, acting_in(cast.organisation_scope("finance", "indu")):
        end(membership=membership, actor=by(cast, "indu"), at=NOW + timedelta(hours=1))

    assert refused.value.reason == "ENDED_ALREADY"


def test_the_last_who_can_give_roles_stays(cast):
    membership, before = the_role_of(cast.chitra), written()

    with pytest.raises(EndingRefused) as refused, acting_in(cast.organisation_scope("finance", "chitra")):
        end(membership=membership, actor=by(cast, "chitra"), at=NOW)

    assert refused.value.reason == "LAST_WHO_CAN_GRANT"
    assert written() == before


def test_one_may_lay_down_the_own_role_when_somebody_else_remains(cast, leader):
    with acting_in(cast.organisation_scope("finance", "chitra")):
        end(membership=the_role_of(cast.chitra), actor=by(cast, "chitra"), at=NOW)

    assert the_role_of(cast.chitra).active_to == NOW


def test_an_admin_of_railways_ends_nothing_at_finance(cast):
    with everywhere(reason="test", audited=False):
        appoint(person_id=cast.bilal.pk, organisation_id=cast.railways.pk, role="mdo_leader", actor=platform(), at=NOW)

    with pytest.raises(EndingRefused) as refused, acting_in(cast.organisation_scope("railways", "bilal")):
        end(membership=the_role_of(cast.chitra), actor=by(cast, "bilal"), at=NOW)

    assert refused.value.reason == "NOT_YOUR_ORGANISATION"


def the_role_of(person):
    with transaction.atomic(), everywhere(reason="test", audited=False):
        return Membership.objects.get(person=person)
