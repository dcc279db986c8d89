"""A choice that concerns more than this device."""

from datetime import datetime

from django.db import transaction

from core.audit import entries
from core.audit.actor import Actor
from core.outbox.events import publish
from core.preferences.events import LanguageChosen


@transaction.atomic
def choose_language(*, language: str, actor: Actor, at: datetime) -> None:
    """The person reads this language from now on; whoever writes to them hears of it. For a visitor there is nobody to."""
    if actor.person_id is None:
        return
    entries.record(actor, "core.language.chosen", None, at, language=language)
    publish(LanguageChosen(at=at, person_id=actor.person_id, language=language))
