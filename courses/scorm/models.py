"""What packages say while they are learnt, and what they asked to keep until the next time."""

import uuid

from django.db import models

from core.tenancy.fences import Personal
from courses.progress.models import LEARNER


class ScoSession(models.Model):
    """One start of one part of a package, on one device. Its commits are numbered; only a newer one counts.

    `active`: seconds that the player says somebody was at it, in all; `said_seconds`: the package's own session_time,
    never more than passed since the start. The total time of a part is the sum of these, and is stored nowhere.
    """

    uuid = models.UUIDField(primary_key=True)
    enrolment = models.ForeignKey("courses.Enrolment", on_delete=models.CASCADE, related_name="+", db_index=False)
    resource = models.ForeignKey("courses.Resource", on_delete=models.PROTECT, related_name="+")
    sco = models.CharField(max_length=255)  # the item's identifier in the manifest
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    home_organisation_id = models.BigIntegerField(db_index=True)
    device = models.CharField(max_length=10)  # phone, tablet, computer
    sequence = models.PositiveIntegerField()
    active = models.PositiveIntegerField()
    said_seconds = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    last_at = models.DateTimeField()

    fence = LEARNER

    class Meta:
        indexes = [
            models.Index(fields=["enrolment", "resource", "sco", "-started_at"], name="sco_session_newest"),
        ]  # the total time of a part; on which device it was last

    def __str__(self) -> str:
        return f"{self.sco} {self.uuid}"


class ScoState(models.Model):
    """What one part of a package has said in one enrolment. Status and score are the best there were.

    Location and suspend_data are the package's own memory, kept as sent by the newest session: an older one that is
    still open somewhere changes them no more.
    """

    enrolment = models.ForeignKey("courses.Enrolment", on_delete=models.CASCADE, related_name="+", db_index=False)
    resource = models.ForeignKey("courses.Resource", on_delete=models.PROTECT, related_name="+")
    sco = models.CharField(max_length=255)
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    home_organisation_id = models.BigIntegerField(db_index=True)
    session_id = models.UUIDField()  # the newest, and when it started
    session_started_at = models.DateTimeField()
    completion = models.CharField(max_length=10, default="unknown")  # unknown, incomplete, completed
    success = models.CharField(max_length=10, default="unknown")  # unknown, failed, passed
    score = models.PositiveSmallIntegerField(null=True)  # percent
    measure = models.FloatField(null=True)  # of progress, 0 to 1
    score_raw = models.FloatField(null=True)  # as last sent
    score_min = models.FloatField(null=True)
    score_max = models.FloatField(null=True)
    location = models.CharField(max_length=1000)
    suspend_data = models.TextField()
    exit = models.CharField(max_length=10)  # suspend, normal, logout, time-out; "": not ended
    objectives = models.JSONField()  # [{"id", "status", "success", "score": {…}, …}] as last sent
    preferences = models.JSONField()  # how the learner set the package: sound, speed, language
    opened_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    fence = LEARNER

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "resource", "sco"], name="sco_state_once")]

    def __str__(self) -> str:
        return f"{self.sco} of {self.enrolment_id}"


class ScoInteraction(models.Model):
    """A question that a package asked and what was answered, as the package tells it. Nothing is graded by it.

    `is_counted`: it is in the provider's statistics (courses.statistics), as it stood then.
    """

    session = models.ForeignKey(ScoSession, on_delete=models.CASCADE, related_name="interactions", db_index=False)
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    home_organisation_id = models.BigIntegerField(db_index=True)
    number = models.PositiveIntegerField()  # cmi.interactions.n
    identifier = models.CharField(max_length=4000)
    kind = models.CharField(max_length=20)  # choice, true-false, fill-in, …
    response = models.TextField()
    correct = models.JSONField()  # patterns of right responses
    result = models.CharField(max_length=20)  # correct, incorrect (wrong), neutral, unanticipated, or a number
    weighting = models.FloatField(null=True)
    latency_seconds = models.PositiveIntegerField(null=True)
    description = models.CharField(max_length=250)
    received_at = models.DateTimeField()
    is_counted = models.BooleanField(default=False, db_default=False)

    fence = LEARNER

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "number"], name="sco_interaction_once")]
        # What waits to be counted. The moment of receiving is not in it: each answer changed would move it.
        indexes = [
            models.Index(
                fields=["id"],
                condition=models.Q(is_counted=False) & (~models.Q(response="") | ~models.Q(result="")),
                name="sco_interactions_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} of {self.session_id}"


class ScoTrial(models.Model):
    """What one part of a package said while its provider tried it out. Counts for nobody; another try replaces it.

    `kept` holds the newest values, `log` the last commits: [{"at", "sequence", "changed": [names]}].
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    resource = models.ForeignKey("courses.Resource", on_delete=models.CASCADE, related_name="+", db_index=False)
    package = models.UUIDField()  # that was tried: another one in its place begins anew
    sco = models.CharField(max_length=255)
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    session = models.UUIDField()
    sequence = models.PositiveIntegerField()
    active = models.PositiveIntegerField(default=0)  # seconds of all sessions before this one, and of this one
    session_active = models.PositiveIntegerField(default=0)
    kept = models.JSONField()
    log = models.JSONField(default=list)
    started_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    fence = Personal(person="person_id", organisation="organisation_id")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["resource", "person", "sco"], name="sco_trial_once")]

    def __str__(self) -> str:
        return f"Trial of {self.sco}"
