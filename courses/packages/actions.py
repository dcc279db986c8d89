"""Unpacking into storage, and keeping what was unpacked as a resource's package."""

import contextlib
import gzip
import tempfile
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from shutil import copyfileobj
from types import MappingProxyType
from typing import IO

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.files.queries import FileFace
from core.refusals import Refusal
from courses.catalogue.models import Resource
from courses.formats import web_files, web_pages
from courses.formats.archive import Archive, Entry
from courses.formats.refusals import Unreadable
from courses.packages import rules
from courses.packages.models import Package
from courses.packages.queries import Looked

NOTHING: Mapping[str, bytes] = MappingProxyType({})
SPOOL = 1024 * 1024  # bytes of an entry that are in memory at most


class PackageRefused(Refusal):
    """Why an archive does not become a package. Nothing of it is kept then."""

    SENTENCES = {
        "NOT_A_ZIP": _("The file “%(file)s” is not a zip archive, although its name says so."),
        "DAMAGED_ARCHIVE": _("The archive “%(file)s” is damaged or cut off. Export or zip it again."),
        "DAMAGED_ENTRY": _(
            "In “%(file)s”, the file “%(name)s” is damaged, or larger than the archive says. Export or zip it again."
        ),
        "SPLIT_ARCHIVE": _("The archive “%(file)s” is one part of several. Zip it as one file."),
        "EMPTY_ARCHIVE": _("The archive “%(file)s” holds no files."),
        "TOO_MANY_ENTRIES": _("The archive “%(file)s” holds more than %(most)s files, the most we take."),
        "UNPACKS_TOO_LARGE": _("Unpacked, “%(file)s” would be larger than %(megabytes)s MB, the most we take."),
        "ENTRY_TOO_LARGE": _("In “%(file)s”, the file “%(name)s” is larger than %(megabytes)s MB, the most we take."),
        "PACKED_TOO_TIGHTLY": _(
            "In “%(file)s”, the file “%(name)s” unpacks to far more than real files do. Such archives are made to do"
            " harm; nothing of it was kept."
        ),
        "OVERLAPPING": _(
            "In “%(file)s”, several files share the same bytes. Such archives are made to do harm; nothing of it was"
            " kept."
        ),
        "ENCRYPTED": _("In “%(file)s”, the file “%(name)s” is locked with a password. Zip it again without one."),
        "PACKED_UNUSUALLY": _(
            "In “%(file)s”, the file “%(name)s” is packed in an unusual way. Zip it again in the usual one (Deflate)."
        ),
        "NESTED_ARCHIVE": _(
            "In “%(file)s”, the file “%(name)s” is itself an archive. We look inside every file, so we take no archive"
            " within an archive: unpack it, then zip everything once."
        ),
        "PATH_LEADS_OUT": _("In “%(file)s”, the name “%(name)s” leads out of the archive's own folder."),
        "ABSOLUTE_PATH": _("In “%(file)s”, the name “%(name)s” begins at the root of a disk. Zip the folder again."),
        "DRIVE_LETTER": _(
            "In “%(file)s”, the name “%(name)s” begins with the letter of a drive. Zip the folder again."
        ),
        "BACKSLASH": _(
            "In “%(file)s”, the name “%(name)s” has a backslash, which is no separator of folders in a zip. Zip it"
            " again with another program."
        ),
        "LINK": _("In “%(file)s”, “%(name)s” is a link to another file. Zip the files themselves."),
        "NOT_A_FILE": _("In “%(file)s”, “%(name)s” is neither a file nor a folder."),
        "ODD_CHARACTERS": _("In “%(file)s”, the name “%(name)s” holds characters that cannot be seen."),
        "NAME_TOO_LONG": _("In “%(file)s”, the name “%(name)s” is too long."),
        "NAMES_NOT_READABLE": _("In “%(file)s”, the names of files cannot be read. Zip it again with another program."),
        "SAME_NAME_TWICE": _("In “%(file)s”, the file “%(name)s” is there twice."),
        "NAMES_CLASH": _(
            "In “%(file)s”, “%(name)s” and “%(other)s” are the same name on many disks: they differ only in capital"
            " letters or in how a letter is written. Rename one of them, also where it is used."
        ),
        "NOTHING_TO_START": _(
            "In “%(file)s” there is nothing to begin with. We take SCORM 1.2 and 2004 (imsmanifest.xml), H5P (h5p.json)"
            " and web pages (index.html at the top)."
        ),
        "H5P_NOT_DESCRIBED": _(
            "In “%(file)s”, “%(name)s” is missing or cannot be read, so this is no whole H5P package. Export it again."
        ),
        "H5P_LIBRARY_MISSING": _(
            "In “%(file)s”, the library “%(name)s” is missing. Export the package together with its libraries."
        ),
        "H5P_FILE_MISSING": _("In “%(file)s”, “%(name)s” of a library is missing. Export the package again."),
        "H5P_LIBRARY_UNKNOWN": _(
            "In “%(file)s”, the library “%(name)s” is not one that we know. We take the libraries that the H5P community"
            " publishes; bring programs of your own as web pages or SCORM."
        ),
        "STARTS_NOWHERE": _("In “%(file)s”, the page that it begins with, “%(name)s”, is missing."),
        "MANIFEST_TOO_LARGE": _("In “%(file)s”, imsmanifest.xml is larger than %(megabytes)s MB, the most we take."),
        "MANIFEST_NOT_XML": _("In “%(file)s”, imsmanifest.xml is not proper XML (line %(line)s). Export it again."),
        "MANIFEST_ENTITIES": _(
            "In “%(file)s”, imsmanifest.xml defines entities of its own. That can be used to do harm, so it is not taken."
        ),
        "NOT_SCORM": _(
            "In “%(file)s”, imsmanifest.xml does not describe a SCORM package. We take SCORM 1.2 and 2004; a Common"
            " Cartridge or QTI is something else."
        ),
        "NO_MANIFEST": _("In “%(file)s”, imsmanifest.xml is missing."),
        "NO_PARTS": _("In “%(file)s”, imsmanifest.xml names nothing that could be started."),
        "TOO_MANY_PARTS": _("In “%(file)s”, imsmanifest.xml has more than %(most)s parts, the most we take."),
        "TOO_DEEP": _("In “%(file)s”, the parts lie more than %(most)s levels deep, the most we take."),
        "NO_LAUNCH": _("In “%(file)s”, imsmanifest.xml names no file to start for “%(part)s”."),
        "LAUNCH_MISSING": _("In “%(file)s”, the file that “%(part)s” starts with, “%(address)s”, is missing."),
        "LAUNCH_OUTSIDE": _("In “%(file)s”, “%(part)s” starts with a file outside the package: “%(address)s”."),
        "LAUNCH_ELSEWHERE": _(
            "In “%(file)s”, “%(part)s” starts on another site: “%(address)s”. A package must hold all that it shows."
        ),
    }


