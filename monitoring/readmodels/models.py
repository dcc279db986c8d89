"""Figures in two layers: cells of one organisation alone ("leaf"), and sums with everything below it ("subtree").

A leaf cell is counted from the facts, never added to, so counting it twice changes nothing; a subtree cell moves by the
difference of a leaf cell. A dashboard reads subtree cells: one indexed read whatever the size of the ministry.
"""

from django.db import models

from core.tenancy.fences import Organisational, Unfenced


class DayFigures(models.Model):
    """What happened in an organisation on one day (Indian time). Counted where it happened, not where people are now."""

    organisation = models.ForeignKey(
        "institutions.Organisation", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    day = models.DateField()
    enrolled = models.IntegerField(default=0)  # people who got a place in a course
    completed_a = models.IntegerField(default=0)  # completions by grade of evidence: courses.EvidenceGrade
    completed_b = models.IntegerField(default=0)
    completed_c = models.IntegerField(default=0)
    completed_d = models.IntegerField(default=0)
    minutes = models.IntegerField(default=0)  # learning time credited by the completions
    last_active = models.IntegerField(default=0)  # people whose latest activity was on this day

    class Meta:
        abstract = True


class HeadFigures(models.Model):
    """How an organisation stands now."""

    organisation = models.OneToOneField(
        "institutions.Organisation", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    registered = models.IntegerField(default=0)  # people whose home it is
    assigned = models.IntegerField(default=0)  # duties: one person asked to take one offering, however often asked
    assigned_done = models.IntegerField(default=0)  # of these, completed

    class Meta:
        abstract = True


class LeafDay(DayFigures):
    """One organisation alone, one day."""

    fence = Organisational(organisation="organisation_id")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "day"], name="leaf_day_once")]

    def __str__(self) -> str:
        return f"{self.organisation_id} on {self.day}"


class SubtreeDay(DayFigures):
    """One organisation with everything below it, one day."""

    fence = Organisational(organisation="organisation_id")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "day"], name="subtree_day_once")]

    def __str__(self) -> str:
        return f"{self.organisation_id} and below on {self.day}"


class LeafHead(HeadFigures):
    """One organisation alone, now."""

    fence = Organisational(organisation="organisation_id")

    def __str__(self) -> str:
        return str(self.organisation_id)


class SubtreeHead(HeadFigures):
    """One organisation with everything below it, now."""

    fence = Organisational(organisation="organisation_id")

    def __str__(self) -> str:
        return f"{self.organisation_id} and below"


class LastActive(models.Model):
    """The latest instant at which a person opened or completed a course, and where. What "active" is counted from."""

    person_id = models.BigIntegerField(primary_key=True)
    organisation = models.ForeignKey(
        "institutions.Organisation", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    day = models.DateField()
    at = models.DateTimeField()

    fence = Organisational(organisation="organisation_id")

    class Meta:
        indexes = [models.Index(fields=["organisation", "day"], name="last_active_cell")]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.day}"


class ReadModelState(models.Model):
    """When the figures were last brought up to date: the "as of" of every dashboard. One row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    as_of = models.DateTimeField()
    rebuilt_at = models.DateTimeField(null=True)

    fence = Unfenced(because="one row that says how fresh the figures are; nothing of any organisation in it")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_read_model_state")]

    def __str__(self) -> str:
        return f"as of {self.as_of}"
