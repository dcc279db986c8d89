"""The one door to messages for other pillars.

notify(person_ids=…, kind=…, key=…, params=…, link=…, at=…)   tell people something, once per key
message_kind(name, label=…, subject=…, body=…)                declare a kind, in `<pillar>/notices.py`
unread_count(person_id)                                       the number at the bell; cached
unread_key(person_id)                                         its name in the cache, for whoever reads ahead
"""

from messages.inbox.actions import notify
from messages.inbox.kinds import message_kind
from messages.inbox.queries import unread_count, unread_key

__all__ = ["message_kind", "notify", "unread_count", "unread_key"]
