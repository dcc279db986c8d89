from datetime import UTC, datetime

from accounts.actions import join
from accounts.events import PersonJoined
from accounts.models import Person
from core.audit.actor import platform
from core.tenancy.context import everywhere
from institutions.events import MembershipEnded, MembershipGranted
from institutions.roles.principal import principal_of
from institutions.roles.reactions import read_joiners_anew, tell_person
from messages.inbox.models import Message

NOW = datetime(2026, 11, 1, tzinfo=UTC)


def test_the_person_is_told_once_in_the_own_language(cast):
    granted = MembershipGranted(
        at=NOW, organisation_id=cast.cbdt.pk, membership_uuid="m1", person_id=cast.asha.pk, role="content_creator",
        granted_by_id=cast.chitra.pk,
    )  # fmt: skip
    ended = MembershipEnded(
        at=NOW, organisation_id=cast.cbdt.pk, membership_uuid="m1", person_id=cast.asha.pk, role="content_creator",
        ended_by_id=cast.chitra.pk,
    )  # fmt: skip

    with everywhere(reason="test", audited=False):
        for _time in range(2):
            tell_person([granted, ended])
        told = list(Message.objects.filter(person=cast.asha).order_by("pk"))

    assert [message.kind for message in told] == ["institutions.role-granted", "institutions.role-ended"]
    assert told[0].params["organisation"]["hi"] == "केंद्रीय प्रत्यक्ष कर बोर्ड"


def test_who_joins_sees_the_organisation_with_the_next_request(cast):
    with everywhere(reason="test", audited=False):
        Person.objects.filter(pk=cast.asha.pk).update(home_organisation_id=None)
    assert principal_of(cast.user("asha")).organisation_id is None

    with everywhere(reason="test", audited=False):
        join(person=cast.asha, organisation_id=cast.railways.pk, actor=platform(), at=NOW)
    read_joiners_anew([PersonJoined(at=NOW, organisation_id=cast.railways.pk, person_id=cast.asha.pk)])

    assert principal_of(cast.user("asha")).organisation_id == cast.railways.pk


def test_who_has_a_home_does_not_join_another(cast):
    with everywhere(reason="test", audited=False):
        assert join(person=cast.asha, organisation_id=cast.railways.pk, actor=platform(), at=NOW) is False
        assert Person.objects.get(pk=cast.asha.pk).home_organisation_id == cast.cbdt.pk
