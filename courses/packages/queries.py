"""A package, for whoever may see its resource."""

import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from core.jobs.models import Job, JobState
from courses.catalogue.models import Resource
from courses.formats.archive import Archive
from courses.formats.found import Found
from courses.formats.packages import recognised
from courses.formats.refusals import Unreadable
from courses.packages.models import Package, PackageKind
from courses.packages.rules import is_kept, left_out

UNPACKING = "courses.packages.unpack"  # the kind of job


def package_of(resource: Resource) -> Package | None:
    """The fence of the resource is the package's own."""
    return Package.objects.filter(resource=resource).first()


@dataclass(frozen=True, slots=True)
class Looked:
    """What an archive holds, before anything is unpacked."""

    found: Found
    size: int
    entries: int
    kept: int
    left_out: list[str]


def look(package: Archive) -> Looked:
    """Recognise what is in it; raises Unreadable."""
    paths = [entry.path for entry in package.entries]
    out = left_out(paths)
    found = recognised(package, frozenset(settings.H5P_MORE_LIBRARIES))
    launch = re.split(r"[?#]", found.launch, maxsplit=1)[0]
    if (entry := package.find(launch)) is None or not is_kept(entry.path):
        raise Unreadable("STARTS_NOWHERE", name=launch)
    size = sum(entry.size for entry in package.entries if is_kept(entry.path))
    return Looked(found, size, len(paths), sum(map(is_kept, paths)), out)


def unpacking(resource: Resource) -> Job | None:
    """The newest job that unpacks something for the resource, unless it is done: then the package is there."""
    job = (
        Job.objects.filter(organisation_id=resource.owner_id, kind=UNPACKING, params__resource=str(resource.uuid))
        .order_by("-created_at")
        .first()
    )
    return job if job and job.state != JobState.FINISHED else None


def contents_in_words(package: Package) -> dict[str, Any]:
    """What was found inside, for its author."""
    return {
        "kind_label": str(PackageKind(package.kind).label),
        "title": package.title,
        "launch": package.launch,
        "entries": package.entries,
        "size": package.size,
        "left_out": package.left_out,
        "left_out_more": max(0, package.left_out_count - len(package.left_out)),
        "left_out_count": package.left_out_count,
    }
