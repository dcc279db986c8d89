"""What the platform does when something happened: the only list of subscriptions. Read it to know the behaviour."""

from core.outbox.relay import Subscription

SUBSCRIPTIONS: list[Subscription] = []
