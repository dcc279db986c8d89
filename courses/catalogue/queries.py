"""The catalogue as lists and outlines. Values leave here as the template prints them."""

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank, TrigramWordSimilarity
from django.core.cache import cache
from django.core.paginator import Page, Paginator
from django.db.models import F, FloatField, Q, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.display.measures import duration
from courses.catalogue import rules
from courses.catalogue.models import (
    CourseVersion,
    Module,
    NationalSearchEntry,
    OrganisationSearchEntry,
    ResourceKind,
    SearchEntry,
    VersionCompetency,
)

PAGE_SIZE = 24
ALIKE = 0.45
LANGUAGES = {"en": "English", "hi": "हिन्दी"}
ICONS = {
    "text": "journal-text",
    "video": "play-fill",
    "audio": "headphones",
    "pdf": "file-earmark-pdf",
    "link": "box-arrow-up-right",
    "quiz": "question-circle",
    "package": "window-stack",
}
KEEP_OUTLINE_SECONDS = 24 * 3600
FIELDS = (
    "uuid", "code", "title", "title_hi", "provider", "provider_hi", "minutes", "languages", "areas", "competencies",
    "summary", "summary_hi", "published_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Search:
    """What somebody looks for: words, and filters of which each value widens and each kind narrows."""

    words: str = ""
    areas: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    times: tuple[str, ...] = ()

    def is_narrowed(self) -> bool:
        return bool(self.words or self.areas or self.languages or self.times)


def search(wanted: Search, *, page: str | int | None, page_size: int = PAGE_SIZE) -> Page:  # type: ignore[type-arg]
    """One page of what the open scope may see: two statements, whatever the size of the catalogue."""
    rows = _matching(wanted, alike=False)
    paginator = Paginator(rows, page_size)
    if not paginator.count and wanted.words:
        paginator = Paginator(_matching(wanted, alike=True), page_size)
    return paginator.get_page(page)


def _matching(wanted: Search, *, alike: bool) -> QuerySet[Any]:
    found = [_narrowed(table, wanted, alike=alike) for table in (NationalSearchEntry, OrganisationSearchEntry)]
    return found[0].union(found[1], all=True).order_by("-rank", "-published_at", "code")


def _narrowed(table: type[SearchEntry], wanted: Search, *, alike: bool) -> QuerySet[Any]:
    rows: Any = table.objects.order_by()
    if alike:
        similarity = TrigramWordSimilarity(wanted.words, "title")
        rows = rows.annotate(rank=similarity).filter(rank__gte=ALIKE)
    elif query := rules.prefix_query(wanted.words):
        rank = SearchRank(F("document"), SearchQuery(query, config="simple", search_type="raw"))
        rows = rows.matching(query).annotate(rank=rank)
    else:
        rows = rows.annotate(rank=Value(0.0, output_field=FloatField()))
        if wanted.words.strip():
            rows = rows.none()
    if wanted.areas:
        rows = rows.filter(areas__overlap=list(wanted.areas))
    if wanted.languages:
        rows = rows.filter(languages__overlap=list(wanted.languages))
    if times := [rules.TIMES[time] for time in wanted.times if time in rules.TIMES]:
        rows = rows.filter(reduce(or_, (Q(minutes__gte=least, minutes__lte=most) for least, most in times)))
    return rows.values(*FIELDS, "rank")


def card(row: dict[str, Any], language: str) -> dict[str, Any]:
    """A row of the search as components/course_card.html takes it."""
    return {
        "url": reverse("courses:course", args=[row["code"]]),
        "title": _in(row, "title", language),
        "area": row["areas"][0] if row["areas"] else "functional",
        "seed": row["code"],
        "tags": [
            _("%(competency)s · level %(level)s") % {"competency": _in(tag, "name", language), "level": tag["level"]}
            for tag in row["competencies"][:2]
        ],
        "provider": _in(row, "provider", language),
        "duration": duration(row["minutes"] * 60),
        "languages": ", ".join(LANGUAGES.get(code, code) for code in row["languages"]),
    }


def _in(row: dict[str, Any], name: str, language: str) -> str:
    return (language == "hi" and row.get(f"{name}_hi")) or row[name]


def outline(version_id: int | None, language: str) -> dict[str, Any]:
    """Everything of a published version that is the same for all learners. Kept, since it never changes."""
    key = f"outline:2:{version_id}:{language}"
    if (kept := cache.get(key)) is not None:
        return kept  # type: ignore[no-any-return]
    made = _outline(version_id, language)
    cache.set(key, made, KEEP_OUTLINE_SECONDS)
    return made


def _outline(version_id: int | None, language: str) -> dict[str, Any]:
    version = CourseVersion.objects.select_related("owner").get(pk=version_id or 0)
    tags = (
        VersionCompetency.objects.filter(version=version)
        .select_related("competency", "competency__parent")
        .order_by("competency__place")
    )
    modules: list[dict[str, Any]] = []
    for number, module in enumerate(
        Module.objects.filter(version=version).order_by("position").prefetch_related("resources"), start=1
    ):
        resources: list[dict[str, Any]] = [
            {
                "uuid": str(resource.uuid),
                "title": resource.title_in(language),
                "kind": resource.kind,
                "note": _note(resource.kind, resource.minutes, is_required=resource.is_required),
                "icon": ICONS[resource.kind],
                "minutes": resource.minutes,
            }
            for resource in sorted(module.resources.all(), key=lambda resource: resource.position)
        ]
        minutes = sum(resource["minutes"] for resource in resources)
        modules.append(
            {
                "number": number,
                "title": (language == "hi" and module.title_hi) or module.title,
                "resources": resources,
                "note": ngettext("%(n)s part · %(time)s", "%(n)s parts · %(time)s", len(resources))
                % {"n": len(resources), "time": duration(minutes * 60)},
            }
        )
    parts = sum(len(module["resources"]) for module in modules)
    competencies = [
        {
            "name": tag.competency.name_in(language),
            "theme": tag.competency.parent.name_in(language) if tag.competency.parent else "",
            "area": tag.competency.area,
            "level": tag.level,
            "id": tag.competency_id,
            "text": _("%(competency)s · level %(level)s")
            % {"competency": tag.competency.name_in(language), "level": tag.level},
        }
        for tag in tags
    ]
    return {
        "uuid": str(version.uuid),
        "title": version.title_in(language),
        "summary": version.summary_in(language),
        "outcomes": version.outcomes_in(language),
        "provider": version.owner.name_in(language),
        "number": version.number,
        "published_at": version.published_at,
        "minutes": version.minutes,
        "duration": duration(version.minutes * 60),
        "languages": ", ".join(LANGUAGES.get(code, code) for code in version.languages),
        "modules": modules,
        "parts": parts,
        "parts_note": ngettext("%(n)s part · %(time)s", "%(n)s parts · %(time)s", parts)
        % {"n": parts, "time": duration(version.minutes * 60)},
        "competencies": competencies,
        "area": competencies[0]["area"] if competencies else "functional",
    }


def _note(kind: str, minutes: int, *, is_required: bool) -> str:
    note = _("%(kind)s · %(time)s") % {"kind": ResourceKind(kind).label, "time": duration(minutes * 60)}
    return note if is_required else _("%(note)s · optional") % {"note": note}
