"""Reading a course from its folder."""

import tomllib
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from courses.formats import gift
from courses.formats.questions import QuestionBrought, RowBrought
from karmayogi.demo.courses import markdown
from karmayogi.demo.courses.markdown import Written
from karmayogi.demo.courses.slides import Slide, slides_of
from karmayogi.demo.courses.talk import Line, lines

FOLDER = Path(__file__).parent
FILM, HANDOUT, TALK, SITE = "film", "handout", "talk", "site"  # in an outline, beside the names of readings


@dataclass(frozen=True, slots=True)
class Part:
    """A resource of the outline: a reading by the name of its file, or one of the others."""

    name: str
    written: Written
    written_hi: Written | None


@dataclass(frozen=True, slots=True)
class Chapter:
    title: str
    title_hi: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class DemoCourse:
    """`competencies`: (code of a sub-theme, level). `languages`: of its readings, slides and questions."""

    code: str
    folder: Path
    title: str
    title_hi: str
    summary: str
    summary_hi: str
    outcomes: tuple[str, ...]
    outcomes_hi: tuple[str, ...]
    sources: tuple[str, ...]
    languages: tuple[str, ...]
    competencies: tuple[tuple[str, int], ...]
    published_on: date
    chapters: tuple[Chapter, ...]
    slides: tuple[Slide, ...]
    questions: tuple[QuestionBrought, ...]
    talk: tuple[Line, ...]  # what is said in its recording, where it has one

    def talk_file(self) -> Path:
        return self.folder / "talk.m4a"

    def talk_captions(self) -> Path:
        return self.folder / "talk.en.vtt"

    def film(self, language: str) -> Path:
        return self.folder / ("film.hi.mp4" if language == "hi" else "film.mp4")

    def captions_file(self, language: str) -> Path:
        return self.folder / f"film.{language}.vtt"

    def handout(self) -> Part:
        return next(part for chapter in self.chapters for part in chapter.parts if part.name == HANDOUT)


@cache
def all_courses() -> tuple[DemoCourse, ...]:
    """In the order in which they were published."""
    found = [read(file.parent.name) for file in FOLDER.glob("*/course.toml")]
    return tuple(sorted(found, key=lambda course: (course.published_on, course.code)))


def read(code: str) -> DemoCourse:
    folder = FOLDER / code
    said = tomllib.loads((folder / "course.toml").read_text(encoding="utf-8"))
    languages = tuple(said["languages"])
    hindi = _written(folder, "slides", ".hi") if "hi" in languages else None
    return DemoCourse(
        code=code,
        folder=folder,
        title=said["title"],
        title_hi=said["title_hi"],
        summary=said["summary"],
        summary_hi=said["summary_hi"],
        outcomes=tuple(said["outcomes"]),
        outcomes_hi=tuple(said["outcomes_hi"]),
        sources=tuple(said["sources"]),
        languages=languages,
        competencies=tuple((one["code"], one["level"]) for one in said["competencies"]),
        published_on=said["published_on"],
        chapters=tuple(_chapter(folder, chapter, languages) for chapter in said["chapters"]),
        slides=slides_of(_written(folder, "slides"), hindi),
        questions=questions(folder, languages),
        talk=lines((folder / "talk.md").read_text(encoding="utf-8")) if (folder / "talk.md").exists() else (),
    )


def questions(folder: Path, languages: tuple[str, ...]) -> tuple[QuestionBrought, ...]:
    """The pool, read by the product's own GIFT reader; Hindi stands in a second file in the same order."""
    english = _pool(folder / "questions.gift")
    if "hi" not in languages:
        return tuple(english)
    hindi = _pool(folder / "questions.hi.gift")
    return tuple(_paired(one, other) for one, other in zip(english, hindi, strict=True))


def _pool(file: Path) -> list[QuestionBrought]:
    rows: list[RowBrought] = gift.read(file.read_bytes())
    if refused := [row for row in rows if row.question is None]:
        raise ValueError(f"{file}, line {refused[0].line}: {refused[0].reason}")
    return [row.question for row in rows if row.question]


def _paired(english: QuestionBrought, hindi: QuestionBrought) -> QuestionBrought:
    """One question in two languages. Accepted words of both are accepted; the numbers are those of the English file."""
    if english.kind != hindi.kind or [o.is_correct for o in english.options] != [o.is_correct for o in hindi.options]:
        raise ValueError(f"“{english.stem}” and its Hindi have different answers")
    said: dict[str, Any] = {"stem_hi": hindi.stem, "reason_hi": hindi.reason}
    if english.kind != "true_false":
        said["options"] = tuple(
            replace(one, text_hi=other.text, reason_hi=other.reason)
            for one, other in zip(english.options, hindi.options, strict=True)
        )
    said["pairs"] = tuple(
        replace(one, left_hi=other.left, right_hi=other.right)
        for one, other in zip(english.pairs, hindi.pairs, strict=True)
    )
    said["items"] = tuple(
        replace(one, text_hi=other.text) for one, other in zip(english.items, hindi.items, strict=True)
    )
    said["gaps"] = tuple(one + other for one, other in zip(english.gaps, hindi.gaps, strict=True))
    if english.kind == "short_text":
        said["answers"] = english.answers + hindi.answers
    return replace(english, **said)


def _chapter(folder: Path, said: dict[str, Any], languages: tuple[str, ...]) -> Chapter:
    parts = []
    for name in said["parts"]:
        file = "slides" if name == FILM else name
        hindi = _written(folder, file, ".hi") if "hi" in languages else None
        parts.append(Part(name, _written(folder, file), hindi))
    return Chapter(said["title"], said["title_hi"], tuple(parts))


def _written(folder: Path, name: str, ending: str = "") -> Written:
    return markdown.read((folder / f"{name}{ending}.md").read_text(encoding="utf-8"))
