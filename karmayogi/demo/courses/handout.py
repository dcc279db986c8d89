"""The handout of a course in one language as a PDF: A4, tagged, PDF/A-2a and PDF/UA-1, drawn by typst from handout.typ."""

import json
from dataclasses import asdict
from datetime import UTC, datetime, time
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst

from courses.certificates.spelling import spell_out
from karmayogi.demo.courses.reading import DemoCourse

TEMPLATE = Path(__file__).with_name("handout.typ")
FONTS = ("fontpkg_noto_sans", "fontpkg_noto_sans_devanagari")
STANDARDS: Any = ["a-2a", "ua-1"]


def draw(course: DemoCourse, language: str) -> bytes:
    part = course.handout()
    title, written = (course.title, part.written)
    if language == "hi" and part.written_hi:
        title, written = course.title_hi, part.written_hi
    page = {"language": language, "course": title, **asdict(written)}
    drawn: Any = compiler(TEMPLATE).compile(
        format="pdf",
        sys_inputs={"handout": json.dumps({"page": page, "sources": course.sources})},
        pdf_standards=STANDARDS,
        timestamp=datetime.combine(course.published_on, time(5), UTC),
    )
    return spell_out(bytes(drawn))


@cache
def compiler(template: Path) -> typst.Compiler:
    folders = [str(files(package) / "files") for package in FONTS]
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
    return typst.Compiler(str(template), root=str(template.parent), font_paths=fonts, ignore_system_fonts=True)