def refused(unreadable: Unreadable, file_name: str) -> PackageRefused:
    return PackageRefused(unreadable.reason, **{"file": file_name, **unreadable.facts})


def new_prefix(at: datetime) -> str:
    return f"courses/packages/{at:%Y/%m}/{uuid.uuid4().hex}"


def unpack(
    archive: Archive, prefix: str, *, replaced: Mapping[str, bytes] = NOTHING, start: int = 0, seconds: float | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> int:  # fmt: skip
    """Put the kept entries from number `start` on into storage; returns the number to go on from, until all are there.

    `replaced`: what is kept in the place of an entry's own bytes. With `seconds`: stops after that time, at the end of
    an entry. The same entry twice is the same as once.
    """
    until = None if seconds is None else clock() + seconds
    for number in range(start, len(archive.entries)):
        if rules.is_kept(archive.entries[number].path):
            _put(archive, archive.entries[number], prefix, replaced)
        if until is not None and clock() > until:
            return number + 1
    return len(archive.entries)


def _put(archive: Archive, entry: Entry, prefix: str, replaced: Mapping[str, bytes] = NOTHING) -> None:
    """Measured as a whole before any of it is in storage."""
    key = rules.storage_key(prefix, entry.path)
    with tempfile.SpooledTemporaryFile(max_size=SPOOL) as spool:
        if _lacks_mark(archive, entry):
            spool.write(web_pages.MARK)
        for number, piece in enumerate(archive.pieces(entry)):
            if number == 0 and web_files.is_disguised(entry.path, piece):
                raise Unreadable("NESTED_ARCHIVE", name=entry.path)
            spool.write(piece)
        if entry.path in replaced:
            spool.seek(0)
            spool.truncate()
            spool.write(replaced[entry.path])
        _save(key, spool)
        if web_files.is_shrinking(entry.path):
            with tempfile.SpooledTemporaryFile(max_size=SPOOL) as packed:
                spool.seek(0)
                with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=6, mtime=0) as target:
                    copyfileobj(spool, target)
                _save(rules.packed_key(key), packed)


def _lacks_mark(archive: Archive, entry: Entry) -> bool:
    return web_files.content_type(entry.path) == "text/html" and web_pages.lacks_mark(archive.pieces(entry))


def _save(key: str, spool: IO[bytes]) -> None:
    spool.seek(0)
    if default_storage.exists(key):  # left by a worker that died
        default_storage.delete(key)
    default_storage.save(key, File(spool, name=key))


def clear(prefix: str) -> None:
    """Take away what was unpacked. Twice is the same as once."""
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        for name in default_storage.listdir(prefix)[1]:
            default_storage.delete(f"{prefix}/{name}")
    with contextlib.suppress(OSError, NotImplementedError):
        default_storage.delete(prefix)  # the empty folder, where there are folders


@transaction.atomic
def keep(*, resource: Resource, file: FileFace, looked: Looked, prefix: str, at: datetime) -> Package:
    """Make what was unpacked the package of a draft's resource, in the place of the one before.

    The caller holds the draft's lock. The files of the one before go, unless another version has them too.
    """
    before = list(Package.objects.filter(resource=resource).values_list("prefix", flat=True))
    Package.objects.filter(resource=resource).delete()
    out: Sequence[str] = looked.left_out
    package = Package.objects.create(
        version_id=resource.version_id,
        resource=resource,
        owner_id=resource.owner_id,
        kind=looked.found.kind,
        title=looked.found.title,
        launch=looked.found.launch,
        details=looked.found.details,
        prefix=prefix,
        file_uuid=file.uuid,
        file_name=file.name,
        size=looked.size,
        entries=looked.kept,
        left_out=[name[:200] for name in out[: rules.MOST_NAMED]],
        left_out_count=len(out),
        created_at=at,
    )
    for old in before:
        if not Package.objects.filter(prefix=old).exists():
            transaction.on_commit(lambda old=old: clear(old))  # type: ignore[misc]
    return package
