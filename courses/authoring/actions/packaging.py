"""Bringing a package: looked through at once, unpacked at once when it is small, by a worker when it is not."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from core.audit import entries as audit
from core.audit.actor import Actor
from core.files.actions import store
from core.files.queries import FileFace, described, opened
from core.files.rules import ZIP
from core.jobs import actions as jobs
from core.jobs.kinds import Chunk, Work
from core.jobs.models import Job
from courses.authoring.actions.contents import ContentRefused
from courses.authoring.actions.drafts import lock_draft
from courses.authoring.actions.outline import sum_minutes
from courses.catalogue.models import Resource, ResourceKind
from courses.formats import archive
from courses.formats.refusals import Unreadable
from courses.packages import actions as packages
from courses.packages import rules
from courses.packages.models import Package
from courses.packages.queries import UNPACKING, Looked, look

SECONDS_A_CHUNK = 5.0


@dataclass(frozen=True, slots=True)
class Brought:
    """Either the package is there, or a job is unpacking it."""

    package: Package | None = None
    job: Job | None = None


@transaction.atomic
def bring_package(*, resource: Resource, upload: File, actor: Actor, at: datetime) -> Brought:
    """Take a package for a resource of a draft; the one that was there is replaced when this one is unpacked."""
    lock_draft(resource.version, actor=actor, at=at)
    if resource.kind != ResourceKind.PACKAGE:
        raise ContentRefused("NOT_A_PACKAGE")
    stored = store(
        upload=upload, kind="courses.package", accept=frozenset({ZIP}), actor=actor, at=at,
        organisation_id=resource.owner_id,
    )  # fmt: skip
    face, prefix = FileFace.of(stored), packages.new_prefix(at)
    try:
        upload.seek(0)
        holding = archive.opened(upload)
        looked = look(holding)
        if not rules.is_small(entries=looked.entries, size=looked.size):
            return Brought(job=_start(resource, face, prefix, looked, actor, at))
        packages.unpack(holding, prefix, replaced=looked.found.replaced)
        package = _keep(resource, face, looked, prefix, actor, at)
    except BaseException as error:
        default_storage.delete(stored.key)
        packages.clear(prefix)
        if isinstance(error, Unreadable):
            raise packages.refused(error, stored.name) from error
        raise
    return Brought(package=package)


def _start(resource: Resource, face: FileFace, prefix: str, looked: Looked, actor: Actor, at: datetime) -> Job:
    return jobs.start(
        kind=UNPACKING,
        title=_("Unpacking “%(file)s” for “%(resource)s”") % {"file": face.name, "resource": resource.title},
        params={
            "resource": str(resource.uuid),
            "file": str(face.uuid),
            "prefix": prefix,
            "link": f"/provider/{resource.owner.code}/courses/{resource.version.offering.code}"
            f"/resources/{resource.uuid}/",
        },
        steps=[_("Unpacking"), _("Putting it in its place")],
        total=looked.entries,
        actor=actor,
        at=at,
    )


def unpack_some(work: Work) -> Chunk:
    """One chunk of unpacking; the last one makes it the resource's package."""
    said: dict[str, Any] = work.params
    file_uuid, prefix, start = uuid.UUID(said["file"]), said["prefix"], int(work.cursor or 0)
    face = described([file_uuid])[file_uuid]
    try:
        with opened(face) as source:
            holding = archive.opened(source)
            looked = look(holding)
            reached = packages.unpack(
                holding, prefix, replaced=looked.found.replaced, start=start, seconds=SECONDS_A_CHUNK
            )
            if reached < len(holding.entries):
                return Chunk(cursor=reached, done=reached - start, step=0)
            resource = Resource.objects.select_related("version", "owner").filter(uuid=said["resource"]).first()
            if resource is None:
                raise ContentRefused("GONE")
            lock_draft(resource.version, actor=work.actor, at=work.at)
            _keep(resource, face, looked, prefix, work.actor, work.at)
    except Unreadable as unreadable:
        packages.clear(prefix)
        raise packages.refused(unreadable, face.name) from unreadable
    return Chunk(cursor=reached, done=reached - start, step=1, is_last=True, result={"link": said["link"]})


def _keep(
    resource: Resource, face: FileFace, looked: Looked, prefix: str, actor: Actor, at: datetime
) -> Package:  # fmt: skip
    """The package in its place; a first one also says how long it takes, until its author does."""
    is_first = not Package.objects.filter(resource=resource).exists()
    package = packages.keep(resource=resource, file=face, looked=looked, prefix=prefix, at=at)
    resource.file_uuid = face.uuid
    resource.length = sum(1 for part in package.details.get("parts", ()) if part["launch"]) or None
    if is_first and resource.minutes <= 1:
        resource.minutes = rules.MINUTES
    resource.save(update_fields=["file_uuid", "minutes", "length"])
    sum_minutes(resource.version)
    audit.record(
        actor, "courses.resource.package_brought", resource, at, organisation_id=resource.owner_id,
        file=str(face.uuid), kind=package.kind, entries=package.entries,
    )  # fmt: skip
    return package
