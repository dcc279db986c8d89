"""Jobs and the rows they refused."""

import uuid
from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.tenancy.context import Scope
from core.tenancy.fences import Personal

STALE = timedelta(seconds=60)  # a running job that has not been heard of for so long lost its worker


class JobState(models.TextChoices):
    WAITING = "waiting", _("Waiting to start")
    RUNNING = "running", _("Running")
    FINISHED = "finished", _("Finished")
    FAILED = "failed", _("Stopped by a problem")
    CANCELLED = "cancelled", _("Cancelled")


ENDED = (JobState.FINISHED, JobState.FAILED, JobState.CANCELLED)


class Job(models.Model):
    """One piece of long work that somebody started, and how far it is.

    A chunk's effect, `cursor` and the counts move in one transaction, so a chunk counts once however often workers die.
    `heartbeat_at`, `lease` and `attempts` are written before each chunk, outside its transaction.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=100)  # names the handler: core.jobs.kinds
    title = models.CharField(max_length=300)  # in the language of who started it
    language = models.CharField(max_length=10, default="en")
    params = models.JSONField(default=dict)

    # Who started it, where, and what it may see and write.
    person_id = models.BigIntegerField(null=True)
    user_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    organisation_id = models.BigIntegerField(null=True)
    scope_person_id = models.BigIntegerField(null=True)
    scope_organisation_ids = ArrayField(models.BigIntegerField(), default=list)
    scope_above_ids = ArrayField(models.BigIntegerField(), default=list)
    scope_is_national = models.BooleanField(default=False)

    state = models.CharField(max_length=20, choices=JobState, default=JobState.WAITING)
    steps = models.JSONField(default=list)  # names of the steps, in the language of who started it
    step = models.PositiveSmallIntegerField(default=0)  # index of the step being done
    total = models.PositiveIntegerField(null=True)  # rows to do, once known
    done = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    cursor = models.JSONField(null=True)  # where the next chunk begins; the handler's own words
    result = models.JSONField(null=True)  # plain values; "file" is the uuid of a StoredFile to fetch, "link" a page
    failure = models.CharField(max_length=500, blank=True)  # a sentence for who started it

    lease = models.UUIDField(null=True)  # the worker that has it now
    heartbeat_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)  # at the chunk at hand
    cancel_requested_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    fence = Personal(person="person_id", organisation="organisation_id")

    class Meta:
        indexes = [
            models.Index(fields=["person_id", "-created_at"], name="job_by_person"),
            models.Index(fields=["organisation_id", "-created_at"], name="job_by_organisation"),
            # resume_stalled asks for the few that are under way.
            models.Index(
                fields=["heartbeat_at"], condition=models.Q(state__in=["waiting", "running"]), name="job_under_way"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def scope(self) -> Scope:
        """The eyes its chunks look through."""
        return Scope(
            person_id=self.scope_person_id,
            organisation_ids=tuple(self.scope_organisation_ids),
            above_ids=tuple(self.scope_above_ids),
            is_national=self.scope_is_national,
        )

    @property
    def has_ended(self) -> bool:
        return self.state in ENDED


class JobError(models.Model):
    """One row of the brought file that was refused, and why; the error file is made of these."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="errors", db_index=False)
    row = models.PositiveIntegerField(null=True)  # line in the file, the header being line 1
    field = models.CharField(max_length=100, blank=True)
    value = models.CharField(max_length=500, blank=True)
    sentence = models.CharField(max_length=500)
    person_id = models.BigIntegerField(null=True)  # the job's, for the fence
    organisation_id = models.BigIntegerField(null=True)

    fence = Personal(person="person_id", organisation="organisation_id")

    class Meta:
        indexes = [models.Index(fields=["job", "row"], name="job_errors_in_order")]

    def __str__(self) -> str:
        return self.sentence
