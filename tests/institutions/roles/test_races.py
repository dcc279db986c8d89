"""Two admins at once: the second waits, and is answered in words."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import connection

from core.audit.actor import Actor, platform
from core.tenancy.context import acting_in, everywhere
from institutions.roles.actions import EndingRefused, GrantRefused, appoint, end, grant
from institutions.roles.models import Membership
from tests.cast import Cast, build_cast

NOW = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture
def cast(transactional_db):
    build_cast()
    return Cast.load()


def at_once(*calls: Callable[[], object]) -> list[object]:
    """Run the calls in threads of their own, starting together; their results or the refusals' reasons, sorted."""
    start, answers = threading.Barrier(len(calls)), []

    def run(call: Callable[[], object]) -> None:
        try:
            start.wait()
            call()
            answers.append("done")
        except (GrantRefused, EndingRefused) as refusal:
            answers.append(refusal.reason)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return sorted(answers)


def test_the_same_role_given_twice_at_once_is_held_once(cast):
    actor = Actor(name="Chitra", door="page", person_id=cast.chitra.pk)

    def give():
        with acting_in(cast.organisation_scope("finance", "chitra")):
            grant(person=cast.asha, organisation=cast.cbdt, role="content_creator", actor=actor, at=NOW)

    assert at_once(give, give) == ["ALREADY_HELD", "done"]
    with everywhere(reason="test", audited=False):
        assert Membership.objects.filter(person=cast.asha).count() == 1


def test_two_leaders_cannot_end_each_other(cast):
    """Chitra (admin) and Indu (leader) both lay down their role: one of them has to stay."""
    with everywhere(reason="test", audited=False):
        appoint(person_id=cast.indu.pk, organisation_id=cast.finance.pk, role="mdo_leader", actor=platform(), at=NOW)
        roles = {row.person_id: row for row in Membership.objects.filter(organisation=cast.finance)}

    def lay_down(name):
        actor = Actor(name=name, door="page", person_id=cast.people[name].pk)
        with acting_in(cast.organisation_scope("finance", name)):
            end(membership=roles[cast.people[name].pk], actor=actor, at=NOW)

    assert at_once(lambda: lay_down("chitra"), lambda: lay_down("indu")) == ["LAST_WHO_CAN_GRANT", "done"]
