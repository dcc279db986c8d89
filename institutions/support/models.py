"""Who looked at whose account, why, until when."""

import uuid

from django.db import models

from core.tenancy.fences import Personal


class SupportSession(models.Model):
    """Staff used a person's eyes from one instant until another. The person and their organisation's admins see it.

    It has no foreign key to the staff's login: the row outlives it, and so does the name that is copied here.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", db_index=False)
    organisation_id = models.BigIntegerField(null=True)  # the person's home when it was opened
    user_id = models.BigIntegerField()  # the person's login
    staff = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", db_index=False)
    staff_user_id = models.BigIntegerField()
    staff_name = models.CharField(max_length=200)
    ticket = models.CharField(max_length=60)
    reason = models.CharField(max_length=500)
    may_write = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # ended by hand before its time

    fence = Personal(person="person_id", organisation="organisation_id", person_writes=False)

    class Meta:
        indexes = [
            models.Index(fields=["person", "-opened_at"], name="support_of_person"),
            models.Index(fields=["staff", "-opened_at"], name="support_by_staff"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("opened_at")), name="support_ends_later"),
        ]

    def __str__(self) -> str:
        return f"{self.ticket}: {self.staff_name}"

    @property
    def until(self) -> object:
        return self.ended_at or self.ends_at
