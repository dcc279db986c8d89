"""What a post is called, and the posts an organisation has."""

import uuid

from django.db import models

from core.tenancy.fences import National, SharedDown


class Designation(models.Model):
    """A rank as the whole service names it: "Section Officer"."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    name_hi = models.CharField(max_length=120, blank=True)
    pay_level = models.CharField(max_length=8, blank=True)  # 7th Central Pay Commission matrix: "8", "13A"
    group = models.CharField(max_length=12, blank=True)  # A, B, C; or contractual

    fence = National()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def name_in(self, language: str) -> str:
        return (language == "hi" and self.name_hi) or self.name


class Position(models.Model):
    """A sanctioned post in an organisation, held by whoever is posted to it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        "institutions.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    designation = models.ForeignKey(Designation, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)

    fence = SharedDown(owner="organisation_id")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "designation", "title"], name="position_once")]

    def __str__(self) -> str:
        return self.title
