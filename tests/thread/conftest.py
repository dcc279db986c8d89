"""People with programs, and the clock."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from competencies import facade as competencies
from tests.thread.programs import Clock, Program


@pytest.fixture
def program(cast) -> Callable[[str | None], Program]:
    competencies.load_framework()

    def of(name: str | None) -> Program:
        client = Client()
        if name:
            client.force_login(cast.user(name), backend="accounts.backend.Backend")
        return Program(client)

    return of


@pytest.fixture
def clock(monkeypatch) -> Clock:
    """The clock is at the edge: doors ask it and pass on what it says."""
    clock = Clock(timezone.now)
    monkeypatch.setattr(timezone, "now", clock)
    return clock
