"""Chapters of a film or recording: lines of a time and a title as people write them, or a WebVTT file of chapters.

WebVTT: https://www.w3.org/TR/webvtt1/, section 4.5 (chapter cues).
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from courses.formats import captions
from courses.formats.refusals import Unreadable

MOST = 100
LONGEST_TITLE = 120
LINE = re.compile(r"\s*[\[(]?(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?:\.(\d{1,3}))?[\])]?[\s\-–—:|.]*(.*?)\s*")


@dataclass(frozen=True, slots=True)
class Chapter:
    """Where it begins, in milliseconds, and what it is called. It lasts until the next one."""

    start: int
    title: str


def of_lines(text: str) -> list[Chapter]:
    """ "0:00 What a file is", one a line. Empty lines are passed over."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        match = LINE.fullmatch(line)
        if match is None or int(match[3]) > 59 or (match[1] and int(match[2]) > 59):
            raise Unreadable("NO_TIME", line=number)
        if not match[5]:
            raise Unreadable("NO_TITLE", line=number)
        seconds = (int(match[1] or 0) * 60 + int(match[2])) * 60 + int(match[3])
        found.append(Chapter(seconds * 1000 + int((match[4] or "0").ljust(3, "0")), match[5]))
    return in_order(found)


def of_file(data: bytes) -> list[Chapter]:
    """A WebVTT file: the beginning and the words of each cue."""
    return in_order([Chapter(cue.start, " ".join(cue.text.split())) for cue in captions.read(data)])


def lines(chapters: list[Chapter]) -> str:
    """As `of_lines` reads them."""
    return "\n".join(f"{_clock(chapter.start)} {chapter.title}" for chapter in chapters)


def webvtt(chapters: list[Chapter], length: int) -> str:
    """For a browser's chapters track; `length`: milliseconds of what is played."""
    ends = [chapter.start for chapter in chapters[1:]] + [max(length, chapters[-1].start + 1)]
    return captions.webvtt(
        [captions.Cue(one.start, end, one.title) for one, end in zip(chapters, ends, strict=True) if end > one.start]
    )


def in_order(found: list[Chapter]) -> list[Chapter]:
    """By their beginnings, no two at once."""
    if len(found) > MOST:
        raise Unreadable("TOO_MANY", most=MOST)
    chapters = sorted(found, key=lambda chapter: chapter.start)
    for chapter, following in pairwise(chapters):
        if chapter.start == following.start:
            raise Unreadable("SAME_TIME", time=_clock(chapter.start))
    if long := next((chapter for chapter in chapters if len(chapter.title) > LONGEST_TITLE), None):
        raise Unreadable("TITLE_TOO_LONG", time=_clock(long.start), most=LONGEST_TITLE)
    return chapters


def _clock(at: int) -> str:
    seconds, thousandths = divmod(at, 1000)
    minutes, rest = divmod(seconds, 60)
    hours = f"{minutes // 60}:{minutes % 60:02d}" if minutes >= 60 else f"{minutes}"
    return f"{hours}:{rest:02d}" + (f".{thousandths:03d}" if thousandths else "")
