"""Telling people, reading, and how people want to be told."""

from messages.inbox.actions.notifying import notify
from messages.inbox.actions.preferring import set_language, set_preferences
from messages.inbox.actions.reading import mark_all_read, mark_read

__all__ = ["mark_all_read", "mark_read", "notify", "set_language", "set_preferences"]
