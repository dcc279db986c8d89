"""Opening a scope: until one is open, every fenced table refuses to be read.

A scope lives in transaction-local settings, so it cannot leak into the next user of a pooled connection.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import connection, transaction

from core.tenancy.fences import NATIONAL_READER, PLATFORM


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose eyes the database looks through.

    `organisation_ids`: organisations acted for (a held role and the subtree below it); empty for a learner.
    `above_ids`: the person's own organisation and those above it; what they share downwards is visible.
    `is_national`: read everything through the national reader role, write nothing.
    """

    person_id: int | None = None
    organisation_ids: tuple[int, ...] = ()
    above_ids: tuple[int, ...] = ()
    is_national: bool = False


@dataclass(frozen=True, slots=True)
class _State:
    """A scope and the database role it runs as; no role means the runtime role that the connection signed in with."""

    scope: Scope | None
    role: str | None = None


_CLOSED = _State(None)
_current: ContextVar[_State] = ContextVar("scope", default=_CLOSED)


def current_scope() -> Scope | None:
    return _current.get().scope


@contextmanager
def acting_in(scope: Scope) -> Iterator[None]:
    """Run a block in one transaction that sees and writes what the scope allows."""
    with _inside(_State(scope, NATIONAL_READER if scope.is_national else None)):
        yield


@contextmanager
def everywhere(*, reason: str, audited: bool = True) -> Iterator[None]:
    """Run a block as the platform role, which passes every fence. The reason is kept in the audit trail.

    `audited=False` is for machinery that runs many times a minute and leaves its own trace (the outbox relay).
    """
    with _inside(_State(current_scope() or Scope(), PLATFORM)):
        if audited:
            from core.audit.entries import record_everywhere

            record_everywhere(reason)
        yield


@contextmanager
def _inside(state: _State) -> Iterator[None]:
    before = _current.get()
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        _apply(state)
        token = _current.set(state)
        try:
            yield
        finally:
            _current.reset(token)
        # After an error the rollback to the savepoint restores settings and role by itself. After success neither a
        # local setting nor SET LOCAL ROLE ends with a released savepoint, so an enclosing block gets its own back here.
        if not is_outermost:
            _apply(before)


def _apply(state: _State) -> None:
    scope = state.scope or Scope()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('role', %s, true), set_config('app.scope', %s, true), set_config('app.person', %s, true),"
            " set_config('app.organisations', %s, true), set_config('app.above', %s, true)",
            [
                state.role or "none",
                "open" if state.scope else "",
                "" if scope.person_id is None else str(scope.person_id),
                _array(scope.organisation_ids),
                _array(scope.above_ids),
            ],
        )


def _array(ids: tuple[int, ...]) -> str:
    return "{" + ",".join(map(str, ids)) + "}"
