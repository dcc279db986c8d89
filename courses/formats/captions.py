"""Captions in WebVTT or SubRip (SRT), said in UTF-8. Read into cues of plain words; written as WebVTT.

WebVTT: https://www.w3.org/TR/webvtt1/, section 4. SubRip has no standard: numbered blocks with a comma in its times.
"""

import html
import re
from dataclasses import dataclass

from courses.formats.refusals import Unreadable
from courses.formats.text import decoded

MOST_BYTES = 1024 * 1024
MOST_CUES = 10_000
TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{3})"
TIMES = re.compile(rf"^\s*{TIME}\s+-->\s+{TIME}(?:\s.*)?$")
VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
NOT_CUES = ("NOTE", "STYLE", "REGION")


@dataclass(frozen=True, slots=True)
class Cue:
    """What is said from one moment to another, in milliseconds."""

    start: int
    end: int
    text: str


def read(data: bytes) -> list[Cue]:
    """The cues in the order of their beginnings. Who speaks stays, as "Name: words"; other markup goes."""
    text = decoded(data)
    is_webvtt = text.startswith("WEBVTT")
    lines = text.split("\n")
    if not is_webvtt and not any(TIMES.match(line) for line in lines):
        raise Unreadable("NOT_CAPTIONS")
    found = []
    number = 0
    while number < len(lines):
        line = lines[number]
        if is_webvtt and line.split(" ", 1)[0].strip() in NOT_CUES:
            while number < len(lines) and lines[number].strip():
                number += 1
        elif "-->" in line:
            start, end = _times(line, number + 1)
            words = []
            while number + 1 < len(lines) and lines[number + 1].strip() and "-->" not in lines[number + 1]:
                number += 1
                words.append(lines[number])
            if said := _plain(words):
                found.append(Cue(start, end, said))
        number += 1
    if not found:
        raise Unreadable("NO_CUES")
    if len(found) > MOST_CUES:
        raise Unreadable("TOO_MANY_CUES", most=MOST_CUES)
    return sorted(found, key=lambda cue: cue.start)


def webvtt(cues: list[Cue]) -> str:
    """The cues as a file that every browser reads."""
    blocks = [
        f"{_clock(cue.start)} --> {_clock(cue.end)}\n{html.escape(cue.text, quote=False)}"
        for cue in cues
    ]  # fmt: skip
    return "\n\n".join(["WEBVTT", *blocks]) + "\n"


def _times(line: str, number: int) -> tuple[int, int]:
    match = TIMES.match(line)
    if match is None:
        raise Unreadable("BAD_TIMES", line=number)
    start, end = _milliseconds(*match.groups()[:4]), _milliseconds(*match.groups()[4:])
    if end <= start:
        raise Unreadable("BAD_TIMES", line=number)
    return start, end


def _milliseconds(hours: str | None, minutes: str, seconds: str, thousandths: str) -> int:
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(thousandths)


def _clock(at: int) -> str:
    seconds, thousandths = divmod(at, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{thousandths:03d}"


def _plain(lines: list[str]) -> str:
    text = VOICE.sub(r"\1: ", "\n".join(lines))
    text = html.unescape(re.sub(r"<[^>]*>|\{\\[^}]*\}", "", text))
    text = "".join(letter for letter in text if letter == "\n" or letter.isprintable() or letter in "\u200c\u200d")
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())
