"""The handout of a course as a PDF: A4, tagged, drawn by typst from handout.typ; Hindi follows on a page of its own."""

import json
from dataclasses import asdict
from datetime import UTC, datetime, time
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst

from karmayogi.demo.courses.reading import DemoCourse

TEMPLATE = Path(__file__).with_name("handout.typ")
FONTS = ("fontpkg_noto_sans", "fontpkg_noto_sans_devanagari")
STANDARDS: Any = ["a-2a", "ua-1"]


def draw(course: DemoCourse) -> bytes:
    part = course.handout()
    pages = [{"language": "en", "course": course.title, **asdict(part.written)}]
    if part.written_hi:
        pages.append({"language": "hi", "course": course.title_hi, **asdict(part.written_hi)})
    drawn: Any = compiler(TEMPLATE).compile(
        format="pdf",
        sys_inputs={"handout": json.dumps({"pages": pages, "sources": course.sources})},
        pdf_standards=STANDARDS,
        timestamp=datetime.combine(course.published_on, time(5), UTC),
    )
    return bytes(drawn)


@cache
def compiler(template: Path) -> typst.Compiler:
    folders = [str(files(package) / "files") for package in FONTS]
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
    return typst.Compiler(str(template), root=str(template.parent), font_paths=fonts, ignore_system_fonts=True)
