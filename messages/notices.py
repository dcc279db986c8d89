"""Gathers the kinds of messages that this pillar itself sends."""

from messages.inbox import jobs

__all__ = ["jobs"]
