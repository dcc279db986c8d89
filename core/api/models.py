"""Keys of requests that were answered, so that a repeated request is answered again and not done again."""

from django.db import models

from core.tenancy.fences import Personal


class IdempotencyKey(models.Model):
    """One answered (or, inside its transaction, running) request of one person. Kept for a day."""

    person_id = models.BigIntegerField()
    path = models.CharField(max_length=310)  # method and path
    key = models.CharField(max_length=200)
    digest = models.BinaryField()  # of the body, to refuse the key for another one
    status = models.PositiveSmallIntegerField(null=True)
    body = models.JSONField(null=True)
    at = models.DateTimeField(db_index=True)

    fence = Personal(person="person_id")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person_id", "path", "key"], name="idempotency_key_once")]

    def __str__(self) -> str:
        return self.key
