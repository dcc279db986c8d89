"""Names in an archive: how they are spelt, which of them lead out, and which of them are the same file."""

import re
import unicodedata

from courses.formats.refusals import Unreadable

LONGEST = 1024  # bytes of a path in UTF-8
LONGEST_PART = 255  # of a folder's or file's name
JOINERS = "\u200c\u200d\u00ad"  # that Indian scripts need, and the soft hyphen
# A .gz is no archive but one file packed: exporters leave some in, for programs of theirs. It stays out.
ARCHIVES = frozenset({
    "zip", "7z", "rar", "tar", "tgz", "bz2", "xz", "zst", "lz", "lzma", "cab", "iso", "img", "dmg", "arj", "z",
})  # fmt: skip
JUNK = re.compile(r"(^|/)(__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._)", re.IGNORECASE)


def decoded(name: str, *, is_utf8: bool) -> str:
    """The name as it was meant. Without the mark for UTF-8 a name is in the old code page of the PC, but many programs
    write UTF-8 and forget the mark; no sensible name in that code page is valid UTF-8 by accident."""
    if is_utf8 or name.isascii():
        return name
    try:
        return name.encode("cp437").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return name


def judged(name: str) -> str:
    """The path with composed letters and without idle parts; a name that leads elsewhere or hides something is refused."""
    if any(_is_odd(letter) for letter in name):
        raise Unreadable("ODD_CHARACTERS", name=shown(name))
    if len(name.encode()) > LONGEST or any(len(part.encode()) > LONGEST_PART for part in name.split("/")):
        raise Unreadable("NAME_TOO_LONG", name=shown(name))
    if re.match(r"[A-Za-z]:", name):
        raise Unreadable("DRIVE_LETTER", name=shown(name))
    if "\\" in name:
        raise Unreadable("BACKSLASH", name=shown(name))
    if name.startswith("/"):
        raise Unreadable("ABSOLUTE_PATH", name=shown(name))
    parts = [part for part in unicodedata.normalize("NFC", name).split("/") if part not in ("", ".")]
    if ".." in parts or not parts:
        raise Unreadable("PATH_LEADS_OUT", name=shown(name))
    return "/".join(parts)


def _is_odd(letter: str) -> bool:
    return unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and letter not in JOINERS


def shown(name: str) -> str:
    """A name as a sentence can say it."""
    name = "".join("?" if _is_odd(letter) else letter for letter in name)
    return name if len(name) <= 120 else f"{name[:60]}…{name[-50:]}"


def key(path: str) -> str:
    """Equal for two paths that some disk takes for the same: cases of letters and ways to compose them do not count."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())


def clash(paths: list[str]) -> tuple[str, str, str] | None:
    """The first two of them that cannot both be there: reason, and their names."""
    seen: dict[str, str] = {}
    for path in paths:
        if (other := seen.get(key(path))) is not None:
            return ("SAME_NAME_TWICE" if other == path else "NAMES_CLASH", shown(path), shown(other))
        seen[key(path)] = path
    for path in paths:
        for place, letter in enumerate(path):
            if letter == "/" and (other := seen.get(key(path[:place]))):
                return "NAMES_CLASH", shown(path), shown(other)
    return None


def is_archive(path: str) -> bool:
    return path.rpartition("/")[2].rpartition(".")[2].lower() in ARCHIVES and not is_junk(path)


def is_junk(path: str) -> bool:
    """What an operating system leaves in every folder."""
    return JUNK.search(path) is not None


def without_wrapping(paths: list[str]) -> list[str]:
    """Paths below the folder that was packed with its contents, if nothing stands beside it."""
    own = [path for path in paths if not is_junk(path)]
    first = {path.partition("/")[0] for path in own}
    if len(first) != 1 or any("/" not in path for path in own):
        return paths
    folder = f"{first.pop()}/"
    return [path.removeprefix(folder) for path in paths]
