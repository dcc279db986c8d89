"""What a person can read on a page, a program can read by a call; and whom the page refuses, the call refuses."""

from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from competencies import facade as competencies
from tests.contract import described
from tests.journeys.material import video
from tests.thread.reading import NOT_READ_BY_A_CALL, READINGS
from tests.thread.test_page_and_api_pairs import pages
from tests.thread.world import build

PEOPLE = ("asha", "bilal", "chitra", "dev", "farah", "gita", "hari", "indu", None)
SAME = {200: 200, 302: 401, 403: 403, 404: 404}  # a page leads a stranger to sign-in


@pytest.fixture
def ask(cast, tmp_path):
    """Status of a door for a person, at places of the world. Nothing of it stays."""
    competencies.load_framework()
    world: dict[str, Any] = build(cast, video(tmp_path).read_bytes())
    clients: dict[str | None, Client] = {}

    def asked(name: str | None, door: str, at: dict[str, Any]) -> Any:
        if name not in clients:
            clients[name] = Client()
            if name:
                clients[name].force_login(cast.user(name), backend="accounts.backend.Backend")
        with transaction.atomic():
            answer = clients[name].get(reverse(door, kwargs={key: world.get(one, one) for key, one in at.items()}))
            transaction.set_rollback(True)
        return answer

    return asked


def test_both_doors_let_the_same_people_read_and_the_calls_answer_as_described(ask):
    wrong, read = [], {reading.page: 0 for reading in READINGS}
    for reading in READINGS:
        for name in PEOPLE:
            page = ask(name, reading.page, reading.at).status_code
            call = ask(name, reading.call, reading.called_at)
            read[reading.page] += call.status_code == 200
            if call.status_code != SAME[page]:
                wrong.append(f"{reading.page} {page}, {reading.call} {call.status_code}: {name}")
            wrong += described.faults_of(call)

    assert not wrong, "\n".join(wrong)
    assert [page for page, times in read.items() if not times] == []


def test_what_another_organisation_holds_is_not_found_under_ones_own_address(ask):
    """Bilal holds every role that Railways can give, and knows the ids of ISTM and Finance."""
    wrong = []
    for reading in READINGS:
        if "organisation" not in reading.at or set(reading.at) == {"organisation"}:
            continue
        page = ask("bilal", reading.page, reading.at | {"organisation": "railways"}).status_code
        call = ask("bilal", reading.call, reading.called_at | {"organisation": "railways"}).status_code
        if (page, call) != (404, 404):
            wrong.append(f"{reading.page} {page}, {reading.call} {call}")

    assert not wrong, "\n".join(wrong)


def test_a_list_under_ones_own_address_tells_nothing_of_another_organisation(ask):
    lists = [reading for reading in READINGS if set(reading.at) == {"organisation"}]
    heard = {
        reading.call: ask("bilal", reading.call, {"organisation": "railways"}).content.decode() for reading in lists
    }

    assert "courses:api-issued-certificates" in heard
    assert [
        call
        for call, text in heard.items()
        if any(one in text for one in ("Asha", "In work", "Noting", "a.csv", "Given"))
    ] == []


def test_every_page_that_is_read_is_in_the_table_or_says_why_not():
    read = {name for name, methods in pages() if methods is None or "GET" in methods}
    paired = {reading.page for reading in READINGS}

    assert read - paired - set(NOT_READ_BY_A_CALL) == set()
    assert paired | set(NOT_READ_BY_A_CALL) <= read
    assert paired & set(NOT_READ_BY_A_CALL) == set()
