"""The relay: nothing skipped, nothing counted twice, nothing held up. Real threads and real commits."""

import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.db import (
    DatabaseError,
    InterfaceError,
    OperationalError,
    ProgrammingError,
    connection,
    connections,
    transaction,
)
from django.utils import timezone

from core.audit import entries
from core.audit.actor import platform
from core.outbox.events import Event, publish
from core.outbox.models import ParkedEvent, Subscriber
from core.outbox.relay import TRIES, Subscription, relay, settled_horizon
from core.tenancy.context import Scope, acting_in, current_scope, everywhere

together = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class BellRang(Event):
    number: int
    day: date | None = None


@pytest.fixture
def subscriber(transactional_db):
    """A subscriber that has read everything so far; the events of the test are taken away afterwards."""
    with everywhere(reason="test", audited=False):
        Subscriber.objects.create(name="bell", position=settled_horizon() or 0)
    yield "bell"
    with everywhere(reason="test", audited=False), connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_outboxevent WHERE topic = 'BellRang'")


def count(event):
    entries.record(platform(), "tests.bell", None, NOW, number=event.number)


def counted():
    with everywhere(reason="test", audited=False), connection.cursor() as cursor:
        cursor.execute("SELECT (facts->>'number')::int FROM core_auditentry WHERE action = 'tests.bell'")
        return sorted(number for (number,) in cursor)


class Ear:
    """Counts every event it is given, and remembers the order."""

    def __init__(self, deaf_to=()):
        self.heard, self.deaf_to = [], deaf_to

    def __call__(self, events):
        for event in events:
            if event.number in self.deaf_to:
                raise ValueError(f"cannot bear {event.number}")
            count(event)
        self.heard.extend(event.number for event in events)


def listening(handler, scope="platform"):
    return [Subscription("bell", frozenset({"BellRang"}), handler, scope)]


def ring(*numbers, organisation_id=None):
    with transaction.atomic():
        for number in numbers:
            publish(BellRang(at=NOW, number=number, organisation_id=organisation_id))


def position():
    return Subscriber.objects.get(name="bell").position


@contextmanager
def held_transaction(work):
    """Another connection that has done `work` and commits only when the block ends."""
    done, go = threading.Event(), threading.Event()
    faults = []

    def run():
        try:
            with transaction.atomic():
                work()
                done.set()
                go.wait(10)
        except Exception as fault:
            faults.append(fault)
            done.set()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    assert done.wait(5)
    try:
        yield
    finally:
        go.set()
        thread.join(10)
    assert faults == []


def in_thread(call):
    outcome = []

    def run():
        try:
            outcome.append(call())
        except Exception as fault:
            outcome.append(fault)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, outcome


@together
def test_skips_nothing_when_an_earlier_event_commits_late(subscriber):
    ear = Ear()

    with held_transaction(lambda: publish(BellRang(at=NOW, number=1))):
        ring(2)
        thread, _outcome = in_thread(lambda: relay(listening(ear)))
        time.sleep(0.3)
        assert ear.heard == []
    thread.join(10)

    assert ear.heard == [1, 2]
    assert counted() == [1, 2]


@together
def test_an_earlier_event_that_is_rolled_back_is_not_waited_for_again(subscriber):
    ear = Ear()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        publish(BellRang(at=NOW, number=1))
        1 / 0  # noqa: B018
    ring(2)

    relay(listening(ear))

    assert ear.heard == [2]


@together
def test_an_unrelated_long_transaction_delays_nobody(subscriber):
    ear = Ear()

    def unrelated():
        Subscriber.objects.create(name="somebody else")

    with held_transaction(unrelated):
        ring(1)
        began = time.monotonic()
        relay(listening(ear))
        took = time.monotonic() - began

    assert ear.heard == [1]
    assert took < 1


@together
def test_a_writer_that_begins_after_the_horizon_is_not_waited_for(subscriber):
    """Only those that had written when the last id was read can still hide an id below it."""
    ring(1)
    horizon = settled_horizon()

    with held_transaction(lambda: publish(BellRang(at=NOW, number=2))):
        thread, outcome = in_thread(lambda: settled_horizon())
        time.sleep(0.1)
        assert outcome == []
    thread.join(10)

    assert outcome == [horizon + 1]


@together
def test_gives_up_for_now_when_a_writer_takes_too_long(subscriber, monkeypatch):
    monkeypatch.setattr("core.outbox.relay.PATIENCE_SECONDS", 0.1)
    ear = Ear()

    with held_transaction(lambda: publish(BellRang(at=NOW, number=1))):
        assert relay(listening(ear)) == 0
    relay(listening(ear))

    assert ear.heard == [1]


@together
def test_two_relays_at_once_count_once(subscriber):
    ring(*range(1, 41))
    ear = Ear()

    def slow(events):
        time.sleep(0.2)
        ear(events)

    threads = [in_thread(lambda: relay(listening(slow)))[0] for _worker in range(2)]
    for thread in threads:
        thread.join(10)
    relay(listening(ear))

    assert counted() == list(range(1, 41))


@together
def test_a_batch_handled_twice_counts_once(subscriber):
    ring(1, 2)
    ear = Ear()

    relay(listening(ear))
    relay(listening(ear))

    assert counted() == [1, 2]


@together
def test_effect_and_position_go_together_when_the_connection_is_killed_between(subscriber):
    ring(1)
    before = position()
    reached, go, pid = threading.Event(), threading.Event(), []

    def dies(events):
        for event in events:
            count(event)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            pid.append(cursor.fetchone()[0])
        reached.set()
        go.wait(10)

    thread, outcome = in_thread(lambda: relay(listening(dies)))
    assert reached.wait(5)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", pid)
    go.set()
    thread.join(10)

    assert isinstance(outcome[0], OperationalError | InterfaceError)
    assert counted() == []
    assert position() == before

    relay(listening(Ear()))
    relay(listening(Ear()))

    assert counted() == [1]
    assert position() == before + 1


