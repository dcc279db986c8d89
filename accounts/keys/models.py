"""Keys for programs. The key itself is shown once and kept by nobody but its owner."""

import uuid

from django.db import models

from core.tenancy.fences import Unfenced


class ApiKey(models.Model):
    """One key of one login. `digest`: SHA-256 of the key, which is 256 random bits, so no slower hash is needed.

    `used_second_step`: whether the session that made it had signed in with two steps; roles that ask for two steps open
    to no other key.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+", db_index=False)
    name = models.CharField(max_length=80)  # what it is for, in its owner's words
    digest = models.CharField(max_length=64, unique=True)
    ending = models.CharField(max_length=4)  # the key's last characters, to tell one from another
    may_write = models.BooleanField(default=False)
    used_second_step = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    fence = Unfenced(because="a key says whose scope to open, so it is looked up before there is one")

    class Meta:
        indexes = [models.Index(fields=["user", "-created_at"], name="api_key_of_login")]
        constraints = [
            models.CheckConstraint(condition=models.Q(expires_at__gt=models.F("created_at")), name="api_key_lasts")
        ]

    def __str__(self) -> str:
        return f"…{self.ending}"
