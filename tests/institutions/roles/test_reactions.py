from datetime import UTC, datetime

from core.tenancy.context import everywhere
from institutions.events import MembershipEnded, MembershipGranted
from institutions.roles.reactions import tell_person
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
