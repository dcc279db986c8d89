"""Packages of others tried with the whole product: `make try-packages DIR=<folder>`. Never part of the suite.

The folder is yours: archives (.zip, .h5p), unpacked packages, or git repositories, bare ones too, in which either is
looked for. Each package is brought in as a provider would, opened by Asha in a real browser, left, and opened again;
what it did is printed as a table (REPORT=<file> keeps it too, ONLY=<pattern> takes those whose name has it).
"""

import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error, Frame, Page

from tests.product import ROOT

pytestmark = pytest.mark.journey
MOST_OF_ONE_REPOSITORY = 24
LONGEST = 25_000  # milliseconds until a package has called us
MANIFEST = "imsmanifest.xml"
# What tells the program that made a package: (its name, of a file's path or the manifest's or first page's text).
EXPORTERS = (
    ("Adapt", r"adapt/js/adapt|adapt_manifest"),
    ("Articulate Rise", r"scormcontent/lib/(rise|main)|rise/lzwcompress|scormcontent/assets"),
    ("Articulate Storyline", r"story_content/|story_html5"),
    ("Adobe Captivate", r"assets/js/CPM\.js|Captivate"),
    ("iSpring", r"ispring|res/data/player\.js"),
    ("Lectora", r"a001index|lectora|trivantis"),
    ("eXeLearning", r"exe_jquery|exelearning|content\.data|libs/exe_"),
    ("Rustici Golf samples", r"golfsamples|Rustici Software - http://www\.scorm\.com"),
    ("Rustici driver", r"scormdriver|RusticiSoftware"),
    ("3DVista", r"tdvplayer|3dvista"),
    ("ActivePresenter", r"activepresenter"),
    ("Moodle's samples", r"RuntimeBasicCalls|RuntimeMinimumCalls"),
)


@dataclass
class Tried:
    """One package and what it did. `resumed`: what it kept was given back when it was opened again."""

    name: str
    exporter: str
    kind: str = ""
    parts: int = 0
    opened: bool = False
    initialised: bool = False
    sent: list[str] = field(default_factory=list)
    resumed: str = "–"
    errors: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    refused: str = ""
    fault: str = ""


def test_packages_of_others(product, visit, tmp_path):
    given = os.environ.get("PACKAGES", "")
    if not given:
        pytest.fail("Say which: make try-packages DIR=<folder>")
    folder = tmp_path / "archives"
    folder.mkdir()
    exporters = dict(gathered(Path(given), folder, os.environ.get("ONLY", "")))
    brought = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.journeys.with_public_packages", str(folder)],
        cwd=ROOT, env=product.environment, capture_output=True, text=True,
    )  # fmt: skip
    assert brought.returncode == 0, brought.stderr[-3000:]
    page = visit("asha")

    tried = []
    for told in json.loads(brought.stdout):
        one = Tried(
            told["file"], exporters[told["file"]], told.get("kind", ""), told.get("parts", 0),
            refused=told.get("refused", ""), fault=told.get("fault", ""),
        )  # fmt: skip
        if "page" in told:
            try:
                play(page, told["page"], one)
            except Error as error:
                one.fault = str(error).splitlines()[0][:200]
        tried.append(one)
        print(f"{one.name}: {one}", file=sys.stderr, flush=True)

    report = table(tried)
    print(f"\n{report}")
    if place := os.environ.get("REPORT"):
        Path(place).write_text(report, encoding="utf-8")
    assert not [one.name for one in tried if one.fault]


# --- Finding the packages ---------------------------------------------------------------------------------------------


def gathered(given: Path, folder: Path, only: str) -> Iterator[tuple[str, str]]:
    """Puts an archive of each package into the folder; yields its name there, and who made it."""
    for name, suffix, content in sorted(_found(given), key=lambda one: one[0]):
        safe = re.sub(r"[^\w.()+-]+", "_", name)[-110:]
        if not re.search(only, safe, re.IGNORECASE):
            continue
        file = folder / f"{safe}{suffix}"
        file.write_bytes(content)
        yield file.name, exporter_of(file)


def _found(given: Path) -> Iterator[tuple[str, str, bytes]]:
    for place in sorted(given.iterdir()):
        if place.suffix.lower() in (".zip", ".h5p"):
            yield place.stem, place.suffix.lower(), place.read_bytes()
        elif place.is_dir() and (repository := _repository(place)):
            yield from _of_repository(place.name.replace("+", "/"), repository)
        elif place.is_dir():
            for manifest in sorted(place.rglob(MANIFEST)):
                yield str(manifest.parent.relative_to(given)), ".zip", _zipped(manifest.parent)
            for file in sorted((*place.rglob("*.zip"), *place.rglob("*.h5p"))):
                yield str(file.relative_to(given).with_suffix("")), file.suffix.lower(), file.read_bytes()


