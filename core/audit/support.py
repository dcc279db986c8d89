"""Whose hands it really was: set while a support session serves a request, kept with every entry and announcement."""

from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Supporting:
    """A member of staff who acts with another person's eyes."""

    session: str
    person_id: int
    name: str


supported_by: ContextVar[Supporting | None] = ContextVar("supported_by", default=None)


def facts() -> dict[str, object]:
    """What the trail and the outbox add; nothing outside a support session."""
    who = supported_by.get()
    return {} if who is None else {
        "supported_by_id": who.person_id, "supported_by": who.name, "support_session": who.session,
    }  # fmt: skip
