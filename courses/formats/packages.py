"""What a package is: recognised by what is in it, not by its name."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from courses.formats import html_package
from courses.formats.archive import Archive
from courses.formats.refusals import Unreadable
from courses.formats.scorm import manifest
from courses.formats.scorm.reader import read as read_scorm

LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Found:
    """A package as its reader understands it.

    `launch`: the path of the page that it begins with, perhaps with a query. `title`: as it calls itself, may be empty.
    `details`: what its player needs to know, in the words of its kind.
    """

    kind: str
    launch: str
    title: str = ""
    details: dict[str, Any] = field(default_factory=dict)


# A file at the top that says what kind of package it is, and who reads that kind. The first one that is there counts.
READERS: dict[str, Callable[[Archive], Found]] = {manifest.NAME: lambda archive: Found(*read_scorm(archive))}


def recognised(archive: Archive) -> Found:
    for marker, reader in READERS.items():
        if archive.find(marker):
            return reader(archive)
    if (page := html_package.first_page(archive)) is None:
        raise Unreadable("NOTHING_TO_START")
    return Found("html", page, html_package.title(archive, page)[:LONGEST_TITLE])
