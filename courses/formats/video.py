"""How long a video is. FFmpeg (through PyAV) is told the container, so no file can send it elsewhere."""

import math
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from courses.formats.refusals import Unreadable

if TYPE_CHECKING:
    import av

CONTAINERS = {"video/mp4": "mp4", "video/webm": "webm"}
LONGEST_SECONDS = 12 * 3600


@dataclass(frozen=True, slots=True)
class VideoProbed:
    seconds: int
    width: int
    height: int


def probe(file: IO[bytes], content_type: str) -> VideoProbed:
    """Seconds, rounded up, and size of the picture. Refuses what no browser could play."""
    import av  # 20 MB, which a site that only shows pages need not hold

    try:
        with av.open(file, "r", format=CONTAINERS[content_type], metadata_errors="ignore") as container:
            if not container.streams.video:
                raise Unreadable("NO_PICTURE")
            stream = container.streams.video[0]
            seconds = container.duration / av.time_base if container.duration else last_moment(container, stream)
            width, height = stream.codec_context.width, stream.codec_context.height
    except (av.error.FFmpegError, OSError, ValueError, EOFError) as error:
        raise Unreadable("BROKEN_VIDEO") from error
    if seconds <= 0 or not width:
        raise Unreadable("BROKEN_VIDEO")
    if seconds > LONGEST_SECONDS:
        raise Unreadable("TOO_LONG", hours=LONGEST_SECONDS // 3600)
    return VideoProbed(math.ceil(seconds - 0.05), width, height)


def last_moment(container: "av.container.InputContainer", stream: "av.stream.Stream") -> float:
    """Recordings straight from a browser do not say how long they are: the last picture, or sound, does."""
    last = 0.0
    for packet in container.demux(stream):
        if packet.pts is not None and packet.time_base is not None:
            last = max(last, float((packet.pts + (packet.duration or 0)) * packet.time_base))
    return last
