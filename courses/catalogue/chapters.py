"""Chapters of a film or recording, for whoever shows it."""

from typing import Any

from core.display.measures import clock
from courses.catalogue import renditions
from courses.catalogue.models import Chapters, Rendition, Resource
from courses.formats import chapters as formats
from courses.formats.chapters import Chapter


def of(resource: Resource, language: str, there: list[Rendition], playing: Rendition | None) -> dict[str, Any] | None:
    """In the reader's language, or in the one they are there in; with the place of each on the track."""
    rows = sorted(Chapters.objects.filter(resource=resource), key=lambda one: (one.language != language, one.language))
    if not rows or playing is None:
        return None
    found, whole = marks(rows[0], there, playing), playing.length * 1000
    return {
        "language": rows[0].language,
        "list": [
            {
                "start": chapter.start // 1000,
                "clock": clock(chapter.start / 1000),
                "title": chapter.title,
                "x": 1000 * chapter.start // whole,  # of a thousand across
            }
            for chapter in found
        ],
    }


def file(resource: Resource, language: str, playing: str) -> str | None:
    """One language as WebVTT, in the times of the rendition in the language `playing`."""
    row = Chapters.objects.filter(resource=resource, language=language).first()
    there = renditions.of(resource)
    if row is None or (shown := renditions.best(there, playing, language)) is None:
        return None
    return formats.webvtt(marks(row, there, shown), shown.length * 1000)


def marks(row: Chapters, there: list[Rendition], playing: Rendition) -> list[Chapter]:
    """Their times are those of the film in their own language; in a longer or shorter one they move along with it."""
    own = renditions.best(there, row.language)
    share = playing.length / own.length if own else 1
    return [Chapter(round(start * share), title) for start, title in row.marks]