@together
def test_a_poison_event_is_parked_and_later_ones_are_handled(subscriber):
    ring(1, 2, 3)
    ear = Ear(deaf_to={2})

    for attempt in range(1, TRIES + 1):
        relay(listening(ear))
        if attempt < TRIES:
            waiting = Subscriber.objects.get(name="bell")
            assert waiting.failures == attempt
            assert waiting.retry_at > timezone.now()
            assert waiting.last_error == "ValueError: cannot bear 2"
            assert counted() == [1]
        Subscriber.objects.filter(name="bell").update(retry_at=None)

    assert counted() == [1, 3]
    parked = ParkedEvent.objects.get()
    assert (parked.topic, parked.payload["number"], parked.error) == ("BellRang", 2, "ValueError: cannot bear 2")
    assert parked.handled_at is None
    rested = Subscriber.objects.get(name="bell")
    assert (rested.failures, rested.retry_at, rested.last_error) == (0, None, "")


@together
def test_a_failing_subscriber_is_left_alone_until_its_time(subscriber):
    ring(1)
    calls = []

    def fails(events):
        calls.append(len(events))
        raise ValueError

    relay(listening(fails))
    once = len(calls)
    relay(listening(fails))

    assert len(calls) == once


@together
def test_reads_in_order_across_a_new_digit(subscriber):
    with connection.cursor() as cursor:
        cursor.execute("SELECT last_value FROM core_outboxevent_id_seq")
        last = cursor.fetchone()[0]
        boundary = 10 ** len(str(last + 2))
        cursor.execute(
            "SELECT max(nextval('core_outboxevent_id_seq')) FROM generate_series(1, %s)", [boundary - 3 - last]
        )
    ear = Ear()

    ring(1, 2, 3, 4)
    relay(listening(ear))

    assert ear.heard == [1, 2, 3, 4]
    assert position() == boundary + 1


@together
def test_a_subscriber_of_an_organisation_acts_in_it(subscriber):
    ring(1, organisation_id=7)
    ring(2, organisation_id=8)
    ring(3)
    scopes = []

    relay(
        listening(lambda events: scopes.append((current_scope(), [event.number for event in events])), "organisation")
    )

    assert scopes == [(Scope(organisation_ids=(7,)), [1]), (Scope(organisation_ids=(8,)), [2]), (Scope(), [3])]


@together
def test_a_subscriber_passes_events_it_does_not_hear(subscriber):
    ring(1)

    relay([Subscription("bell", frozenset({"SomethingElse"}), Ear())])

    assert position() == settled_horizon()


@together
def test_an_event_comes_back_as_it_was_published(subscriber):
    event = BellRang(at=NOW, number=1, day=date(2026, 11, 22), organisation_id=5)
    with transaction.atomic():
        publish(event)
    heard = []

    relay(listening(heard.extend))

    assert heard == [event]
    assert type(heard[0].day) is date


def test_an_older_row_with_other_fields_is_still_understood():
    event = BellRang.from_payload({"at": "2026-11-22T06:00:00+00:00", "number": 4, "gone": True})

    assert event == BellRang(at=NOW, number=4)


def test_the_runtime_role_may_write_the_outbox_and_not_read_it(db):
    ring(1)
    for statement in (
        "SELECT * FROM core_outboxevent",
        "UPDATE core_outboxevent SET topic = 'x'",
        "DELETE FROM core_outboxevent",
        "TRUNCATE core_outboxevent",
    ):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(statement)


def test_no_partition_can_be_read_or_written_directly(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'core_outboxevent'::regclass"
        )
        partitions = [name for (name,) in cursor]
    assert len(partitions) >= 9  # eight days and the one for everything else

    for partition in partitions:
        for statement in (f"SELECT * FROM {partition}", f"DELETE FROM {partition}"):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                connection.cursor().execute(statement)
        with pytest.raises(ProgrammingError, match="permission denied"), acting_in(Scope(is_national=True)):
            connection.cursor().execute(f"SELECT * FROM {partition}")


def test_a_day_made_later_is_closed_too(db):
    with everywhere(reason="test", audited=False), connection.cursor() as cursor:
        cursor.execute("SELECT core_outbox_add_day('2031-01-01')")

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute("SELECT * FROM core_outboxevent_20310101")


def test_the_runtime_role_cannot_change_the_audit_trail(db):
    with acting_in(Scope(person_id=4)):
        entries.record(platform(), "tests.kept", None, NOW)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE core_auditentry SET action = 'tests.changed'")
            assert cursor.rowcount == 0
            cursor.execute("DELETE FROM core_auditentry")
            assert cursor.rowcount == 0
    with everywhere(reason="test", audited=False), connection.cursor() as cursor:
        cursor.execute("UPDATE core_auditentry SET action = 'tests.changed'")
        assert cursor.rowcount == 0


@pytest.mark.django_db(databases=["default", "owner"])
def test_not_even_the_owner_changes_the_audit_trail():
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_auditentry (uuid, at, action, actor_name, door, target_kind, target_label, facts)"
            " VALUES (gen_random_uuid(), now(), 'tests.kept', '', 'test', '', '', '{}')"
        )
        with pytest.raises(DatabaseError, match="added to, never changed"):
            cursor.execute("UPDATE core_auditentry SET action = 'tests.changed'")
