"""WebVTT captions: said in UTF-8, with at least one cue."""

import re

from courses.formats.refusals import Unreadable
from courses.formats.text import decoded

CUE = re.compile(r"^(?:\d+:)?\d{2}:\d{2}\.\d{3}\s+-->\s+(?:\d+:)?\d{2}:\d{2}\.\d{3}", re.MULTILINE)


def cues(data: bytes) -> int:
    """How many cues the file has."""
    text = decoded(data)
    if not text.startswith("WEBVTT"):
        raise Unreadable("NOT_CAPTIONS")
    if not (count := len(CUE.findall(text))):
        raise Unreadable("NO_CUES")
    return count
