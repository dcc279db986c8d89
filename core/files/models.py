"""What is known of a stored file. The bytes are in storage under a random key."""

import uuid

from django.db import models

from core.tenancy.fences import Personal


class StoredFile(models.Model):
    """One file as it was brought. Never changed: another version of it is another row.

    `name` is what its bringer called it and is only shown, never used to find bytes; `content_type` is what the bytes
    are, decided by us. No URL: one is signed each time it is shown (core.files.links).
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=60)  # what it is for, named by its pillar: "courses.video"
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=100)
    size = models.BigIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    key = models.CharField(max_length=200, unique=True)  # in storage
    person_id = models.BigIntegerField(null=True)  # who brought it, or whom an export was made for
    organisation_id = models.BigIntegerField(null=True)  # whose file it is
    created_at = models.DateTimeField()

    fence = Personal(person="person_id", organisation="organisation_id")

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "-created_at"], name="file_by_organisation"),
            models.Index(fields=["person_id", "-created_at"], name="file_by_person"),
        ]

    def __str__(self) -> str:
        return self.name
