"""Telling people something, once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import ProgrammingError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from core.audit.actor import Actor
from core.tenancy.context import acting_in, everywhere
from messages.delivery.models import Delivery
from messages.facade import notify, unread_count
from messages.inbox.actions import mark_all_read, mark_read, set_preferences
from messages.inbox.kinds import KINDS, message_kind
from messages.inbox.models import Message

AT = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def kinds():
    message_kind("tests.news", label=_("News"), subject=_("News: %(title)s"), body=_("%(title)s"))
    message_kind("tests.duty", label=_("Duty"), subject=_("Duty"), body=_("Duty"), is_optional=False)
    message_kind("tests.quiet", label=_("Quiet"), subject=_("Quiet"), body=_("Quiet"), by_email=False)
    yield
    for name in ("tests.news", "tests.duty", "tests.quiet"):
        del KINDS[name]


def tell(*people, kind="tests.news", key="one", **more):
    return notify(person_ids=[p.pk for p in people], kind=kind, key=key, params={"title": "Rules"}, at=AT, **more)


def everything(model):
    with everywhere(reason="test", audited=False):
        return list(model.objects.order_by("person_id", "pk"))


def test_puts_one_message_and_one_mail_for_each_person(cast):
    with acting_in(cast.organisation_scope("finance", "chitra")):
        assert tell(cast.asha, cast.indu, cast.asha, link="/home/") == 2

    assert [(m.person_id, m.kind, m.key, m.link, m.read_at) for m in everything(Message)] == [
        (cast.asha.pk, "tests.news", "one", "/home/", None),
        (cast.indu.pk, "tests.news", "one", "/home/", None),
    ]
    assert [(d.person_id, d.channel, d.state, d.next_try_at) for d in everything(Delivery)] == [
        (cast.asha.pk, "email", "waiting", AT),
        (cast.indu.pk, "email", "waiting", AT),
    ]


def test_told_again_under_the_same_key_nothing_happens(cast):
    tell(cast.asha)

    assert tell(cast.asha, cast.bilal) == 1

    assert len(everything(Message)) == 2
    assert len(everything(Delivery)) == 2


def test_another_key_is_another_message(cast):
    tell(cast.asha)

    assert tell(cast.asha, key="two") == 1


def test_who_has_no_login_gets_the_message_and_no_mail(cast):
    with everywhere(reason="test", audited=False):
        person = Person.objects.create(full_name="Without Login")

    assert tell(person) == 1

    assert len(everything(Message)) == 1
    assert everything(Delivery) == []


def prefer(person, *without):
    with acting_in_person(person):
        set_preferences(
            person_id=person.pk, language="hi", without_email=without, quiet_from=None, quiet_to=None,
            actor=Actor(name="x", door="page", person_id=person.pk), at=AT,
        )  # fmt: skip


def acting_in_person(person):
    from core.tenancy.context import Scope

    return acting_in(Scope(person_id=person.pk))


def test_a_kind_that_was_switched_off_stays_in_the_inbox(cast):
    prefer(cast.asha, "tests.news")

    tell(cast.asha)

    assert len(everything(Message)) == 1
    assert everything(Delivery) == []


def test_a_duty_cannot_be_switched_off(cast):
    prefer(cast.asha, "tests.duty")

    tell(cast.asha, kind="tests.duty")

    assert len(everything(Delivery)) == 1


def test_a_kind_without_mail_makes_none(cast):
    tell(cast.asha, kind="tests.quiet")

    assert everything(Delivery) == []


def test_nobody_is_told_when_the_transaction_is_rolled_back(cast):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        tell(cast.asha)
        1 / 0  # noqa: B018

    assert everything(Message) == []


def test_an_inbox_is_its_owner_s_alone(cast):
    tell(cast.asha)

    for scope in (cast.learner_scope("bilal"), cast.organisation_scope("finance", "chitra")):
        with acting_in(scope):
            assert not Message.objects.exists()
            assert Message.objects.update(read_at=AT) == 0
    with pytest.raises(ProgrammingError, match="row-level security"), acting_in(cast.learner_scope("bilal")):
        Message.objects.create(person_id=cast.asha.pk, kind="tests.news", key="forged", created_at=AT)


def test_a_thousand_people_are_told_by_one_statement(cast, django_assert_max_num_queries):
    with everywhere(reason="test", audited=False):
        people = Person.objects.bulk_create([Person(full_name=f"Person {number}") for number in range(1000)])

    with django_assert_max_num_queries(7):  # two savepoints, the scope, and the one that does it
        assert tell(*people) == 1000


def test_the_number_at_the_bell_costs_nothing_when_kept(
    cast, django_assert_num_queries, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        tell(cast.asha)
        tell(cast.asha, key="two")

    assert unread_count(cast.asha.pk) == 2
    with django_assert_num_queries(0):
        assert unread_count(cast.asha.pk) == 2

    with django_capture_on_commit_callbacks(execute=True):
        tell(cast.asha, key="three")
    assert unread_count(cast.asha.pk) == 3


def test_reading_lowers_the_number_once(cast, django_capture_on_commit_callbacks):
    tell(cast.asha)
    tell(cast.asha, key="two")

    with acting_in(cast.learner_scope("asha")):
        message = Message.objects.first()
        with django_capture_on_commit_callbacks(execute=True):
            mark_read(message=message, at=AT)
            mark_read(message=message, at=AT + timedelta(hours=1))
        message.refresh_from_db()
        assert message.read_at == AT
        assert unread_count(cast.asha.pk) == 1
        with django_capture_on_commit_callbacks(execute=True):
            assert mark_all_read(person_id=cast.asha.pk, at=AT) == 1
        assert unread_count(cast.asha.pk) == 0
