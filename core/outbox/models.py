"""Events waiting for their subscribers, where each subscriber stands, and what could not be handled."""

from django.db import models

from core.tenancy.fences import Unfenced


class OutboxEvent(models.Model):
    """One announcement. Written in the transaction of what it tells; kept until all subscribers have passed.

    The table is partitioned by day of `at` (made by SQL in the migration); the runtime role may only insert.
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    topic = models.CharField(max_length=100)  # the event's class name
    organisation_id = models.BigIntegerField(null=True)
    payload = models.JSONField()

    fence = Unfenced(because="the runtime role may insert and nothing else; only the relay's platform role reads")

    class Meta:
        managed = False
        db_table = "core_outboxevent"

    def __str__(self) -> str:
        return f"{self.topic} {self.pk}"


class Subscriber(models.Model):
    """How far one reaction has read. Effect and position move in one transaction, so an event counts once."""

    name = models.CharField(max_length=200, unique=True)
    position = models.BigIntegerField(default=0)
    moved_at = models.DateTimeField(null=True)
    retry_at = models.DateTimeField(null=True)  # set while the event after `position` keeps failing
    failures = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True)

    fence = Unfenced(because="positions of the relay; no personal or organisational data")

    def __str__(self) -> str:
        return self.name


class ParkedEvent(models.Model):
    """An event that a subscriber could not handle after several tries; shown to operators, who may try it again."""

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="+", db_index=False)
    event_id = models.BigIntegerField()
    topic = models.CharField(max_length=100)
    organisation_id = models.BigIntegerField(null=True)
    payload = models.JSONField()
    error = models.TextField()
    parked_at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True)

    fence = Unfenced(because="read by operators of the platform only, through a page with a permission")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subscriber", "event_id"], name="parked_once")]

    def __str__(self) -> str:
        return f"{self.topic} {self.event_id} for {self.subscriber}"
