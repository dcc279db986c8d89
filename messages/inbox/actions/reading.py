"""Marking messages as read."""

from datetime import datetime

from django.core.cache import cache
from django.db import transaction

from messages.inbox.models import Message
from messages.inbox.queries import unread_key


@transaction.atomic
def mark_read(*, message: Message, at: datetime) -> None:
    """Reading is private: it leaves no line in the audit trail. The first time counts."""
    if Message.objects.filter(pk=message.pk, read_at=None).update(read_at=at):
        _forget(message.person_id)


@transaction.atomic
def mark_all_read(*, person_id: int, at: datetime) -> int:
    count = Message.objects.filter(person_id=person_id, read_at=None).update(read_at=at)
    _forget(person_id)
    return count


def _forget(person_id: int) -> None:
    transaction.on_commit(lambda: cache.delete(unread_key(person_id)))
