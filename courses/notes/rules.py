"""Pure decisions about notes."""

import re

KINDS = ("video", "audio", "pdf", "text", "link")  # a quiz is no place to write down answers
PLACED = ("video", "audio", "pdf")
LONGEST = 5_000  # letters
MOST = 2_000  # of one person
TIME = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d{1,2})|(\d{1,5})")


def second_of(said: str) -> int | None:
    """A place in a film as people write it: 12:40, 1:02:05, or seconds. None when it is none."""
    match = TIME.fullmatch(said.strip())
    if match is None:
        return None
    if match[4]:
        return int(match[4])
    hours, minutes, seconds = int(match[1] or 0), int(match[2]), int(match[3])
    return None if seconds > 59 or (match[1] and minutes > 59) else (hours * 60 + minutes) * 60 + seconds
