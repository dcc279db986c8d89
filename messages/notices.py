"""Gathers the kinds of messages that this pillar itself sends."""

from messages.inbox import reactions

__all__ = ["reactions"]
