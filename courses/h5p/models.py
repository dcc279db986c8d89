"""Where a learner stands inside a package, and what the package said."""

from django.db import models

from core.tenancy.fences import Personal

LEARNER = Personal(person="person_id", organisation="organisation_id", home="home_organisation_id")


class H5PState(models.Model):
    """What the libraries of a package gave us to keep for one enrolment, and get back wherever it is opened next.

    `states`: {part of the content: {kind of data: its own JSON as text}}; the whole is part "0". `revision` counts the
    savings: a player that began from an older one, while another wrote, may not overwrite. `session` and `sequence`
    are of the last writer.
    """

    enrolment = models.ForeignKey("courses.Enrolment", on_delete=models.CASCADE, related_name="+", db_index=False)
    resource = models.ForeignKey("courses.Resource", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    home_organisation_id = models.BigIntegerField(db_index=True)
    states = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=1)
    session = models.UUIDField()
    sequence = models.PositiveIntegerField()
    saved_at = models.DateTimeField()

    fence = LEARNER

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "resource"], name="h5p_state_once")]

    def __str__(self) -> str:
        return f"{self.enrolment_id} in {self.resource_id}"


class H5PStatement(models.Model):
    """A fact: a package said that its learner did something (xAPI). Said by a program in the learner's browser, so
    whoever owns the browser may say it too: it is shown and may end a reading, and never counts as a test.

    `part`: of the content, empty for the whole. `score` of `most`: as the package said. Sent twice, kept once.
    """

    enrolment = models.ForeignKey("courses.Enrolment", on_delete=models.CASCADE, related_name="+", db_index=False)
    resource = models.ForeignKey("courses.Resource", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    home_organisation_id = models.BigIntegerField(db_index=True)
    session = models.UUIDField()
    sequence = models.PositiveIntegerField()
    verb = models.CharField(max_length=20)  # rules.VERBS
    part = models.CharField(max_length=64, blank=True)
    score = models.FloatField(null=True)
    most = models.FloatField(null=True)
    is_success = models.BooleanField(null=True)
    response = models.CharField(max_length=1000, blank=True)
    received_at = models.DateTimeField()

    fence = LEARNER

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "session", "sequence"], name="h5p_statement_once")]
        indexes = [models.Index(fields=["enrolment", "resource", "verb"], name="h5p_statements_of_resource")]

    def __str__(self) -> str:
        return f"{self.verb} {self.part}"
