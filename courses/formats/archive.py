"""Reading a zip that somebody brought, and trusting nothing it says of itself.

Its list of contents is measured before it is read, every name is judged before anything is unpacked, and what an entry
holds is measured while it is unpacked, never by its header. Only the two usual ways of packing are taken, because
their unpacking can be stopped after every piece. Source: PKWARE APPNOTE 6.3.10, sections 4.3, 4.4 and appendix D.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from courses.formats import archive_names as names
from courses.formats.refusals import Unreadable

MEGABYTE = 1024 * 1024
PIECE = 64 * 1024
END, END_64, LOCATOR, LISTED = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07", b"PK\x01\x02"
LONGEST_COMMENT = 65_535
MOST_LISTED = 4 * MEGABYTE  # bytes of the list of contents
ENCRYPTED, NAMED_IN_UTF8 = 0x1 | 0x2000 | 0x40, 0x800
UNIX_EXTRA = 0x000D  # carries the target of a link behind its twelve bytes


@dataclass(frozen=True, slots=True)
class Limits:
    """What an archive may be at most. A ratio is how many bytes come out of one; small things may be packed tightly."""

    entries: int = 10_000
    megabytes: int = 2048  # unpacked, all together
    entry_megabytes: int = 1024
    ratio: int = 60
    ratio_from: int = 100 * MEGABYTE
    entry_ratio: int = 250
    entry_ratio_from: int = 10 * MEGABYTE


USUAL = Limits()


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the archive. `path` is as a browser asks for it, below the folder that was packed."""

    path: str
    size: int  # as its header says
    info: zipfile.ZipInfo


class Archive:
    """An archive whose list of contents was found harmless. Files are found by path, however its letters are cased."""

    def __init__(self, package: zipfile.ZipFile, entries: list[Entry], limits: Limits, packed: int) -> None:
        self.package, self.limits, self.packed = package, limits, packed
        self.entries = entries
        self._by_key = {names.key(entry.path): entry for entry in entries}
        self._total = 0

    def find(self, path: str) -> Entry | None:
        return self._by_key.get(names.key(path))

    def pieces(self, entry: Entry) -> Iterator[bytes]:
        """What the entry holds, piece by piece, counted as it comes out; a false size or a damaged part is refused."""
        limits, size, packed = self.limits, 0, max(entry.info.compress_size, 1)
        try:
            with self.package.open(entry.info) as source:
                while piece := source.read(PIECE):
                    size += len(piece)
                    self._total += len(piece)
                    if size > limits.entry_megabytes * MEGABYTE:
                        raise Unreadable("ENTRY_TOO_LARGE", name=entry.path, megabytes=limits.entry_megabytes)
                    if self._total > limits.megabytes * MEGABYTE:
                        raise Unreadable("UNPACKS_TOO_LARGE", megabytes=limits.megabytes)
                    if (size > limits.entry_ratio_from and size > packed * limits.entry_ratio) or (
                        self._total > limits.ratio_from and self._total > self.packed * limits.ratio
                    ):
                        raise Unreadable("PACKED_TOO_TIGHTLY", name=entry.path)
                    yield piece
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
            raise Unreadable("DAMAGED_ENTRY", name=entry.path) from error
        if size != entry.info.file_size:
            raise Unreadable("DAMAGED_ENTRY", name=entry.path)

    def read(self, entry: Entry, most: int = 5 * MEGABYTE) -> bytes:
        """A small file as a whole: a manifest, a description."""
        found = bytearray()
        for piece in self.pieces(entry):
            found += piece
            if len(found) > most:
                raise Unreadable("ENTRY_TOO_LARGE", name=entry.path, megabytes=most // MEGABYTE)
        return bytes(found)


def opened(file: IO[bytes], limits: Limits = USUAL) -> Archive:
    """The archive, its list of contents judged. The caller keeps the file open for as long as it unpacks."""
    size = file.seek(0, 2)
    _measure_list(file, size, limits)
    try:
        package = zipfile.ZipFile(file)
    except UnicodeDecodeError as error:
        raise Unreadable("NAMES_NOT_READABLE") from error
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError, struct.error) as error:
        raise Unreadable("DAMAGED_ARCHIVE") from error
    infos = package.infolist()
    entries = [
        Entry(path, info.file_size, info)
        for info in infos
        if (path := _judged(info)) is not None
    ]  # fmt: skip
    if not entries:
        raise Unreadable("EMPTY_ARCHIVE")
    _refuse_overlaps(infos, package.start_dir)
    paths = names.without_wrapping([entry.path for entry in entries])
    entries = [Entry(path, entry.size, entry.info) for path, entry in zip(paths, entries, strict=True)]
    if clash := names.clash(paths):
        raise Unreadable(clash[0], name=clash[1], other=clash[2])
    if sum(entry.size for entry in entries) > limits.megabytes * MEGABYTE:
        raise Unreadable("UNPACKS_TOO_LARGE", megabytes=limits.megabytes)
    for entry in entries:
        if entry.size > limits.entry_megabytes * MEGABYTE:
            raise Unreadable("ENTRY_TOO_LARGE", name=entry.path, megabytes=limits.entry_megabytes)
    return Archive(package, entries, limits, size)


