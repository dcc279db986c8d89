"""Pure decisions about making a course: what is missing, where things move, who may publish."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from courses.catalogue.rules import FILED, TIMED

CHANGES = (
    "module_added", "resource_added", "renamed", "deleted", "moved_up", "moved_down", "began",
)  # fmt: skip
ALIKE = 0.75  # the shorter of two languages' files to the longer; below that they hardly say the same
UP, DOWN = "up", "down"


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """One section of a quiz: how many questions it asks, has, and asks always."""

    pick: int
    pool: int
    pinned: int = 0


@dataclass(frozen=True, slots=True)
class ResourceFacts:
    uuid: UUID
    kind: str
    title: str
    title_hi: str
    has_body: bool = False
    has_body_hi: bool = False
    files: Mapping[str, int] = field(default_factory=dict)  # language -> seconds or pages
    has_link: bool = False
    has_package: bool = False
    is_required: bool = True
    has_captions: bool = False
    sections: tuple[PaperFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class ModuleFacts:
    uuid: UUID
    title: str
    title_hi: str
    resources: tuple[ResourceFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class VersionFacts:
    title_hi: str
    summary: str
    summary_hi: str
    outcomes: int
    languages: tuple[str, ...]
    competencies: int
    modules: tuple[ModuleFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """Something to do before submission. `place` leads there: details, outline, or a resource by uuid."""

    code: str
    place: str  # "details", "outline", "resource"
    uuid: UUID | None = None
    facts: dict[str, object] = field(default_factory=dict)


def missing(version: VersionFacts) -> list[Missing]:
    """Everything that stands between the draft and its review, in the order of the pages."""
    hindi = "hi" in version.languages
    found = [
        Missing(code, "details")
        for code, is_missing in (
            ("NO_SUMMARY", not version.summary.strip()),
            ("NO_OUTCOMES", version.outcomes == 0),
            ("NO_LANGUAGES", not version.languages),
            ("NO_COMPETENCIES", version.competencies == 0),
            ("NO_HINDI_TITLE", hindi and not version.title_hi.strip()),
            ("NO_HINDI_SUMMARY", hindi and not version.summary_hi.strip()),
        )
        if is_missing
    ]
    if not version.modules:
        found.append(Missing("NO_MODULES", "outline"))
    for module in version.modules:
        if not module.resources:
            found.append(Missing("EMPTY_MODULE", "outline", module.uuid, {"title": module.title}))
        for resource in module.resources:
            found += [Missing(code, "resource", resource.uuid, facts) for code, facts in _missing_in(resource, version)]
    if version.modules and not any(resource.is_required for module in version.modules for resource in module.resources):
        found.append(Missing("NOTHING_REQUIRED", "outline"))
    return found


def _missing_in(resource: ResourceFacts, version: VersionFacts) -> list[tuple[str, dict[str, object]]]:
    facts: dict[str, object] = {"title": resource.title}
    found: list[tuple[str, dict[str, object]]] = []
    if "hi" in version.languages and not resource.title_hi.strip():
        found.append(("NO_HINDI_RESOURCE_TITLE", facts))
    if resource.kind == "text":
        if "en" in version.languages and not resource.has_body:
            found.append(("NO_TEXT_EN", facts))
        if "hi" in version.languages and not resource.has_body_hi:
            found.append(("NO_TEXT_HI", facts))
    elif resource.kind in FILED and not resource.files:
        found.append(("NO_FILE", facts))
    elif resource.kind == "link" and not resource.has_link:
        found.append(("NO_LINK", facts))
    elif resource.kind == "package" and not resource.has_package:
        found.append(("NO_PACKAGE", facts))
    elif resource.kind == "quiz":
        if not any(section.pool for section in resource.sections):
            return [*found, ("NO_QUESTIONS", facts)]
        for section in resource.sections:
            if section.pool < section.pick:
                found.append(("POOL_TOO_SMALL", {**facts, "pick": section.pick, "pool": section.pool}))
            elif section.pinned > section.pick:
                found.append(("PINNED_TOO_MANY", {**facts, "pick": section.pick, "pinned": section.pinned}))
    return found


def advice(version: VersionFacts) -> list[Missing]:
    """What a reviewer would ask about, though it keeps nothing from being published."""
    return [
        Missing(code, "resource", resource.uuid, facts)
        for module in version.modules
        for resource in module.resources
        for code, facts in _advice_on(resource, version)
    ]


def _advice_on(resource: ResourceFacts, version: VersionFacts) -> list[tuple[str, dict[str, object]]]:
    facts: dict[str, object] = {"title": resource.title}
    if resource.kind == "link" and resource.is_required:
        return [("LINK_UNPROVEN", facts)]
    if not resource.files:
        return []
    found = [(f"NO_FILE_{language.upper()}", facts) for language in version.languages if language not in resource.files]
    if min(resource.files.values()) < ALIKE * max(resource.files.values()):
        found.append(("LENGTHS_DIFFER", facts))
    if resource.kind in TIMED and not resource.has_captions:
        found.append(("NO_CAPTIONS", facts))
    return found


def moved(modules: Sequence[Sequence[int]], resource: int, direction: str) -> list[list[int]] | None:
    """The ids of resources by module after one step; at a module's edge the step leads into the next module.

    None: there is nowhere to go.
    """
    places = [list(module) for module in modules]
    at = next((number for number, module in enumerate(places) if resource in module), None)
    if at is None:
        return None
    place = places[at].index(resource)
    if direction == UP:
        if place > 0:
            places[at].insert(place - 1, places[at].pop(place))
        elif at > 0:
            places[at - 1].append(places[at].pop(0))
        else:
            return None
    elif place < len(places[at]) - 1:
        places[at].insert(place + 1, places[at].pop(place))
    elif at < len(places) - 1:
        places[at + 1].insert(0, places[at].pop())
    else:
        return None
    return places


def stepped(order: Sequence[int], item: int, direction: str) -> list[int] | None:
    """The order after one step up or down; None when there is nowhere to go."""
    places = list(order)
    if item not in places:
        return None
    at = places.index(item)
    to = at - 1 if direction == UP else at + 1
    if not 0 <= to < len(places):
        return None
    places.insert(to, places.pop(at))
    return places


def publish_refusal(*, state: str, person_id: int | None, hands: Collection[int], open_comments: int) -> str | None:
    """Why the person may not publish the version. `hands`: who created, changed or submitted it."""
    if state != "in_review":
        return "NOT_IN_REVIEW"
    if person_id is None or person_id in hands:
        return "OWN_WORK"
    if open_comments:
        return "COMMENTS_OPEN"
    return None


def code_from(title: str, taken: Collection[str]) -> str:
    """An address for a course: the words of its title, with a number when another course has it."""
    words = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in title.lower()).split()
    stem = "-".join(words)[:70].strip("-") or "course"
    if stem == "new":
        stem = "new-course"
    number, code = 2, stem
    while code in taken:
        code, number = f"{stem}-{number}", number + 1
    return code
