"""Who is told of a version's way to publication: its reviewers, then its makers."""

import json

from django.db import connection

from core.tenancy.context import acting_in, everywhere
from courses.authoring.actions import reviewing
from courses.authoring.reactions import tell_author, tell_reviewers
from courses.events import VersionReturned, VersionSubmitted
from institutions.roles.models import Membership
from messages.delivery.models import Delivery
from messages.inbox.actions import set_preferences
from messages.inbox.kinds import render
from messages.inbox.models import Message
from tests.courses.authoring.making import AT, actor, at_istm, submitted


def announced(event):
    """The events of this kind as the relay reads them."""
    with everywhere(reason="test", audited=False), connection.cursor() as cursor:
        cursor.execute("SELECT payload::text FROM core_outboxevent WHERE topic = %s ORDER BY id", [event.topic])
        return [event.from_payload(json.loads(payload)) for (payload,) in cursor.fetchall()]


def relayed(handler, event) -> None:
    with everywhere(reason="test", audited=False):
        handler(announced(event))


def reviewer(cast, name: str, organisation: str, until=None) -> None:
    with everywhere(reason="test", audited=False):
        Membership.objects.create(
            person=cast.people[name], organisation=cast.organisations[organisation], role="content_reviewer",
            active_from=AT.replace(month=1), active_to=until,
        )  # fmt: skip


def told() -> list[tuple[int, str]]:
    with everywhere(reason="test", audited=False):
        return list(Message.objects.order_by("person_id").values_list("person_id", "kind"))


def test_the_reviewers_of_the_provider_are_told_once_in_the_inbox_and_by_mail(cast):
    reviewer(cast, "bilal", "railways")
    reviewer(cast, "indu", "istm", until=AT)  # no longer
    with at_istm(cast):
        submitted(cast)

    relayed(tell_reviewers, VersionSubmitted)
    relayed(tell_reviewers, VersionSubmitted)

    assert told() == [(cast.hari.pk, "courses.version.submitted")]
    with everywhere(reason="test", audited=False):
        message = Message.objects.get()
        assert [delivery.person_id for delivery in Delivery.objects.all()] == [cast.hari.pk]
    assert message.link == "/provider/istm/courses/noting-and-drafting/review/"
    shown = render(message.kind, message.params)
    assert shown.subject == "For review: Noting and drafting"
    assert shown.body == f"{cast.dev.full_name} sent version 1 of “Noting and drafting” for review."


def test_who_wants_no_mail_of_it_gets_the_message_only(cast):
    with acting_in(cast.learner_scope("hari")):
        set_preferences(
            person_id=cast.hari.pk, language="en", without_email=["courses.version.submitted"], quiet_from=None,
            quiet_to=None, actor=actor(cast, "hari"), at=AT,
        )  # fmt: skip
    with at_istm(cast):
        submitted(cast)

    relayed(tell_reviewers, VersionSubmitted)

    assert told() == [(cast.hari.pk, "courses.version.submitted")]
    with everywhere(reason="test", audited=False):
        assert not Delivery.objects.exists()


def test_a_reviewer_who_had_a_hand_in_it_is_not_asked(cast):
    reviewer(cast, "dev", "istm")
    with at_istm(cast):
        submitted(cast)

    relayed(tell_reviewers, VersionSubmitted)

    assert told() == [(cast.hari.pk, "courses.version.submitted")]


def test_what_was_decided_meanwhile_is_not_asked_for(cast):
    with at_istm(cast):
        version = submitted(cast)
        reviewing.return_to_author(version=version, reason="Say more", actor=actor(cast, "hari"), at=AT)

    relayed(tell_reviewers, VersionSubmitted)
    relayed(tell_author, VersionReturned)

    assert told() == [(cast.dev.pk, "courses.version.returned")]


def test_sent_again_they_are_told_again(cast):
    with at_istm(cast):
        version = submitted(cast)
    relayed(tell_reviewers, VersionSubmitted)
    with at_istm(cast):
        version = reviewing.return_to_author(version=version, reason="More", actor=actor(cast, "hari"), at=AT)
        reviewing.submit(version=version, actor=actor(cast, "dev"), at=AT.replace(hour=9))

    relayed(tell_reviewers, VersionSubmitted)

    assert told() == [(cast.hari.pk, "courses.version.submitted")] * 2
