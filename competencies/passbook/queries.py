"""A passbook as its page and endpoint show it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from competencies.framework.models import Area, Level
from competencies.passbook import rules
from competencies.passbook.models import Attainment, EvidenceKind

ICONS = {"course": "book", "assessment": "clipboard-check", "supervisor": "patch-check", "self": "person"}


@dataclass(frozen=True, slots=True)
class LineShown:
    uuid: UUID
    level: int
    kind: str
    kind_label: str
    icon: str
    evidence: str
    source: UUID
    at: datetime
    counts: bool


@dataclass(slots=True)
class HeldShown:
    """One competency of the passbook; `level` is 0 while nothing that counts shows it."""

    code: str
    name: str
    theme: str
    level: int
    level_label: str
    since: datetime | None
    lines: list[LineShown] = field(default_factory=list)


@dataclass(slots=True)
class AreaHeld:
    code: str
    label: str
    competencies: list[HeldShown] = field(default_factory=list)

    def held(self) -> int:
        return sum(1 for competency in self.competencies if competency.level)


@dataclass(slots=True)
class PassbookShown:
    areas: list[AreaHeld]
    kinds: list[tuple[str, str, int]]  # (icon, label, how many lines)
    held: int
    lately: list[tuple[str, str, LineShown]]  # (competency, level's name, line that counts), newest first


def lines_of(attainments: Iterable[Attainment]) -> list[rules.Line]:
    return [rules.Line(row.competency_id, row.level, row.kind, row.attained_at) for row in attainments]


def held_levels(person_id: int, among: Iterable[int] | None = None) -> dict[int, int]:
    """Competency id -> the level held, for what is visible in the current scope. `among`: only of these competencies."""
    rows = Attainment.objects.filter(person_id=person_id)
    if among is not None:
        rows = rows.filter(competency_id__in=among)
    rows = rows.only("competency_id", "level", "kind", "attained_at")
    return {competency_id: held.level for competency_id, held in rules.held(lines_of(rows)).items()}


def passbook(person_id: int, *, language: str) -> PassbookShown:
    """Everything a person has shown, by area, the newest evidence first; one query."""
    rows = list(
        Attainment.objects.filter(person_id=person_id)
        .select_related("competency", "competency__parent")
        .order_by("competency__place", "-attained_at", "-level")
    )
    held = rules.held(lines_of(rows))
    areas = {
        area.value: AreaHeld(area.value, str(area.label)) for area in (Area.FUNCTIONAL, Area.BEHAVIOURAL, Area.DOMAIN)
    }
    shown: dict[int, HeldShown] = {}
    kinds = dict.fromkeys(EvidenceKind.values, 0)
    newest: list[tuple[str, str, LineShown]] = []
    for row in rows:
        competency, best = row.competency, held.get(row.competency_id)
        if row.competency_id not in shown:
            shown[row.competency_id] = HeldShown(
                code=competency.code,
                name=competency.name_in(language),
                theme=competency.above().name_in(language),
                level=best.level if best else 0,
                level_label=str(Level(best.level).label) if best else "",
                since=best.since if best else None,
            )
            areas[competency.area].competencies.append(shown[row.competency_id])
        line = LineShown(
            uuid=row.uuid,
            level=row.level,
            kind=row.kind,
            kind_label=str(EvidenceKind(row.kind).label),
            icon=ICONS[row.kind],
            evidence=row.evidence_in(language),
            source=row.source,
            at=row.attained_at,
            counts=row.kind in rules.COUNTS,
        )
        shown[row.competency_id].lines.append(line)
        kinds[row.kind] += 1
        if line.counts:
            newest.append((shown[row.competency_id].name, str(Level(row.level).label), line))
    newest.sort(key=lambda item: item[2].at, reverse=True)
    return PassbookShown(
        areas=[area for area in areas.values() if area.competencies],
        kinds=[(ICONS[kind.value], str(kind.label), kinds[kind.value]) for kind in EvidenceKind],
        held=sum(1 for item in shown.values() if item.level),
        lately=newest[:3],
    )