def _repository(place: Path) -> Path | None:
    tries = (place, place / ".git", place / "repo", place / "repo" / ".git")
    return next((one for one in tries if (one / "objects").is_dir() and (one / "HEAD").exists()), None)


def _git(repository: Path, *arguments: str) -> bytes:
    return subprocess.run(["git", "-C", str(repository), *arguments], capture_output=True, check=False).stdout


def _of_repository(name: str, repository: Path) -> Iterator[tuple[str, str, bytes]]:
    listed = _git(repository, "ls-tree", "-r", "--name-only", "-z", "HEAD").decode("utf-8", "replace").split("\0")
    roots = [path.rpartition("/")[0] for path in listed if path.rpartition("/")[2].lower() == MANIFEST]
    archives = [path for path in listed if path.lower().endswith((".zip", ".h5p"))]
    if not roots and not archives and "index.html" in listed:
        roots = [""]  # web pages without a manifest
    for root in roots[:MOST_OF_ONE_REPOSITORY]:
        below = f"{root}/" if root else ""
        paths = [path for path in listed if path and path.startswith(below)]
        yield f"{name}/{root}".rstrip("/"), ".zip", _archived(repository, paths, below)
    for path in archives[:MOST_OF_ONE_REPOSITORY]:
        stem, dot, suffix = path.rpartition(".")
        yield f"{name}/{stem}", f"{dot}{suffix}".lower(), _git(repository, "show", f"HEAD:{path}")


def _archived(repository: Path, paths: list[str], below: str) -> bytes:
    """Of what is there: a snapshot may lack its largest files."""
    asked = "".join(f"HEAD:{path}\n" for path in paths)
    told = subprocess.run(
        ["git", "-C", str(repository), "cat-file", "--batch"], input=asked.encode(), capture_output=True, check=False
    ).stdout
    held, place = io.BytesIO(), 0
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in paths:
            head, place = told[place : told.index(b"\n", place)].split(), told.index(b"\n", place) + 1
            if head[-1] == b"missing":
                continue
            size = int(head[-1])
            if head[-2] == b"blob":
                archive.writestr(path.removeprefix(below), told[place : place + size])
            place += size + 1
    return held.getvalue()


def _zipped(root: Path) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(root.rglob("*")):
            if file.is_file():
                archive.write(file, file.relative_to(root).as_posix())
    return held.getvalue()


def exporter_of(file: Path) -> str:
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            if "h5p.json" in names:
                told = json.loads(archive.read("h5p.json"))
                return str(told.get("mainLibrary", "H5P"))
            tops = [name for name in names if "/" not in name and name.lower().endswith((".html", ".htm", ".xml"))]
            text = "\n".join([*names, *(archive.read(name)[:60_000].decode("utf-8", "replace") for name in tops[:12])])
    except (zipfile.BadZipFile, OSError, ValueError, KeyError, RuntimeError, NotImplementedError):
        return "unreadable"
    for exporter, sign in EXPORTERS:
        if re.search(sign, text, re.IGNORECASE):
            return exporter
    generator = re.search(r'<meta[^>]+name="generator"[^>]+content="([^"]{1,40})', text, re.IGNORECASE)
    return generator[1] if generator else "by hand, or untold"


# --- Playing them -----------------------------------------------------------------------------------------------------


def play(page: Page, address: str, one: Tried) -> None:
    said: list[dict[str, Any]] = []
    ours = urlsplit(page.url).netloc

    def heard(request: Any) -> None:
        if (
            request.method in ("POST", "PUT", "PATCH")
            and urlsplit(request.url).netloc == ours
            and "/api/" in request.url
        ):
            try:
                body = request.post_data_json
            except (Error, ValueError):
                body = None
            if isinstance(body, dict):
                said.append(body)

    def answered(response: Any) -> None:
        if response.status >= 400 and urlsplit(response.url).netloc != ours and len(one.missing) < 20:
            one.missing.append(f"{response.status} {urlsplit(response.url).path.rpartition('/')[2]}")

    def failed(request: Any) -> None:
        if urlsplit(request.url).netloc not in (ours, "") and "ABORTED" not in (request.failure or ""):
            one.missing.append(f"{request.failure} {urlsplit(request.url).netloc}")

    def complained(message: Any) -> None:
        """What the page's policy kept out is among the files refused."""
        known = ("Failed to load resource", "Refused to", "Content Security Policy")
        if message.type == "error" and not any(word in message.text for word in known):
            one.errors.append(message.text.splitlines()[0][:160] if message.text else "?")

    hooks = {
        "request": heard, "response": answered, "requestfailed": failed, "dialog": lambda dialog: dialog.dismiss(),
        "console": complained,
        "pageerror": lambda error: one.errors.append(str(error).splitlines()[0][:120] if str(error) else "?"),
    }  # fmt: skip
    for name, hook in hooks.items():
        page.on(name, hook)  # type: ignore[call-overload]  # each name has its own overload; these come from a list
    try:
        page.goto(address)
        one.opened, one.initialised = _wait(page, one.kind)
        page.wait_for_timeout(2000)
        _press_about(page)
        page.wait_for_timeout(3000)
        page.goto("/courses/")  # left: it says the rest
        page.wait_for_timeout(500)
        one.sent = sorted({name for body in said for name, value in body.items() if _is_worth(name, value)})
        page.goto(address)
        one.resumed = _given_back(page, said)
        _wait(page, one.kind)
    finally:
        for name, hook in hooks.items():
            page.remove_listener(name, hook)
        for popup in page.context.pages:
            if popup != page:
                popup.close()
        page.goto("/courses/")