def _measure_list(file: IO[bytes], size: int, limits: Limits) -> None:
    """Count what is listed without making anything of it: a list may be made to fill the memory of its reader."""
    file.seek(0)
    if file.read(4) not in (b"PK\x03\x04", END):
        raise Unreadable("NOT_A_ZIP")
    start = max(0, size - 22 - LONGEST_COMMENT)
    file.seek(start)
    tail = file.read(22 + LONGEST_COMMENT)
    # As zipfile looks for it: without a comment first, then the last one there is.
    at = len(tail) - 22 if tail[-22:].startswith(END) and tail[-2:] == b"\0\0" else tail.rfind(END)
    if at < 0 or len(tail) - at < 22:
        raise Unreadable("DAMAGED_ARCHIVE")
    disk, listed_on, here, count, length, _offset = struct.unpack("<HHHHLL", tail[at + 4 : at + 20])
    end = start + at
    if end >= 20 and (wide := _wide_end(file, end)):
        disk, listed_on, here, count, length, end = wide
    if disk or listed_on or here != count:
        raise Unreadable("SPLIT_ARCHIVE")
    if count > limits.entries or length > MOST_LISTED:
        raise Unreadable("TOO_MANY_ENTRIES", most=limits.entries)
    if length > end:
        raise Unreadable("DAMAGED_ARCHIVE")
    file.seek(end - length)
    listed, place, counted = file.read(length), 0, 0
    while place < len(listed):
        if listed[place : place + 4] != LISTED or len(listed) - place < 46:
            raise Unreadable("DAMAGED_ARCHIVE")
        place += 46 + sum(struct.unpack("<HHH", listed[place + 28 : place + 34]))
        counted += 1
        if counted > limits.entries:
            raise Unreadable("TOO_MANY_ENTRIES", most=limits.entries)


def _wide_end(file: IO[bytes], end: int) -> tuple[int, int, int, int, int, int] | None:
    """The end of an archive in the wide (Zip64) form: as above, and where its list of contents ends."""
    file.seek(end - 20)
    if not file.read(20).startswith(LOCATOR):
        return None
    if end < 76:
        raise Unreadable("DAMAGED_ARCHIVE")
    file.seek(end - 76)
    record = file.read(56)
    if not record.startswith(END_64):
        raise Unreadable("DAMAGED_ARCHIVE")
    disk, listed_on, here, count, length = struct.unpack("<LLQQQ", record[16:48])
    return disk, listed_on, here, count, length, end - 76


def _judged(info: zipfile.ZipInfo) -> str | None:
    """The path of an entry that may come in; None for a folder. Everything else is refused with its name."""
    said = names.decoded(info.orig_filename, is_utf8=bool(info.flag_bits & NAMED_IN_UTF8))
    if said == "./" and not info.file_size:
        return None  # the folder itself, as some programs list it
    path = names.judged(said)
    shown = names.shown(said)
    kind = info.external_attr >> 28  # of a file on Unix: 8 is a file, 4 a folder, 10 a link
    if kind == 0o12 or _holds_link(info.extra):
        raise Unreadable("LINK", name=shown)
    if kind not in (0, 0o10, 0o4):
        raise Unreadable("NOT_A_FILE", name=shown)
    if said.endswith("/") or kind == 0o4:
        if info.file_size:
            raise Unreadable("NOT_A_FILE", name=shown)
        return None
    if info.flag_bits & ENCRYPTED:
        raise Unreadable("ENCRYPTED", name=shown)
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Unreadable("PACKED_UNUSUALLY", name=shown)
    if names.is_archive(path):
        raise Unreadable("NESTED_ARCHIVE", name=shown)
    return path


def _holds_link(extra: bytes) -> bool:
    place = 0
    while place + 4 <= len(extra):
        kind, length = struct.unpack("<HH", extra[place : place + 4])
        if kind == UNIX_EXTRA and length > 12:
            return True
        place += 4 + length
    return False


def _refuse_overlaps(infos: list[zipfile.ZipInfo], end: int) -> None:
    """No two entries may share bytes: a small archive would unpack to a large one many times over."""
    ends = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < ends:
            raise Unreadable("OVERLAPPING")
        ends = info.header_offset + 30 + len(info.orig_filename) + info.compress_size
    if ends > end:
        raise Unreadable("OVERLAPPING")
