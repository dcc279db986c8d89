"""Facts as they arrived, and the state they add up to."""

import uuid
from typing import Any

from django.db import models

from core.tenancy.fences import Personal

LEARNER = Personal(person="person_id", organisation="organisation_id", home="home_organisation_id")


class Ranges(models.Field):  # type: ignore[type-arg]
    """Half-open ranges of whole numbers, kept merged by PostgreSQL: seconds seen or pages read. Read as text."""

    def db_type(self, connection: Any) -> str:
        return "int4multirange"


class ProgressSession(models.Model):
    """One player open on one device."""

    uuid = models.UUIDField(primary_key=True)
    enrolment = models.ForeignKey("courses.Enrolment", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        "institutions.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    home_organisation_id = models.BigIntegerField()
    device = models.CharField(max_length=10, blank=True, default="", db_default="")  # rules.DEVICES
    sequence = models.PositiveIntegerField(default=0, db_default=0)  # the newest batch; a late one moves no position
    started_at = models.DateTimeField()
    last_at = models.DateTimeField()

    fence = LEARNER

    def __str__(self) -> str:
        return f"Session {self.uuid}"


class LearningClock(models.Model):
    """When a person's players were last heard of, all tabs and devices together. `before_at`: the time before that."""

    person = models.OneToOneField("accounts.Person", primary_key=True, on_delete=models.PROTECT, related_name="+")
    last_at = models.DateTimeField()
    before_at = models.DateTimeField(null=True)

    fence = Personal(person="person_id")

    def __str__(self) -> str:
        return f"Clock of {self.person_id}"


class ProgressBatch(models.Model):
    """The fact: one accepted request of a player. Sent twice, kept once."""

    session = models.ForeignKey(ProgressSession, on_delete=models.CASCADE, related_name="batches", db_index=False)
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        "institutions.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    home_organisation_id = models.BigIntegerField()
    sequence = models.PositiveIntegerField()
    received_at = models.DateTimeField()
    facts = models.JSONField()  # as sent: [{"resource", "from", "to", "position"}]

    fence = LEARNER

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "sequence"], name="progress_batch_once")]

    def __str__(self) -> str:
        return f"{self.session_id} {self.sequence}"


class ResourceProgress(models.Model):
    """What one enrolment has reached in one resource. Never moves backwards."""

    uuid = models.UUIDField(default=uuid.uuid4, editable=False)
    enrolment = models.ForeignKey("courses.Enrolment", on_delete=models.CASCADE, related_name="+", db_index=False)
    resource = models.ForeignKey("courses.Resource", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    home_organisation_id = models.BigIntegerField(db_index=True)
    opened_at = models.DateTimeField()  # the last time
    updated_at = models.DateTimeField()  # when it was last opened or heard of
    device = models.CharField(max_length=10, blank=True, default="", db_default="")  # where it was last; rules.DEVICES
    seen = Ranges(default="{}", db_default="{}")
    position = models.PositiveIntegerField(default=0, db_default=0)  # where to resume: a second or a page
    uncounted = models.PositiveIntegerField(default=0, db_default=0)  # seconds or pages claimed faster than time passed
    score = models.PositiveSmallIntegerField(null=True)  # of a quiz, by the attempt that counts, in percent
    completed_at = models.DateTimeField(null=True)

    fence = LEARNER

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "resource"], name="resource_progress_once")]

    def __str__(self) -> str:
        return f"{self.enrolment_id} in {self.resource_id}"


class LearningDay(models.Model):
    """The seconds of one day in India in which a person learned, as a union over all tabs, devices and courses.

    The day's cap is applied when it is read (rules.DAY_MOST_SECONDS), so a changed cap needs no new counting. Nobody
    but the person reads it: when somebody sat at the screen is not their employer's business.
    """

    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    active = Ranges(default="{}", db_default="{}")  # of the day's 86,400 seconds

    fence = Personal(person="person_id")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "day"], name="learning_day_once")]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.day}"
