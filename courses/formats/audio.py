"""How long a recording is. FFmpeg (through PyAV) is told the container, so no file can send it elsewhere."""

import math
from typing import IO

from courses.formats.refusals import Unreadable
from courses.formats.video import LONGEST_SECONDS, last_moment

CONTAINERS = {
    "audio/mpeg": "mp3",
    "audio/ogg": "ogg",
    "audio/wav": "wav",
    "audio/mp4": "mp4",
    "video/mp4": "mp4",  # many recorders call their sound so
}


def probe(file: IO[bytes], content_type: str) -> int:
    """Seconds, rounded up: measured on the sound itself, since what an MP3 says of its length is a guess."""
    import av  # see video.py

    try:
        with av.open(file, "r", format=CONTAINERS[content_type], metadata_errors="ignore") as container:
            if any(not stream.disposition & av.stream.Disposition.attached_pic for stream in container.streams.video):
                raise Unreadable("HAS_PICTURE")  # a cover beside the sound is none
            if not container.streams.audio:
                raise Unreadable("NO_SOUND")
            seconds = last_moment(container, container.streams.audio[0])
    except (av.error.FFmpegError, OSError, ValueError, EOFError) as error:
        raise Unreadable("BROKEN_AUDIO") from error
    if seconds <= 0:
        raise Unreadable("BROKEN_AUDIO")
    if seconds > LONGEST_SECONDS:
        raise Unreadable("TOO_LONG", hours=LONGEST_SECONDS // 3600)
    return math.ceil(seconds - 0.05)
