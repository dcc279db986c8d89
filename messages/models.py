"""Gathers the tables of messages' capabilities."""

from messages.delivery.models import Delivery, SentMail
from messages.feedback.models import Feedback
from messages.inbox.models import Message, Preference

__all__ = ["Delivery", "Feedback", "Message", "Preference", "SentMail"]
