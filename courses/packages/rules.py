"""Where the files of a package are, and what is kept of it. Pure."""

import hashlib
from collections.abc import Iterable

from courses.formats import archive_names, web_files

MOST_AT_ONCE = 300  # files, and
MOST_BYTES_AT_ONCE = 30 * 1024 * 1024  # bytes unpacked: a larger package is unpacked by a worker
MOST_NAMED = 20  # of the files left out
PLAYER_OF = {
    "h5p": "h5p",
    "scorm12": "scorm12",
    "scorm2004": "scorm2004",
}  # kind of package: our page around it, built from frontend/js/packages/<player>/
SAY_THEMSELVES = frozenset({"scorm12", "scorm2004"})
MINUTES = 10  # that a package counts for until its author says otherwise


def storage_key(prefix: str, path: str) -> str:
    """By what the path is called, however it is spelt: "Images/Logo.PNG" finds images/logo.png, as it did on the
    author's machine; and no name of theirs ever becomes a name on a disk."""
    return f"{prefix}/{hashlib.sha256(archive_names.key(path).encode()).hexdigest()[:40]}"


def packed_key(key: str) -> str:
    """Where the same file is, packed with gzip."""
    return f"{key}z"


def is_kept(path: str) -> bool:
    """What a browser can use. Hidden files and what is not on the list of types stay out."""
    return (
        not archive_names.is_junk(path)
        and not any(part.startswith(".") for part in path.split("/"))
        and web_files.content_type(path) is not None
    )


def left_out(paths: Iterable[str]) -> list[str]:
    """Files that do not come in and are worth a word: not what an operating system put there."""
    return [path for path in paths if not is_kept(path) and not archive_names.is_junk(path)]


def is_small(*, entries: int, size: int) -> bool:
    """Whether the person can wait for it."""
    return entries <= MOST_AT_ONCE and size <= MOST_BYTES_AT_ONCE


def player_of(kind: str) -> str | None:
    """Our page around a package of this kind; None for one that is shown as it is."""
    return PLAYER_OF.get(kind)


def is_done_by_word(kind: str) -> bool:
    """Whether its learner says that it is done, as with a reading. A SCORM package says so itself."""
    return kind not in SAY_THEMSELVES
