"""The outline: adding, renaming, moving and deleting modules and resources, never from an outline that is not there."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.audit import entries as audit
from core.audit.actor import Actor
from core.refusals import Refusal
from courses.authoring import rules
from courses.authoring.actions.drafts import lock_draft
from courses.authoring.models import OutlineChange, WorkingCopy
from courses.catalogue.models import CourseVersion, Module, Resource, ResourceKind
from courses.questions.models import Paper

MOST_MODULES = 100
MOST_RESOURCES = 500


class OutlineRefused(Refusal):
    """OVERTAKEN carries the revision that the page was made from (`seen`) and the one there is (`now`)."""

    SENTENCES = {
        "OVERTAKEN": _("Somebody changed the outline since you opened it. Nothing of yours was changed."),
        "NOWHERE_TO_GO": _("It is already at that end of the outline."),
        "TOO_MANY": _("A course holds at most %(modules)s modules and %(resources)s resources."),
        "NO_TITLE": _("Give it a title."),
    }


def _begin(version: CourseVersion, seen: int | None, actor: Actor, at: datetime) -> WorkingCopy:
    """Lock, and compare with what the person saw. `seen` None: whatever is there (programs that add)."""
    copy = lock_draft(version, actor=actor, at=at)
    if seen is not None and seen != copy.revision:
        raise OutlineRefused("OVERTAKEN", seen=seen, now=copy.revision)
    if copy.revision == 1:
        _note(copy, version, "began", version.title, actor, at)
    return copy


def _note(copy: WorkingCopy, version: CourseVersion, kind: str, title: str, actor: Actor, at: datetime) -> None:
    OutlineChange.objects.bulk_create(
        [
            OutlineChange(
                version=version,
                owner_id=version.owner_id,
                revision=copy.revision,
                kind=kind,
                title=title,
                outline=outline_in_words(version),
                person_id=actor.person_id,
                person_name=actor.name[:200],
                at=at,
            )
        ],
        ignore_conflicts=True,
    )


def _end(copy: WorkingCopy, version: CourseVersion, kind: str, target: Any, actor: Actor, at: datetime) -> None:
    """Count the change, keep the outline after it, sum the minutes, leave a trace."""
    copy.revision += 1
    copy.save(update_fields=["revision"])
    sum_minutes(version)
    _note(copy, version, kind, target.title, actor, at)
    audit.record(
        actor, f"courses.outline.{kind}", target, at, organisation_id=version.owner_id, version=str(version.uuid)
    )


def outline_in_words(version: CourseVersion) -> list[dict[str, Any]]:
    modules: dict[int, dict[str, Any]] = {
        pk: {"title": title, "title_hi": title_hi, "resources": []}
        for pk, title, title_hi in Module.objects.filter(version=version)
        .order_by("position")
        .values_list("pk", "title", "title_hi")
    }
    for module_id, title in (
        Resource.objects.filter(version=version).order_by("position").values_list("module_id", "title")
    ):
        modules[module_id]["resources"].append(title)
    return list(modules.values())


def sum_minutes(version: CourseVersion) -> None:
    version.minutes = sum(Resource.objects.filter(version=version).values_list("minutes", flat=True))
    version.save(update_fields=["minutes", "changed_at"])


@transaction.atomic
def add_module(
    *, version: CourseVersion, title: str, title_hi: str = "", seen: int | None, actor: Actor, at: datetime
) -> Module:
    """A module at the end."""
    copy = _begin(version, seen, actor, at)
    _require_title(title)
    count = Module.objects.filter(version=version).count()
    if count >= MOST_MODULES:
        raise OutlineRefused("TOO_MANY", modules=MOST_MODULES, resources=MOST_RESOURCES)
    module = Module.objects.create(
        version=version, owner_id=version.owner_id, position=count + 1, title=title, title_hi=title_hi
    )
    _end(copy, version, "module_added", module, actor, at)
    return module


@transaction.atomic
def add_resource(
    *, module: Module, kind: str, title: str, title_hi: str = "", minutes: int | None = None, seen: int | None,
    actor: Actor, at: datetime,
) -> Resource:  # fmt: skip
    """A resource at the end of the module; a quiz comes with its paper."""
    version = module.version
    copy = _begin(version, seen, actor, at)
    _require_title(title)
    if Resource.objects.filter(version=version).count() >= MOST_RESOURCES:
        raise OutlineRefused("TOO_MANY", modules=MOST_MODULES, resources=MOST_RESOURCES)
    resource = Resource.objects.create(
        version=version,
        module=module,
        owner_id=version.owner_id,
        position=Resource.objects.filter(module=module).count() + 1,
        kind=ResourceKind(kind),
        title=title,
        title_hi=title_hi,
        minutes=minutes or 1,
    )
    if kind == ResourceKind.QUIZ:
        Paper.objects.begin(resource=resource, owner_id=version.owner_id)
    _end(copy, version, "resource_added", resource, actor, at)
    return resource


@transaction.atomic
def rename(
    *, target: Module | Resource, title: str, title_hi: str, seen: int | None, actor: Actor, at: datetime
) -> None:
    copy = _begin(target.version, seen, actor, at)
    _require_title(title)
    target.title, target.title_hi = title, title_hi
    target.save(update_fields=["title", "title_hi"])
    _end(copy, target.version, "renamed", target, actor, at)


def _require_title(title: str) -> None:
    if not title.strip():
        raise OutlineRefused("NO_TITLE")


@transaction.atomic
def delete(*, target: Module | Resource, seen: int | None, actor: Actor, at: datetime) -> None:
    """Take a module with its resources, or a resource, out of the draft. Published versions keep theirs."""
    version = target.version
    copy = _begin(version, seen, actor, at)
    siblings = _siblings(target)
    target_copy = type(target)(uuid=target.uuid, title=target.title)  # the trail names what is gone
    target.delete()
    _number([sibling for sibling in siblings if sibling.pk != target_copy.pk and sibling.uuid != target_copy.uuid])
    _end(copy, version, "deleted", target_copy, actor, at)


def _siblings(target: Module | Resource) -> list[Any]:
    if isinstance(target, Module):
        return list(Module.objects.filter(version_id=target.version_id).order_by("position"))
    return list(Resource.objects.filter(module_id=target.module_id).order_by("position"))


def _number(rows: list[Any]) -> None:
    """Positions from 1 without gaps. The unique constraint looks at commit, so the order of updates does not matter."""
    for position, row in enumerate(rows, 1):
        if row.position != position:
            row.position = position
            row.save(update_fields=["position"])


@transaction.atomic
def move(*, target: Module | Resource, direction: str, seen: int | None, actor: Actor, at: datetime) -> None:
    """One step up or down. A resource at the edge of its module goes into the neighbouring one."""
    copy = _begin(target.version, seen, actor, at)
    modules = list(Module.objects.filter(version_id=target.version_id).order_by("position"))
    if isinstance(target, Module):
        order = rules.stepped([module.pk for module in modules], target.pk, direction)
        if order is None:
            raise OutlineRefused("NOWHERE_TO_GO")
        known = {module.pk: module for module in modules}
        _number([known[pk] for pk in order])
    else:
        _move_resource(target, modules, direction)
    _end(copy, target.version, f"moved_{direction}", target, actor, at)


def _move_resource(target: Resource, modules: list[Module], direction: str) -> None:
    resources = {
        resource.pk: resource for resource in Resource.objects.filter(version_id=target.version_id).order_by("position")
    }
    places = [[pk for pk, resource in resources.items() if resource.module_id == module.pk] for module in modules]
    after = rules.moved(places, target.pk, direction)
    if after is None:
        raise OutlineRefused("NOWHERE_TO_GO")
    for module, order in zip(modules, after, strict=True):
        for position, pk in enumerate(order, 1):
            resource = resources[pk]
            if (resource.module_id, resource.position) != (module.pk, position):
                resource.module_id, resource.position = module.pk, position
                resource.save(update_fields=["module", "position"])
