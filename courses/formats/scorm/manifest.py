"""The manifest of a SCORM package: its parts in order, what starts each, and what the package asks of the player.

SCORM 1.2 Content Aggregation Model, section 2.2; SCORM 2004 CAM (2nd to 4th edition), chapters 3 and 5. Exporters are
free with namespaces and with the case of attribute names, so elements and attributes are known by their local names.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from courses.formats.refusals import Unreadable
from courses.formats.scorm import launching

NAME = "imsmanifest.xml"
MOST_BYTES = 4 * 1024 * 1024
MOST_PARTS = 500
DEEPEST = 20  # levels of parts
LONGEST_TITLE = 200
XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"


@dataclass(frozen=True, slots=True)
class Part:
    """One item of the organisation. `launch` is the address to start, from the root of the package; "" for a heading.

    `is_sco`: it speaks to the player; otherwise (an asset) it is only shown. `mastery_score`: of 1.2, 0 to 100;
    `passing_score`: of 2004, -1 to 1. `is_choice`: the learner may pick it from the menu (2004 sequencing).
    """

    identifier: str
    title: str
    launch: str = ""
    is_sco: bool = False
    is_visible: bool = True
    is_choice: bool = True
    is_forward_only: bool = False
    mastery_score: float | None = None
    passing_score: float | None = None
    completion_threshold: float | None = None
    max_time: str = ""
    time_limit_action: str = ""
    launch_data: str = ""
    prerequisites: str = ""
    children: tuple["Part", ...] = ()

    def walk(self) -> Iterator["Part"]:
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Manifest:
    """`edition`: "1.2" or "2004". `remarks`: what was put right on the way, as (code, facts)."""

    edition: str
    title: str
    parts: tuple[Part, ...]
    remarks: tuple[tuple[str, dict[str, str]], ...] = ()

    def launchable(self) -> list[Part]:
        """What can be started, in order."""
        return [part for top in self.parts for part in top.walk() if part.launch]


@dataclass(slots=True)
class _Reading:
    """What is known while the tree is walked."""

    root: str  # the folder that the manifest lies in, "" or "folder/"
    entries: dict[str, str]  # lower case -> as it is in the archive
    resources: dict[str, tuple[Element, str]]
    is_2004: bool
    remarks: list[tuple[str, dict[str, str]]] = field(default_factory=list)


def place(names: Collection[str]) -> str | None:
    """Where the manifest lies; the nearest to the root, for some zip the folder instead of what is in it."""
    found = [name for name in names if name.rpartition("/")[2].lower() == NAME]
    return min(found, key=lambda name: (name.count("/"), name), default=None)


def read(data: bytes, *, at: str = NAME, names: Collection[str]) -> Manifest:
    """Read a manifest. `at`: where it lies; `names`: every file of the package. Raises Unreadable."""
    tree = _tree(data)
    if _name(tree) != "manifest":
        raise Unreadable("NOT_SCORM")
    edition = _edition(tree, data)
    reading = _Reading(
        root=at.rpartition("/")[0] + "/" if "/" in at else "",
        entries={name.lower(): name for name in names},
        resources=_resources(tree),
        is_2004=edition == "2004",
    )
    organisation = _organisation(tree)
    parts = tuple(_parts(organisation, reading, _controls(organisation), 1)) if organisation is not None else ()
    if not any(part.launch for top in parts for part in top.walk()):
        parts = _without_organisation(reading)
    manifest = Manifest(edition, _title(organisation) or _title(tree), parts, tuple(reading.remarks))
    count = sum(1 for top in parts for _each in top.walk())
    if not manifest.launchable():
        raise Unreadable("NO_PARTS")
    if count > MOST_PARTS:
        raise Unreadable("TOO_MANY_PARTS", most=MOST_PARTS)
    return manifest


def _tree(data: bytes) -> Element:
    if len(data) > MOST_BYTES:
        raise Unreadable("MANIFEST_TOO_LARGE", megabytes=MOST_BYTES // 1024 // 1024)
    try:
        return fromstring(data.lstrip(b" \t\r\n"))  # type: ignore[no-any-return]
    except DefusedXmlException as error:
        raise Unreadable("MANIFEST_ENTITIES") from error
    except (ParseError, ValueError, LookupError) as error:
        line = getattr(error, "position", (0, 0))[0]
        raise Unreadable("MANIFEST_NOT_XML", line=line) from error


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2].lower()


def _attribute(element: Element, name: str) -> str:
    """By local name, whatever its case and namespace: adlcp:scormtype, adlcp:scormType, scormType."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2].lower() == name), "").strip()


def _children(element: Element | None, name: str) -> list[Element]:
    return [child for child in element if _name(child) == name] if element is not None else []


def _child(element: Element | None, name: str) -> Element | None:
    return next(iter(_children(element, name)), None)


def _text(element: Element | None, name: str) -> str:
    found = _child(element, name)
    return " ".join("".join(found.itertext()).split()) if found is not None else ""


def _title(element: Element | None) -> str:
    return _text(element, "title")[:LONGEST_TITLE]


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) < 1_000_000 else None


