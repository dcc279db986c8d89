"""The catalogue as pages and endpoints show it."""

from dataclasses import dataclass, field

from competencies.framework.models import Area, Competency, CompetencyKind


@dataclass(slots=True)
class ThemeShown:
    code: str
    name: str
    sub_themes: list[tuple[str, str]] = field(default_factory=list)  # (code, name)


@dataclass(slots=True)
class AreaShown:
    code: str
    name: str
    themes: list[ThemeShown] = field(default_factory=list)

    def count(self) -> int:
        return sum(len(theme.sub_themes) for theme in self.themes)


def catalogue(*, language: str, search: str = "") -> list[AreaShown]:
    """Areas with their themes and sub-themes in one query; with `search`, only those its words occur in."""
    areas: dict[int, AreaShown] = {}
    themes: dict[int, ThemeShown] = {}
    matching: set[int] = set()
    words = search.casefold().split()
    for row in Competency.objects.in_force().order_by("place"):
        name, parent = row.name_in(language), row.parent_id or 0
        hit = all(word in f"{row.name} {row.name_hi}".casefold() for word in words)
        if row.kind == CompetencyKind.AREA:
            areas[row.pk] = AreaShown(row.code, name)
        elif row.kind == CompetencyKind.THEME:
            themes[row.pk] = theme = ThemeShown(row.code, name)
            areas[parent].themes.append(theme)
            if hit:
                matching.add(row.pk)
        elif hit or parent in matching:
            themes[parent].sub_themes.append((row.code, name))
    if words:
        for area in areas.values():
            area.themes = [theme for theme in area.themes if theme.sub_themes]
    return [area for area in areas.values() if area.themes or not words]


def area_label(area: str) -> str:
    return str(Area(area).label)