def _wait(page: Page, kind: str) -> tuple[bool, bool]:
    """Is something shown, and has it begun to speak with us?"""
    waited = 0
    opened = begun = False
    while waited < LONGEST and not begun:
        page.wait_for_timeout(500)
        waited += 500
        frames = [frame for frame in page.frames if frame != page.main_frame]
        own = frames if kind == "html" else frames[1:]  # without our page around it
        begun = any(_asks(frame, BEGUN.get(kind, "false")) for frame in frames)
        opened = opened or begun or any(_asks(frame, SHOWN) for frame in own)
        if kind == "html" and opened:
            break
    return opened, begun


SHOWN = "document.body && document.body.childElementCount > 0"
SCORM_BEGUN = "[window.API, window.API_1484_11].some((api) => api && (api.isInitialized() || api.isTerminated()))"
BEGUN = {
    "scorm12": SCORM_BEGUN, "scorm2004": SCORM_BEGUN, "h5p": "!!window.H5P && H5P.instances && H5P.instances.length > 0",
}  # fmt: skip


def _asks(frame: Frame, expression: str) -> bool:
    try:
        return bool(frame.evaluate(f"() => {{ try {{ return !!({expression}) }} catch {{ return false }} }}"))
    except Error:
        return False


def _press_about(page: Page) -> None:
    """Do as somebody who begins: press what leads on, a few times, in any frame."""
    for frame in [one for one in page.frames if one != page.main_frame]:
        for word in ("Start", "Begin", "Continue", "Next", "Check", "Submit"):
            try:
                frame.get_by_role("button", name=re.compile(word, re.IGNORECASE)).first.click(timeout=400)
                page.wait_for_timeout(300)
            except Error:
                continue


def _is_worth(name: str, value: Any) -> bool:
    return name not in ("enrolment", "resource", "session", "sequence", "part", "active") and value not in (
        None, "", [], {}, "unknown", "not attempted",
    )  # fmt: skip


def _given_back(page: Page, said: list[dict[str, Any]]) -> str:
    """Is the last place and memory that it sent what it gets back?"""
    told_to = page.locator("#package-begin")  # web pages are told nothing
    begin = json.loads(told_to.text_content() or "{}") if told_to.count() else {}
    begin = begin.get("begin", begin)
    if "states" in begin:
        kept = any(body.get("states") for body in said)
        return "yes" if begin["states"] else "no" if kept else "–"
    cmi = begin.get("cmi", {})
    told = {"location": cmi.get("location") or (cmi.get("core") or {}).get("lesson_location"),
            "suspend_data": cmi.get("suspend_data")}  # fmt: skip
    last: dict[str, Any] = {}
    for body in said:
        last |= {name: body[name] for name in told if body.get(name)}
    if not last:
        return "–"
    return "yes" if all(told[name] == value for name, value in last.items()) else "no"


# --- The table --------------------------------------------------------------------------------------------------------


def table(tried: list[Tried]) -> str:
    lines = [
        "| Package | Made with | Kind | Parts | Opened | Initialised | Sent | Resumed | Script errors | Files refused |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for one in tried:
        if one.refused or one.fault:
            why = f"FAULT: {one.fault}" if one.fault else f"refused: {one.refused}"
            why = re.sub(r"“[^”]*\.(zip|h5p)”", "the archive", why.replace("|", "/"), count=1)
            lines.append(f"| {one.name} | {one.exporter} | {why} | | | | | | | |")
            continue
        row = [
            one.name, one.exporter, one.kind, str(one.parts), _yes(one.opened),
            "–" if one.kind == "html" else _yes(one.initialised), ", ".join(one.sent) or "–", one.resumed,
            _some(one.errors), _some(one.missing),
        ]  # fmt: skip
        lines.append("| " + " | ".join(cell.replace("|", "/") for cell in row) + " |")
    return "\n".join(lines) + "\n"


def _yes(is_so: bool) -> str:
    return "yes" if is_so else "no"


def _some(rows: list[str]) -> str:
    return f"{len(rows)}: {rows[0]}" if rows else "0"