def _edition(tree: Element, data: bytes) -> str:
    """By what the manifest says, else by its namespaces. Other packages with a manifest of this name are not SCORM."""
    metadata = _child(tree, "metadata")
    schema, version = _text(metadata, "schema").lower(), _text(metadata, "schemaversion").lower()
    if "cartridge" in schema or "qti" in schema:
        raise Unreadable("NOT_SCORM")
    if version.startswith(("2004", "cam 1.3", "1.3")):
        return "2004"
    if version.startswith("1.2"):
        return "1.2"
    head = data[:20_000].lower()
    if b"adlcp_v1p3" in head or b"adlseq_v1p3" in head or b"imsss" in head:
        return "2004"
    if b"adlcp_rootv1p2" in head or b"scormtype" in data.lower():
        return "1.2"
    raise Unreadable("NOT_SCORM")


def _resources(tree: Element) -> dict[str, tuple[Element, str]]:
    """Identifier -> (resource, its base). Nested manifests bring theirs."""
    found: dict[str, tuple[Element, str]] = {}

    def gather(manifest: Element, base: str, depth: int) -> None:
        base += manifest.get(XML_BASE, "")
        for listed in _children(manifest, "resources"):
            for resource in _children(listed, "resource"):
                whole = base + listed.get(XML_BASE, "") + resource.get(XML_BASE, "")
                found.setdefault(_attribute(resource, "identifier"), (resource, whole))
        if depth < DEEPEST:
            for nested in _children(manifest, "manifest"):
                gather(nested, base, depth + 1)

    gather(tree, "", 0)
    return found


def _organisation(tree: Element) -> Element | None:
    """The default one, or the first."""
    holder = _child(tree, "organizations")
    listed = _children(holder, "organization")
    wanted = _attribute(holder, "default") if holder is not None else ""
    return next((one for one in listed if _attribute(one, "identifier") == wanted), listed[0] if listed else None)


def _controls(element: Element | None) -> tuple[bool, bool]:
    """(choice, forward only) for the children of a part."""
    mode = _child(_child(element, "sequencing"), "controlmode")
    if mode is None:
        return True, False
    return _attribute(mode, "choice") != "false", _attribute(mode, "forwardonly") == "true"


def _parts(parent: Element, reading: _Reading, controls: tuple[bool, bool], depth: int) -> Iterator[Part]:
    if depth > DEEPEST:
        raise Unreadable("TOO_DEEP", most=DEEPEST)
    for number, item in enumerate(_children(parent, "item"), start=1):
        identifier = _attribute(item, "identifier") or f"{_attribute(parent, 'identifier')}-{number}"
        title = _title(item) or identifier[:LONGEST_TITLE]
        launch, is_sco = _launch(item, title, reading)
        passing, threshold = _thresholds(item) if reading.is_2004 else (None, None)
        yield Part(
            identifier=identifier[:255],
            title=title,
            launch=launch,
            is_sco=is_sco,
            is_visible=_attribute(item, "isvisible") != "false",
            is_choice=controls[0],
            is_forward_only=controls[1],
            mastery_score=_number(_text(item, "masteryscore")),
            passing_score=passing,
            completion_threshold=threshold,
            max_time=_text(item, "maxtimeallowed")[:100],
            time_limit_action=_text(item, "timelimitaction")[:40],
            launch_data=_text(item, "datafromlms")[:4096],
            prerequisites=_text(item, "prerequisites")[:500],
            children=tuple(_parts(item, reading, _controls(item), depth + 1)),
        )


def _launch(item: Element, title: str, reading: _Reading) -> tuple[str, bool]:
    reference = _attribute(item, "identifierref")
    if not reference:
        return "", False
    if reference not in reading.resources:
        reading.remarks.append(("NO_RESOURCE", {"part": title}))
        return "", False
    resource, base = reading.resources[reference]
    return _started(resource, base, title, _attribute(item, "parameters"), reading)


def _started(resource: Element, base: str, title: str, parameters: str, reading: _Reading) -> tuple[str, bool]:
    href = _attribute(resource, "href")
    if not href:
        raise Unreadable("NO_LAUNCH", part=title)
    found = launching.address(reading.root, base, href, parameters, reading.entries)
    if found.refusal:
        raise Unreadable(found.refusal, part=title, address=found.address[:200])
    if found.is_mended:
        reading.remarks.append(("CASE", {"part": title}))
    return found.address, _attribute(resource, "scormtype").lower() == "sco"


def _thresholds(item: Element) -> tuple[float | None, float | None]:
    """2004: the scaled score that passes, and the measure of progress that completes."""
    passing = None
    objective = _child(_child(_child(item, "sequencing"), "objectives"), "primaryobjective")
    if objective is not None and _attribute(objective, "satisfiedbymeasure") == "true":
        passing = _number(_text(objective, "minnormalizedmeasure"))
        passing = 1.0 if passing is None else passing  # the specification's default
    threshold = _child(item, "completionthreshold")
    if threshold is None or _attribute(threshold, "completedbymeasure") == "false":
        return passing, None
    return passing, _number(_attribute(threshold, "minprogressmeasure") or "".join(threshold.itertext()).strip())


def _without_organisation(reading: _Reading) -> tuple[Part, ...]:
    """A package of resources alone: its SCOs in their order."""
    parts = []
    for identifier, (resource, base) in reading.resources.items():
        if _attribute(resource, "scormtype").lower() == "sco" and _attribute(resource, "href"):
            launch, is_sco = _started(resource, base, identifier, "", reading)
            parts.append(Part(identifier[:255], identifier[:LONGEST_TITLE], launch, is_sco))
    if parts:
        reading.remarks.append(("NO_ORGANISATION", {}))
    return tuple(parts)
