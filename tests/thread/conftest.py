"""People with programs that have nothing but a key, and the clock."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from competencies import facade as competencies
from tests.accounts.keys.making import make
from tests.accounts.keys.making import program as with_key
from tests.thread.programs import Clock, Program


@pytest.fixture
def program(cast) -> Callable[[str | None], Program]:
    competencies.load_framework()

    def of(name: str | None) -> Program:
        return Program(with_key(make(cast, name) if name else None))

    return of


@pytest.fixture
def clock(monkeypatch) -> Clock:
    """The clock is at the edge: doors ask it and pass on what it says."""
    clock = Clock(timezone.now)
    monkeypatch.setattr(timezone, "now", clock)
    return clock
