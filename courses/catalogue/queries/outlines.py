"""What a published version is made of. Values leave here as the template prints them."""

from typing import Any

from django.core.cache import cache
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.display.measures import duration
from courses.catalogue.models import CourseVersion, Module, ResourceKind, VersionCompetency
from courses.catalogue.queries.cards import LANGUAGES

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
