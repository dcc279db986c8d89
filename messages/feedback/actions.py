"""Keeping what people write."""

from datetime import datetime

from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.audit import entries
from core.audit.actor import Actor
from core.refusals import Refusal
from core.tenancy.context import everywhere
from messages.feedback import rules
from messages.feedback.models import Feedback


class FeedbackRefused(Refusal):
    SENTENCES = {
        "TOO_MANY": _("We have received a lot from this connection within the hour. Please try again in an hour."),
    }


@transaction.atomic
def give_feedback(
    *, category: str, text: str, contact: str, page: str, language: str, address: str, actor: Actor, at: datetime
) -> Feedback:
    """Keep one feedback. `address` is the IP address, counted for an hour and not kept."""
    if not _may_write(address, at):
        raise FeedbackRefused("TOO_MANY")
    # As the platform: who is not signed in has no row of their own to write.
    with everywhere(reason="feedback", audited=False):
        feedback = Feedback.objects.create(
            reference=rules.reference(),
            category=category,
            text=text,
            contact=contact,
            page=rules.local_path(page),
            language=language,
            person_id=actor.person_id,
            created_at=at,
        )
        entries.record(actor, "messages.feedback.given", feedback, at, category=category)
    return feedback


def _may_write(address: str, at: datetime) -> bool:
    """Counted in the cache, so that a refusal, which rolls everything else back, is counted too."""
    key = f"feedback:{address}:{at:%Y%m%d%H}"
    cache.add(key, 0, 3600)
    return cache.incr(key) <= rules.PER_HOUR
