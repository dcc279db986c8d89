"""E-mails to send, and the mail that the demo site pretends to have sent."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.tenancy.fences import Personal, Unfenced


class DeliveryState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Could not be sent")
    UNKNOWN = "unknown", _("Not known whether it was sent")


class Delivery(models.Model):
    """One message on its way to one person by one channel.

    At most once: `sending` is committed before the mail server is spoken to. A worker killed between sending and
    marking leaves `sending` behind, and nobody can know what the mail server did; it becomes `unknown` and is not sent
    again. The inbox has the message in any case.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # also the mail's Message-ID
    message = models.ForeignKey(
        "messaging.Message", on_delete=models.CASCADE, related_name="deliveries", db_index=False
    )
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    channel = models.CharField(max_length=10, default="email")
    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=500, blank=True)

    fence = Personal(person="person_id")

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [models.UniqueConstraint(fields=["message", "channel"], name="delivery_once")]
        indexes = [
            models.Index(
                fields=["next_try_at"], condition=models.Q(state__in=["waiting", "sending"]), name="delivery_due"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} of message {self.message_id}"


class SentMail(models.Model):
    """A mail as the demo site's mail server would have carried it. Written only by the demo mail backend."""

    message_id = models.CharField(max_length=255, unique=True)  # the same mail twice is one row
    to = models.CharField(max_length=1000)
    subject = models.CharField(max_length=1000)
    body = models.TextField()
    html = models.TextField(blank=True)
    sent_at = models.DateTimeField(db_index=True)

    fence = Unfenced(
        because="exists only in demo mode, whose people are invented, and shows everybody's mail on purpose"
    )

    def __str__(self) -> str:
        return self.subject
