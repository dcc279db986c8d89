"""The address that starts a part, from the bases, file and parameters that the manifest gives."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

ELSEWHERE = re.compile(r"^[a-z][a-z0-9+.-]*:|^//", re.IGNORECASE)
SAFE = "/!$&'()*+,;=:@~-._"


@dataclass(frozen=True, slots=True)
class Launch:
    """`is_mended`: the package's own file has another case or spelling than the manifest says."""

    address: str
    refusal: str = ""
    is_mended: bool = False


def address(root: str, base: str, href: str, parameters: str, entries: Mapping[str, str]) -> Launch:
    """From the root of the package. `entries`: every file, in lower case -> as it is."""
    whole = (base + href).replace("\\", "/").strip()
    if ELSEWHERE.match(whole):
        return Launch(whole, "LAUNCH_ELSEWHERE")
    split = urlsplit(whole)
    path = posixpath.normpath(root + unquote(split.path).lstrip("/"))
    if path.startswith(("../", "/")) or path in ("..", "."):
        return Launch(whole, "LAUNCH_OUTSIDE")
    there = entries.get(path.lower())
    if there is None:  # some exporters write the percent signs of a file's own name
        there = entries.get(posixpath.normpath(root + split.path.lstrip("/")).lower())
    if there is None:
        return Launch(path, "LAUNCH_MISSING")
    query = f"?{split.query}" if split.query else ""
    fragment = f"#{split.fragment}" if split.fragment else ""
    return Launch(_with(quote(there, safe=SAFE), query, fragment, parameters), is_mended=there != path)


def _with(path: str, query: str, fragment: str, parameters: str) -> str:
    """SCORM 2004 CAM 3.4.1.8: how `parameters` of an item joins the address."""
    said = parameters.strip().lstrip("?&")
    if said.startswith("#"):
        return path + query + (fragment or said)
    if said:
        query = f"{query}&{said}" if query else f"?{said}"
    return path + query + fragment
