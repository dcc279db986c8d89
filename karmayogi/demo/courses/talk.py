"""A talk as it is written down: headings are its chapters, and under them who says what, line by line."""

import hashlib
import re
from dataclasses import dataclass
from itertools import pairwise

from courses.formats.captions import Cue
from courses.formats.chapters import Chapter

LINE = re.compile(r"\*\*(\w+):\*\* (.+)")


@dataclass(frozen=True, slots=True)
class Line:
    """`chapter`: the heading above it."""

    chapter: str
    speaker: str
    words: str

    @property
    def caption(self) -> str:
        return f"{self.speaker}: {self.words}"


def lines(text: str) -> tuple[Line, ...]:
    chapter, found = "", []
    for row in text.splitlines():
        if row.startswith("## "):
            chapter = row.removeprefix("## ")
        elif match := LINE.fullmatch(row):
            found.append(Line(chapter, *match.groups()))
    return tuple(found)


def chapters(said: tuple[Line, ...], cues: list[Cue]) -> list[Chapter]:
    """Each heading is one; it begins with its first line."""
    first = [said[0], *(after for before, after in pairwise(said) if before.chapter != after.chapter)]
    starts = {id(line): cue.start for line, cue in zip(said, cues, strict=True)}
    return [Chapter(starts[id(line)], line.chapter) for line in first]


def fingerprint(said: tuple[Line, ...]) -> str:
    """Stands in the recording's metadata, and shows whether it was spoken from these lines."""
    return hashlib.sha256("\n".join(line.caption for line in said).encode()).hexdigest()[:20]
