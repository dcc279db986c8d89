"""The door for other pillars: loading the framework, looking competencies up, recording and reading attainments."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from competencies.framework.loading import Loaded, load, read_model
from competencies.framework.models import Competency
from competencies.framework.queries import area_label
from competencies.passbook.actions import AttainmentRefused, Claim, follow_transfer, record_attainments
from competencies.passbook.queries import held_levels
from core.audit.actor import Actor, platform

__all__ = [
    "AttainmentRefused",
    "Claim",
    "CompetencyKnown",
    "area_label",
    "by_code",
    "describe",
    "follow_transfer",
    "held_levels",
    "load_framework",
    "record_attainments",
    "sub_themes",
]


@dataclass(frozen=True, slots=True)
class CompetencyKnown:
    """A sub-theme as other pillars print it."""

    id: int
    uuid: UUID
    code: str
    area: str
    name: str
    name_hi: str
    theme: str
    theme_hi: str


def load_framework(*, actor: Actor | None = None) -> Loaded:
    """Bring the model that the platform comes with into the catalogue; twice is the same as once."""
    return load(model=read_model(), actor=actor or platform("command"), at=timezone.now())


def describe(competency_ids: Iterable[int]) -> dict[int, CompetencyKnown]:
    """Sub-themes by id, also retired ones: what was earned keeps its name."""
    rows = Competency.objects.sub_themes().filter(pk__in=set(competency_ids)).select_related("parent")
    return {row.pk: _known(row) for row in rows}


def by_code(codes: Iterable[str]) -> dict[str, CompetencyKnown]:
    """Sub-themes in force by code; a code that is none is left out."""
    rows = Competency.objects.sub_themes().in_force().filter(code__in=set(codes)).select_related("parent")
    return {row.code: _known(row) for row in rows}


def sub_themes() -> list[CompetencyKnown]:
    """All sub-themes in force, in the order of the model: the choices of a tag field."""
    return [
        _known(row) for row in Competency.objects.sub_themes().in_force().select_related("parent").order_by("place")
    ]


def _known(row: Competency) -> CompetencyKnown:
    theme = row.above()
    return CompetencyKnown(row.pk, row.uuid, row.code, row.area, row.name, row.name_hi, theme.name, theme.name_hi)
