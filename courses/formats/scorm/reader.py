"""A SCORM package as the platform keeps it: its kind, where it starts, and its parts as a flat list."""

from typing import Any

from courses.formats.archive import Archive
from courses.formats.refusals import Unreadable
from courses.formats.scorm import manifest
from courses.formats.scorm.manifest import Manifest, Part

KINDS = {"1.2": "scorm12", "2004": "scorm2004"}


def details_of(found: Manifest) -> dict[str, Any]:
    """`parts`: in order, with how deep each lies; one without a launch is a heading."""
    parts = [row for top in found.parts for row in _flat(top, 0)]
    return {"edition": found.edition, "parts": parts, "remarks": [[code, facts] for code, facts in found.remarks]}


def _flat(part: Part, depth: int) -> list[dict[str, Any]]:
    row: dict[str, Any] = {
        "identifier": part.identifier, "title": part.title, "launch": part.launch, "depth": depth,
        "is_sco": part.is_sco, "is_visible": part.is_visible, "is_choice": part.is_choice,
        "is_forward_only": part.is_forward_only, "mastery_score": part.mastery_score,
        "passing_score": part.passing_score, "completion_threshold": part.completion_threshold,
        "max_time": part.max_time, "time_limit_action": part.time_limit_action, "launch_data": part.launch_data,
        "prerequisites": part.prerequisites,
    }  # fmt: skip
    return [row, *(deeper for child in part.children for deeper in _flat(child, depth + 1))]


def read(archive: Archive) -> tuple[str, str, str, dict[str, Any]]:
    """(kind, launch, title, details) of a package with a manifest at its top."""
    entry = archive.find(manifest.NAME)
    if entry is None:
        raise Unreadable("NO_MANIFEST")
    found = manifest.read(
        archive.read(entry, manifest.MOST_BYTES), at=entry.path, names=[one.path for one in archive.entries]
    )
    return KINDS[found.edition], found.launchable()[0].launch, found.title, details_of(found)
