"""Trying again what was parked."""

from datetime import datetime

from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from core.audit import entries
from core.audit.actor import Actor
from core.outbox.models import ParkedEvent
from core.outbox.relay import Row, attempt
from core.refusals import Refusal
from core.tenancy.context import everywhere


class RetryRefused(Refusal):
    SENTENCES = {
        "NOT_FOUND": _("There is no such parked event."),
        "NO_SUBSCRIBER": _("Nobody listens to this event any more."),
    }


@transaction.atomic
def retry(*, parked_id: int, actor: Actor, at: datetime) -> bool:
    """Hand a parked event to its subscriber once more. Returns whether it worked; the new error is kept if not.

    An event that was handled meanwhile is not handled again.
    """
    with everywhere(reason="operator tries a parked event again"):
        parked = ParkedEvent.objects.select_for_update(of=("self",)).select_related("subscriber").filter(pk=parked_id)
        event = parked.first()
        if event is None:
            raise RetryRefused("NOT_FOUND")
        if event.handled_at:
            return True
        subscriptions = {one.name: one for one in import_string("karmayogi.reactions.SUBSCRIPTIONS")}
        subscription = subscriptions.get(event.subscriber.name)
        if subscription is None:
            raise RetryRefused("NO_SUBSCRIBER")
        error = attempt(subscription, [Row(event.event_id, event.topic, event.organisation_id, event.payload)])
        event.error, event.handled_at = error or "", None if error else at
        event.save(update_fields=["error", "handled_at"])
        entries.record(
            actor, "core.parked_event.retried", None, at,
            event_id=event.event_id, topic=event.topic, subscriber=event.subscriber.name, worked=error is None,
        )  # fmt: skip
        return error is None
