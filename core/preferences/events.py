"""What readers announce by their choices."""

from dataclasses import dataclass

from core.outbox.events import Event


@dataclass(frozen=True, kw_only=True)
class LanguageChosen(Event):
    """A signed-in person chose another language for the pages."""

    person_id: int
    language: str
