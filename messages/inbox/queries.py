"""Reads for the inbox and the bell."""

from typing import Any

from django.core.cache import cache
from django.db.models import QuerySet

from core.kept import found_in_cache
from core.tenancy.context import Scope, acting_in
from messages.inbox.kinds import render
from messages.inbox.models import Message

KEEP_SECONDS = 60


def unread_key(person_id: int) -> str:
    return f"unread:{person_id}"


def unread_count(person_id: int) -> int:
    """The number at the bell, from the cache when it is there."""
    name = unread_key(person_id)
    if kept := found_in_cache([name]):
        return int(kept[name])
    with acting_in(Scope(person_id=person_id)):
        count = Message.objects.filter(person_id=person_id, read_at=None).count()
    cache.set(name, count, KEEP_SECONDS)
    return count


def inbox(person_id: int, *, unread_only: bool = False) -> QuerySet[Message]:
    found = Message.objects.filter(person_id=person_id).order_by("-created_at", "-pk")
    return found.filter(read_at=None) if unread_only else found


def row(message: Message) -> dict[str, Any]:
    """A message as it is shown, in the language that is active now."""
    texts = render(message.kind, message.params)
    return {
        "uuid": message.uuid,
        "subject": texts.subject,
        "body": texts.body,
        "link": message.link,
        "kind": message.kind,
        "created_at": message.created_at,
        "is_read": message.read_at is not None,
    }
