"""A film as it is written down: slides with a heading and points, each of which appears as one caption."""

import hashlib
import json
from dataclasses import dataclass

from courses.formats.captions import Cue as Caption
from courses.formats.chapters import Chapter
from karmayogi.demo.courses.markdown import Written

LETTERS_A_SECOND = 15  # of quiet reading
SHORTEST, OF_A_HEADING = 3, 3  # seconds


@dataclass(frozen=True, slots=True)
class Slide:
    """What stands on it in one language; without Hindi, those are empty."""

    heading: str
    points: tuple[str, ...]
    heading_hi: str = ""
    points_hi: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cue:
    """A caption, and the picture of that time: slide number `slide` with `points` of its points."""

    start: int
    end: int
    text: str
    text_hi: str
    slide: int
    points: int


def slides_of(english: Written, hindi: Written | None) -> tuple[Slide, ...]:
    said, said_hi = _pairs(english), _pairs(hindi) if hindi else []
    if hindi and [len(points) for _heading, points in said] != [len(points) for _heading, points in said_hi]:
        raise ValueError(f"the slides “{english.title}” differ from those in Hindi")
    there = said_hi or [("", ())] * len(said)
    return tuple(Slide(*first, *second) for first, second in zip(said, there, strict=True))


def cues(slides: tuple[Slide, ...]) -> list[Cue]:
    """A heading, then its points one after another, each as long as the slower of its languages takes to read."""
    found: list[Cue] = []
    clock = 0
    for number, slide in enumerate(slides):
        pairs = [(slide.heading, slide.heading_hi), *zip(slide.points, slide.points_hi or [""] * 99, strict=False)]
        for shown, (text, text_hi) in enumerate(pairs):
            longest = max(len(text), len(text_hi))
            seconds = OF_A_HEADING if shown == 0 else max(SHORTEST, -(-longest // LETTERS_A_SECOND))
            found.append(Cue(clock, clock + seconds, text, text_hi, number, shown))
            clock += seconds
    return found


def captions(slides: tuple[Slide, ...], language: str) -> list[Caption]:
    """The words on the slides at the time they appear."""
    return [
        Caption(cue.start * 1000, cue.end * 1000, cue.text_hi if language == "hi" else cue.text) for cue in cues(slides)
    ]


def chapters(slides: tuple[Slide, ...], language: str) -> list[Chapter]:
    """Each slide is one, by its heading."""
    headings = [heading for heading, _points in in_language(slides, language)]
    starts = [cue.start * 1000 for cue in cues(slides) if cue.points == 0]
    return [Chapter(start, heading) for start, heading in zip(starts, headings, strict=True)]


def in_language(slides: tuple[Slide, ...], language: str) -> list[tuple[str, tuple[str, ...]]]:
    """The heading and points of each, as its film in that language shows them."""
    if language == "hi":
        return [(slide.heading_hi, slide.points_hi) for slide in slides]
    return [(slide.heading, slide.points) for slide in slides]


def fingerprint(slides: tuple[Slide, ...], language: str) -> str:
    """Stands in the film's metadata, and shows whether it was drawn from these slides."""
    said = [(cue.start, cue.end, cue.text_hi if language == "hi" else cue.text, "") for cue in cues(slides)]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:20]


def _pairs(written: Written) -> list[tuple[str, tuple[str, ...]]]:
    """Headings with the list under each."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for block in written.blocks:
        words = tuple("".join(text for _style, text in row[0]) for row in block.rows)
        if block.kind == "h":
            found.append((words[0], ()))
        elif block.kind == "ul" and found:
            found[-1] = (found[-1][0], words)
        else:
            raise ValueError(f"slides are headings with points under them: {words[0]!r}")
    return found
