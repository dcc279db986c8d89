"""One run of the checker, and what it found."""

from django.db import models

from core.tenancy.fences import National


class IntegrityRun(models.Model):
    """The checker looked at everything once. No discrepancies under it means that all agreed."""

    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    checked = models.JSONField(default=dict)  # invariant -> how many things were compared

    fence = National()

    def __str__(self) -> str:
        return f"Run of {self.started_at}"


class Discrepancy(models.Model):
    """One thing that breaks an invariant. Ids only, so that whoever runs the platform sees no one's record here."""

    run = models.ForeignKey(IntegrityRun, on_delete=models.CASCADE, related_name="discrepancies")
    invariant = models.CharField(max_length=60)
    subject = models.CharField(max_length=200)
    expected = models.CharField(max_length=200, blank=True)
    found = models.CharField(max_length=200, blank=True)

    fence = National()

    def __str__(self) -> str:
        return f"{self.invariant}: {self.subject}"
