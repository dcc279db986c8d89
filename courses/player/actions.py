"""Keeping how a person likes to learn."""

from datetime import datetime

from django.db import transaction

from core.audit.actor import Actor
from courses.player.models import LearningChoices


@transaction.atomic
def choose(*, actor: Actor, at: datetime, **choices: str) -> LearningChoices:
    """Keep the choices given, of LearningChoices, and leave the others. No trail: nothing follows from them."""
    kept, _created = LearningChoices.objects.update_or_create(pk=actor.person_id, defaults=choices)
    return kept
