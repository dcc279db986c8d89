"""H5P packages: h5p.json says what it is, content/content.json what it says, and its libraries are programs.

Source: the H5P specification, "h5p.json", "library.json" and "Allowed file extensions" (h5p.org/documentation). Taken:
content types and helpers that the H5P community publishes, by name; everything they need must be inside. Text that an
author wrote is stripped of what could run.
"""

import json
import re
from typing import Any

import nh3

from courses.formats.archive import Archive
from courses.formats.found import LONGEST_TITLE, Found
from courses.formats.h5p_libraries import KNOWN
from courses.formats.refusals import Unreadable

MARKER, CONTENT = "h5p.json", "content/content.json"
MOST_LIBRARIES = 200
MOST_DEPTH = 60  # of values inside values
NAME = re.compile(r"[A-Za-z][A-Za-z0-9.-]{0,99}")
HAS_MARKUP = re.compile(r"<[a-zA-Z/!?]")
TAGS = nh3.ALLOWED_TAGS | {"h1", "h2", "h3", "h4", "h5", "h6", "u", "s", "font", "mark", "figure", "figcaption"}
ATTRIBUTES = {name: set(values) for name, values in nh3.ALLOWED_ATTRIBUTES.items()} | {
    "*": {"style", "class", "lang", "dir", "title", "id"},
    "a": {"href", "target", "hreflang"},
    "font": {"color", "size", "face"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "scope", "align"},
    "ol": {"start", "type"},
}


def read(archive: Archive, more: frozenset[str] = frozenset()) -> Found:
    """What the package is. `more`: names of libraries that this site takes besides the known ones."""
    about = _json(archive, MARKER)
    content = _json(archive, CONTENT)
    name = about.get("mainLibrary")
    if not isinstance(name, str) or not isinstance(about.get("preloadedDependencies"), list):
        raise Unreadable("H5P_NOT_DESCRIBED", name=MARKER)
    libraries = _libraries(archive, about["preloadedDependencies"], more)
    if name not in {library.partition(" ")[0] for library in libraries}:
        raise Unreadable("H5P_LIBRARY_MISSING", name=name)
    title = about.get("title")
    return Found(
        kind="h5p",
        launch=MARKER,
        title=" ".join(str(title).split())[:LONGEST_TITLE] if isinstance(title, str) else "",
        details={
            "library": name,
            "libraries": sorted(libraries),
            "language": str(about.get("language") or "")[:10],
            "license": str(about.get("license") or "")[:40],
        },
        replaced={_path(archive, CONTENT): json.dumps(without_scripts(content), ensure_ascii=False).encode()},
    )


def _json(archive: Archive, path: str) -> dict[str, Any]:
    if (entry := archive.find(path)) is None:
        raise Unreadable("H5P_NOT_DESCRIBED", name=path)
    try:
        said = json.loads(archive.read(entry).decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise Unreadable("H5P_NOT_DESCRIBED", name=path) from error
    if not isinstance(said, dict):
        raise Unreadable("H5P_NOT_DESCRIBED", name=path)
    return said


def _path(archive: Archive, path: str) -> str:
    entry = archive.find(path)
    return entry.path if entry else path


def _libraries(archive: Archive, wanted: list[Any], more: frozenset[str]) -> set[str]:
    """Every library that is needed, with those that they need in turn: all known, and all inside."""
    found: set[str] = set()
    while wanted:
        name, folder, label = _named(wanted.pop())
        if label in found:
            continue
        if name not in KNOWN and name not in more:
            raise Unreadable("H5P_LIBRARY_UNKNOWN", name=name)
        place = folder if archive.find(f"{folder}/library.json") else name
        if archive.find(f"{place}/library.json") is None:
            raise Unreadable("H5P_LIBRARY_MISSING", name=label)
        found.add(label)
        if len(found) > MOST_LIBRARIES:
            raise Unreadable("H5P_NOT_DESCRIBED", name=MARKER)
        described = _json(archive, f"{place}/library.json")
        for kind in ("preloadedJs", "preloadedCss"):
            for file in described.get(kind) or []:
                path = file.get("path") if isinstance(file, dict) else None
                if not isinstance(path, str) or archive.find(f"{place}/{path.removeprefix('./')}") is None:
                    raise Unreadable("H5P_FILE_MISSING", name=f"{place}/{path}"[:200])
        needed = described.get("preloadedDependencies") or []
        wanted += needed if isinstance(needed, list) else []
    return found


def _named(said: Any) -> tuple[str, str, str]:
    """Name, folder and label of a library: ("H5P.Text", "H5P.Text-1.1", "H5P.Text 1.1")."""
    try:
        name, version = said["machineName"], f"{int(said['majorVersion'])}.{int(said['minorVersion'])}"
    except (KeyError, TypeError, ValueError) as error:
        raise Unreadable("H5P_NOT_DESCRIBED", name=MARKER) from error
    if not isinstance(name, str) or not NAME.fullmatch(name):
        raise Unreadable("H5P_NOT_DESCRIBED", name=MARKER)
    return name, f"{name}-{version}", f"{name} {version}"


def without_scripts(value: Any, depth: int = 0) -> Any:
    """The content with its texts made harmless: markup that formats stays, whatever could run goes.

    Which values are HTML is known to the library alone, so every text with markup is taken for HTML; and an address
    that is a script is emptied, whatever it is for.
    """
    if depth > MOST_DEPTH:
        raise Unreadable("H5P_NOT_DESCRIBED", name=CONTENT)
    if isinstance(value, dict):
        return {key: without_scripts(one, depth + 1) for key, one in value.items()}
    if isinstance(value, list):
        return [without_scripts(one, depth + 1) for one in value]
    if not isinstance(value, str):
        return value
    if re.match(r"[\x00-\x20]*(javascript|vbscript|data:text/html)", re.sub(r"[\t\r\n]", "", value), re.IGNORECASE):
        return ""
    if HAS_MARKUP.search(value):
        return nh3.clean(value, tags=TAGS, attributes=ATTRIBUTES, link_rel="noopener noreferrer")
    return value
