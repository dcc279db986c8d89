"""What a package is: recognised by what is in it, not by its name."""

from collections.abc import Callable

from courses.formats import h5p, html_package
from courses.formats.archive import Archive
from courses.formats.found import LONGEST_TITLE, Found
from courses.formats.refusals import Unreadable
from courses.formats.scorm import manifest
from courses.formats.scorm.reader import read as read_scorm

# A file at the top that says what kind of package it is, and who reads that kind. The first one that is there counts.
READERS: dict[str, Callable[[Archive], Found]] = {manifest.NAME: lambda archive: Found(*read_scorm(archive))}


def recognised(archive: Archive, h5p_libraries: frozenset[str] = frozenset()) -> Found:
    """`h5p_libraries`: names that this site takes besides those that everybody knows."""
    for marker, reader in READERS.items():
        if archive.find(marker):
            return reader(archive)
    if archive.find(h5p.MARKER):
        return h5p.read(archive, h5p_libraries)
    if (page := html_package.first_page(archive)) is None:
        raise Unreadable("NOTHING_TO_START")
    return Found("html", page, html_package.title(archive, page)[:LONGEST_TITLE])
