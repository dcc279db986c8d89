"""Zipping a package of the demo: manifest, a page for each part, and what shows them. The same source, the same bytes."""

import io
import tomllib
import zipfile
from html import escape
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from karmayogi.demo.courses import markdown

FOLDER = Path(__file__).parent
LONG_AGO = (2024, 4, 1, 0, 0, 0)
SHARED = ("package.css", "package.js")
NAMESPACES = {
    "1.2": 'xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"',
    "2004": (
        'xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3"'
        ' xmlns:imsss="http://www.imsglobal.org/xsd/imsss"'
    ),
}
VERSIONS = {"1.2": "1.2", "2004": "2004 4th Edition"}
PASSING = (
    "<imsss:sequencing><imsss:objectives><imsss:primaryObjective objectiveID={name} satisfiedByMeasure=\"true\">"
    "<imsss:minNormalizedMeasure>{score}</imsss:minNormalizedMeasure></imsss:primaryObjective></imsss:objectives>"
    "</imsss:sequencing>"
)  # fmt: skip


def names() -> list[str]:
    return sorted(file.parent.name for file in FOLDER.glob("*/package.toml"))


def about(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name / "package.toml").read_text(encoding="utf-8"))


def build(name: str) -> bytes:
    said = about(name)
    files = {"imsmanifest.xml": manifest(name, said)}
    files |= {f"{part['name']}.html": page(name, said, part) for part in said["parts"]}
    files |= {shared: (FOLDER / shared).read_text(encoding="utf-8") for shared in SHARED}
    return _archive(files)


def zipped(folder: Path) -> bytes:
    """A folder of web pages as they are."""
    return _archive({file.name: file.read_text(encoding="utf-8") for file in sorted(folder.iterdir())})


def _archive(files: dict[str, str]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in files.items():
            archive.writestr(zipfile.ZipInfo(path, LONG_AGO), text, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def manifest(name: str, said: dict[str, Any]) -> str:
    edition = said["edition"]
    kind = "scormtype" if edition == "1.2" else "scormType"
    items = "".join(_item(part, edition) for part in said["parts"])
    resources = "".join(
        f'<resource identifier="page-{part["name"]}" type="webcontent" adlcp:{kind}="sco" href="{part["name"]}.html">'
        + "".join(f'<file href="{file}"/>' for file in (f"{part['name']}.html", *SHARED))
        + "</resource>"
        for part in said["parts"]
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<manifest identifier="{name}" version="1.0" {NAMESPACES[edition]}>'
        f"<metadata><schema>ADL SCORM</schema><schemaversion>{VERSIONS[edition]}</schemaversion></metadata>"
        f'<organizations default="parts"><organization identifier="parts"><title>{escape(said["title"])}</title>'
        f"{items}</organization></organizations><resources>{resources}</resources></manifest>\n"
    )


def _item(part: dict[str, Any], edition: str) -> str:
    more = ""
    if needed := part.get("prerequisites"):
        more += f'<adlcp:prerequisites type="aicc_script">{escape(needed)}</adlcp:prerequisites>'
    if score := part.get("mastery_score"):
        more += f"<adlcp:masteryscore>{score}</adlcp:masteryscore>"
    if score := part.get("passing_score"):
        more += PASSING.format(name=quoteattr(f"{part['name']}-passed"), score=score)
    name = part["name"]
    return f'<item identifier="{name}" identifierref="page-{name}"><title>{escape(part["title"])}</title>{more}</item>'


def page(name: str, said: dict[str, Any], part: dict[str, Any]) -> str:
    folder = FOLDER / name
    written = (folder / f"{part['name']}.md").read_text(encoding="utf-8")
    screens = [_screen(text) for text in written.split("\n## ")]
    asked = folder / f"{part['name']}.toml"
    if asked.exists():
        screens.append(_quiz(tomllib.loads(asked.read_text(encoding="utf-8"))["questions"]))
    needed = part.get("mastery_score") or round(part.get("passing_score", 0) * 100)
    frame = (FOLDER / "frame.html").read_text(encoding="utf-8")
    return frame.format(
        title=escape(part["title"]), package=escape(said["title"]), edition=said["edition"], needed=needed,
        screens="\n".join(screens), sources=escape("; ".join(said["sources"])),
    )  # fmt: skip


def _screen(text: str) -> str:
    heading, _newline, rest = text.removeprefix("## ").partition("\n")
    body = markdown.read(f"# {heading}\n{rest}").html()
    return f'<section><h2 tabindex="-1">{escape(heading.strip())}</h2>{body}</section>'


def _quiz(questions: list[dict[str, Any]]) -> str:
    fields = "".join(_question(number, question) for number, question in enumerate(questions, 1))
    return (
        f'<section><h2 tabindex="-1">Questions</h2><form novalidate>{fields}<button>Mark my answers</button>'
        '<p id="result" role="status" tabindex="-1"></p></form></section>'
    )


def _question(number: int, question: dict[str, Any]) -> str:
    name = escape(question["id"])
    options = "".join(
        f'<label><input type="radio" name="{name}" value="{place}">{escape(option)}</label>'
        for place, option in enumerate(question["options"], 1)
    )
    return (
        f'<fieldset data-name="{name}" data-right="{question["right"]}" data-reason={quoteattr(question["reason"])}>'
        f"<legend>{number}. {escape(question['text'])}</legend>{options}<p data-said></p></fieldset>"
    )
