"""One row of the trail. It copies names and ids, so that it outlives what it describes."""

from django.db import models

from core.tenancy.fences import AppendOnly


class AuditEntry(models.Model):
    """Somebody did something to one thing. No foreign keys on purpose: the trail outlives people and things."""

    uuid = models.UUIDField(primary_key=True)
    at = models.DateTimeField()
    action = models.CharField(max_length=100)  # dotted, past tense: "courses.enrolment.withdrawn"
    actor_person_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    door = models.CharField(max_length=20)  # page, api, task, command
    organisation_id = models.BigIntegerField(null=True)
    target_kind = models.CharField(max_length=100, blank=True)
    target_uuid = models.UUIDField(null=True)
    target_label = models.CharField(max_length=300, blank=True)
    facts = models.JSONField(default=dict)

    fence = AppendOnly(organisation="organisation_id", person="actor_person_id")

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "-at"], name="audit_by_organisation"),
            models.Index(fields=["target_uuid", "-at"], name="audit_by_target"),
        ]

    def __str__(self) -> str:
        return f"{self.action} by {self.actor_name}"
