"""What operators see, and trying a parked event again."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.db import transaction

from core.audit.actor import Actor
from core.audit.models import AuditEntry
from core.operations.actions import RetryRefused, retry
from core.operations.queries import standings
from core.outbox.events import Event, publish
from core.outbox.models import ParkedEvent, Subscriber
from core.outbox.relay import Subscription
from core.tenancy.context import everywhere
from institutions.roles.models import Membership
from institutions.roles.principal import forget

AT = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
ACTOR = Actor(name="Gita Deshmukh", door="page", person_id=1)


@dataclass(frozen=True, kw_only=True)
class GongStruck(Event):
    number: int


@pytest.fixture
def gong(monkeypatch):
    """A subscriber that can be told to fail; listed as the platform's only one."""

    class Gong:
        fails = True

        def __init__(self):
            self.heard = []

        def __call__(self, events):
            if self.fails:
                raise ValueError("cracked")
            self.heard.extend(events)

    found = Gong()
    monkeypatch.setattr(
        "karmayogi.reactions.SUBSCRIPTIONS", [Subscription("tests.gong", frozenset({"GongStruck"}), found)]
    )
    return found


@pytest.fixture
def parked(cast, gong):
    return ParkedEvent.objects.create(
        subscriber=Subscriber.objects.create(name="tests.gong", position=10),
        event_id=9, topic="GongStruck", organisation_id=None, payload={"at": AT.isoformat(), "number": 4},
        error="ValueError: cracked", parked_at=AT,
    )  # fmt: skip


@pytest.fixture
def operator(client, cast):
    """Gita, made platform admin for the test."""
    with everywhere(reason="test", audited=False):
        Membership.objects.create(
            person=cast.gita, organisation=cast.india, role="platform_admin", active_from="2024-01-01T00:00Z"
        )
    forget(cast.gita.pk)
    client.force_login(cast.user("gita"), backend="accounts.backend.Backend")
    return client


def test_a_retry_that_works_is_done_once(cast, gong, parked):
    gong.fails = False

    assert retry(parked_id=parked.pk, actor=ACTOR, at=AT) is True
    assert retry(parked_id=parked.pk, actor=ACTOR, at=AT) is True

    assert [event.number for event in gong.heard] == [4]
    parked.refresh_from_db()
    assert (parked.handled_at, parked.error) == (AT, "")
    with everywhere(reason="test", audited=False):
        entry = AuditEntry.objects.get(action="core.parked_event.retried")
    assert (entry.actor_name, entry.facts["worked"], entry.facts["event_id"]) == ("Gita Deshmukh", True, 9)


def test_a_retry_that_fails_keeps_the_new_error(cast, gong, parked):
    assert retry(parked_id=parked.pk, actor=ACTOR, at=AT) is False

    parked.refresh_from_db()
    assert (parked.handled_at, parked.error) == (None, "ValueError: cracked")
    assert gong.heard == []


def test_an_event_nobody_hears_any_more_is_refused(cast, parked, monkeypatch):
    monkeypatch.setattr("karmayogi.reactions.SUBSCRIPTIONS", [])

    with pytest.raises(RetryRefused) as refusal:
        retry(parked_id=parked.pk, actor=ACTOR, at=AT)

    assert refusal.value.reason == "NO_SUBSCRIBER"


def test_a_standing_tells_what_waits_and_since_when(cast, parked):
    with everywhere(reason="test", audited=False), transaction.atomic():
        publish(GongStruck(at=AT, number=1))
        Subscriber.objects.update(position=0)

    (standing,) = standings()

    assert (standing.name, standing.waiting, standing.parked) == ("tests.gong", 1, 1)
    assert standing.oldest is not None


def test_the_page_shows_parked_events_and_retries_them(operator, gong, parked):
    page = operator.get("/national/operations/")
    gong.fails = False
    retried = operator.post(f"/national/operations/parked/{parked.pk}/retrial/", follow=True)

    assert page.status_code == 200
    assert page.content.decode().count("<h1") == 1
    assert "GongStruck" in page.content.decode()
    assert "The event was handled." in retried.content.decode()
    assert "GongStruck" not in retried.content.decode()


def test_the_endpoints_do_the_same(operator, gong, parked):
    gong.fails = False

    assert operator.get("/api/v1/operations/subscribers/").json()[0]["name"] == "tests.gong"
    assert operator.post(f"/api/v1/operations/parked/{parked.pk}/retrial/").json() == {"worked": True}
    assert operator.post("/api/v1/operations/parked/0/retrial/").status_code == 409


@pytest.mark.parametrize("path", ["/national/operations/", "/national/feedback/", "/api/v1/operations/subscribers/"])
@pytest.mark.parametrize(("name", "status"), [("asha", 404), ("chitra", 404), ("gita", 403)])
def test_only_operators_see_it(client, cast, name, status, path):
    client.force_login(cast.user(name), backend="accounts.backend.Backend")

    assert client.get(path).status_code == status
