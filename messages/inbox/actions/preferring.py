"""How a person wants to be told."""

from collections.abc import Iterable
from datetime import datetime, time

from django.db import transaction

from core.audit import entries
from core.audit.actor import Actor
from messages.inbox.kinds import KINDS
from messages.inbox.models import Preference


@transaction.atomic
def set_preferences(
    *,
    person_id: int,
    language: str,
    without_email: Iterable[str],
    quiet_from: time | None,
    quiet_to: time | None,
    actor: Actor,
    at: datetime,
) -> Preference:
    """Keep the whole page of preferences. Kinds that cannot be switched off stay on."""
    off = sorted(name for name in set(without_email) if name in KINDS and KINDS[name].is_optional)
    preference, _made = Preference.objects.update_or_create(
        person_id=person_id,
        defaults={
            "language": language,
            "without_email": off,
            "quiet_from": quiet_from,
            "quiet_to": quiet_to,
            "updated_at": at,
        },
    )
    entries.record(actor, "messages.preferences.set", None, at, language=language, without_email=off)
    return preference


@transaction.atomic
def set_language(*, person_id: int, language: str, at: datetime) -> None:
    """The language switch of the site also decides the language of mails. What was chosen later stays."""
    preference, is_new = Preference.objects.select_for_update().get_or_create(
        person_id=person_id, defaults={"language": language, "updated_at": at}
    )
    if not is_new and preference.updated_at < at:
        preference.language, preference.updated_at = language, at
        preference.save(update_fields=["language", "updated_at"])
