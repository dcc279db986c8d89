"""What people are told, and how they want to be told."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from core.tenancy.fences import Personal


class Message(models.Model):
    """One thing told to one person. `key` is unique per person: told again, nothing happens.

    No text is stored: `kind` names the texts (messages.inbox.kinds), `params` fill them, in the reader's language at
    the time of reading.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=100)
    key = models.CharField(max_length=200)  # what it is about: "plan:<uuid>:published"
    params = models.JSONField(default=dict)
    link = models.CharField(max_length=500, blank=True)  # a path of this site
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    fence = Personal(person="person_id")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="message_once")]
        indexes = [
            models.Index(fields=["person", "-created_at"], name="message_inbox"),
            # The number at the bell.
            models.Index(fields=["person"], condition=models.Q(read_at=None), name="message_unread"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Preference(models.Model):
    """How a person wants to be told. No row: English, every e-mail, at any hour."""

    person = models.OneToOneField("accounts.Person", on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=10, default="en")
    without_email = ArrayField(models.CharField(max_length=100), default=list)  # kinds that stay in the inbox
    quiet_from = models.TimeField(null=True)  # Indian time; no e-mail from here …
    quiet_to = models.TimeField(null=True)  # … until here, over midnight if earlier
    updated_at = models.DateTimeField()

    fence = Personal(person="person_id")

    def __str__(self) -> str:
        return f"preferences of person {self.person_id}"
