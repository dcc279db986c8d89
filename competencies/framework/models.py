"""The Karmayogi Competency Model as rows."""

import uuid
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.tenancy.fences import National


class Area(models.TextChoices):
    BEHAVIOURAL = "behavioural", _("Behavioural")
    FUNCTIONAL = "functional", _("Functional")
    DOMAIN = "domain", pgettext_lazy("competency area", "Domain")


class CompetencyKind(models.TextChoices):
    AREA = "area", _("Area")
    THEME = "theme", _("Theme")
    SUB_THEME = "sub_theme", _("Sub-theme")


class Level(models.IntegerChoices):
    """Five levels, the same for every competency. The level a post needs depends on its work, not on its rank."""

    BASIC = 1, pgettext_lazy("competency level", "Basic")
    WORKING = 2, pgettext_lazy("competency level", "Working")
    PRACTITIONER = 3, pgettext_lazy("competency level", "Practitioner")
    EXPERT = 4, pgettext_lazy("competency level", "Expert")
    MASTER = 5, pgettext_lazy("competency level", "Master")


class CompetencyQuerySet(models.QuerySet["Competency"]):
    def sub_themes(self) -> Self:
        """What courses are tagged with and passbooks hold."""
        return self.filter(kind=CompetencyKind.SUB_THEME)

    def in_force(self) -> Self:
        return self.filter(retired_at=None)


class Competency(models.Model):
    """One entry of the national catalogue: an area, a theme in an area, or a sub-theme in a theme.

    Levels are held and asked for at sub-themes. An entry that a later version leaves out is retired, never deleted:
    passbooks and certificates point to it.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.SlugField(max_length=60, unique=True)  # "noting-and-drafting"
    kind = models.CharField(max_length=10, choices=CompetencyKind)
    area = models.CharField(max_length=12, choices=Area)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    name = models.CharField(max_length=120)
    name_hi = models.CharField(max_length=120)
    place = models.PositiveSmallIntegerField()  # among all entries, in the order of the published model
    version = models.CharField(max_length=20)  # of the model that last named it: "KCM 1.0"
    retired_at = models.DateTimeField(null=True)

    objects = CompetencyQuerySet.as_manager()

    fence = National()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="area", parent=None)
                | models.Q(kind__in=["theme", "sub_theme"], parent__isnull=False),
                name="only_areas_have_no_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def name_in(self, language: str) -> str:
        return (language == "hi" and self.name_hi) or self.name

    def above(self) -> "Competency":
        """The theme of a sub-theme, the area of a theme; an area has nothing above it and answers itself."""
        return self.parent or self
