"""The certificate as a PDF: A4, both languages, tagged, PDF/A-2a and PDF/UA-1. Drawn by typst from certificate.typ.

The same content gives the same bytes: the time written into the file is the time of issue.
"""

import base64
import json
import re
import threading
from datetime import UTC
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import segno
from django.conf import settings

from courses.certificates import wording
from courses.certificates.models import Certificate
from courses.certificates.rules import Content, printed
from courses.certificates.spelling import spell_out

if TYPE_CHECKING:
    import typst

TEMPLATE = Path(__file__).with_name("certificate.typ")
# Not by sys.inputs: what the typesetter laid out with other inputs it lays out anew, be it the same or not.
MAIN = b'#import "certificate.typ": certificate\n#certificate(json(bytes("%s")))'
FONTS = ("fontpkg_noto_sans", "fontpkg_noto_sans_devanagari")
STANDARDS: Any = ["a-2a", "ua-1"]
DARK = re.compile(rb"\x01+")
EMBLEM_TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}

_one_at_a_time = threading.Lock()  # the compiler is one object with its fonts and caches, kept for the process


def draw(certificate: Certificate) -> bytes:
    """The first in a process reads the fonts (bench/certificate.py says what the others take)."""
    return spell_out(typeset(certificate))


def typeset(certificate: Certificate) -> bytes:
    """As typst writes it: right to the eye, not yet to every program that reads its text."""
    words = json.dumps(_words(certificate), ensure_ascii=False)
    with _one_at_a_time:
        drawn: bytes = _compiler().compile(  # type: ignore[assignment]
            input=MAIN % words.replace("\\", "\\\\").replace('"', '\\"').encode(),
            format="pdf",
            pdf_standards=STANDARDS,
            timestamp=certificate.issued_at.astimezone(UTC).replace(microsecond=0),
        )
    return drawn


def verification_url(number: str) -> str:
    return f"{settings.SITE_URL}/verify/{printed(number)}/"


@cache
def _compiler() -> "typst.Compiler":
    import typst  # with its fonts, only where certificates are drawn

    folders = [str(files(package) / "files") for package in FONTS]
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
    return typst.Compiler(root=str(TEMPLATE.parent), font_paths=fonts, ignore_system_fonts=True)


def _words(certificate: Certificate) -> dict[str, Any]:
    """Everything the template prints; what has two languages as a pair."""
    content = Content.from_json(certificate.content)
    issued = content.completed_on
    facts = [
        (("Competency", "दक्षता"), wording.competencies(content)),
        (("Duration", "अवधि"), wording.duration(content.minutes)),
        (("Result", "परिणाम"), wording.result(content.band)),
        (("Date", "दिनांक"), wording.day(content.completed_on)),
    ]
    return {
        "title": f"Certificate of completion: {content.course}, {content.name}",
        "issued_on": {"year": issued.year, "month": issued.month, "day": issued.day},
        "emblem": _emblem(settings.EMBLEM_FILE),
        "name": (content.name, content.name_hi),
        "post": wording.post(content),
        "course": (content.course, content.course_hi),
        "facts": [{"label": label, "value": value} for label, value in facts if value],
        "provider": (content.provider, content.provider_hi),
        "number": printed(certificate.number),
        "address": verification_url(certificate.number).partition("://")[2].rpartition("/verify/")[0] + "/verify",
        "code": _qr_code(verification_url(certificate.number)),
    }


def _qr_code(text: str) -> str:
    """An SVG that is still read when a quarter of it is smudged."""
    # A mask of our own choice: trying all eight costs more than all the rest of the code.
    rows = segno.make(text, error="q", boost_error=False, mask=3).matrix
    runs = [
        f"M{run.start()} {line}.5h{run.end() - run.start()}"
        for line, row in enumerate(rows)
        for run in DARK.finditer(row)
    ]
    size = len(rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}">'
        f'<path stroke="#0b2149" d="{"".join(runs)}"/></svg>'
    )


@cache
def _emblem(name: str) -> str:
    """The emblem's file as SVG, whatever kind of picture it is; "" when the site shows none."""
    if not name:
        return ""
    file = Path(name)
    kind = EMBLEM_TYPES[file.suffix.lower()]
    if kind == "image/svg+xml":
        return file.read_text(encoding="utf-8")
    picture = base64.b64encode(file.read_bytes()).decode()
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100" viewBox="0 0 100 100">'
        f'<image width="100" height="100" href="data:{kind};base64,{picture}"/></svg>'
    )
