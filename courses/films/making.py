"""Makes one small copy of a film. Run as a program of its own: films are brought by people, and a reader of films that a
hostile one breaks, hangs or bloats must take nothing with it.

    python -m courses.films.making low|sound|poster CONTAINER FILM COPY

writes COPY, or nothing when the film has nothing to make it of. CONTAINER is named to FFmpeg, so that no file can send
it elsewhere.
"""

import ctypes
import os
import resource
import signal
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

from courses.films.rules import HEIGHT, LOW, MOST_POSTER, PICTURE_BITS, POSTER, SOUND, SOUND_BITS

PR_SET_PDEATHSIG = 1
MEMORY = 2 << 30  # bytes
SECONDS = 3 * 3600  # of CPU
RATE = 24_000  # of the sound, a second
MOST_PICTURES = 15  # a second
POSTER_WIDTHS = (640, 480, 320)
POSTER_AT = 0.1  # of the film: its first picture is often black


def main(copy: str, container: str, film: Path, made: Path) -> None:
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)  # a killed worker leaves nothing running
    import av

    with av.open(str(film), "r", format=container, metadata_errors="ignore") as source:
        picture = next((one for one in source.streams.video if not one.disposition & 0x400), None)  # 0x400: a cover
        sound = next(iter(source.streams.audio), None)
        if copy == POSTER and picture is not None:
            _poster(source, picture, made)
        elif (copy == LOW and picture is not None) or (copy == SOUND and sound is not None):
            _film(source, picture if copy == LOW else None, sound, made)


def _film(source: Any, picture: Any, sound: Any, made: Path) -> None:
    """The picture at 240 lines, if one is wanted, with the sound at 32 kbit/s."""
    import av

    with av.open(str(made), "w", format="mp4", options={"movflags": "+faststart"}) as target:
        drawn = _picture_stream(target, picture) if picture is not None else None
        heard: Any = (
            target.add_stream("aac", rate=RATE, layout="mono", bit_rate=SOUND_BITS) if sound is not None else None
        )
        resampler = av.AudioResampler(format="fltp", layout="mono", rate=RATE)
        last = -1
        for packet in source.demux([stream for stream in (picture, sound) if stream is not None]):
            try:
                frames = packet.decode()
            except av.error.InvalidDataError:
                continue  # a torn picture in the middle is no reason to do without the rest
            for frame in frames:
                if packet.stream is sound:
                    for piece in resampler.resample(frame):
                        target.mux(heard.encode(piece))
                elif frame.time is not None and drawn is not None:
                    tick = int(frame.time * drawn.rate)
                    if tick <= last:
                        continue
                    last = tick
                    small = frame.reformat(width=drawn.width, height=drawn.height, format="yuv420p")
                    small.pts, small.time_base, small.pict_type = tick, Fraction(1, 1) / drawn.rate, 0
                    target.mux(drawn.stream.encode(small))
        if heard is not None:
            for piece in resampler.resample(None):
                target.mux(heard.encode(piece))
            target.mux(heard.encode(None))
        if drawn is not None:
            target.mux(drawn.stream.encode(None))


class _Drawn:
    def __init__(self, stream: Any, rate: Fraction, width: int, height: int) -> None:
        self.stream, self.rate, self.width, self.height = stream, rate, width, height


def _picture_stream(target: Any, picture: Any) -> _Drawn:
    across, down = picture.codec_context.width, picture.codec_context.height
    height = min(HEIGHT, down) // 2 * 2 or 2
    width = max(2, round(across * height / down / 2) * 2)
    rate = min(Fraction(picture.average_rate or MOST_PICTURES), Fraction(MOST_PICTURES))
    stream = target.add_stream(
        "libx264", rate=rate,
        options={"preset": "veryfast", "crf": "30", "maxrate": str(PICTURE_BITS), "bufsize": str(2 * PICTURE_BITS)},
    )  # fmt: skip
    stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
    stream.codec_context.gop_size = max(1, int(rate * 10))
    stream.codec_context.thread_count = 1
    return _Drawn(stream, rate, width, height)


def _poster(source: Any, picture: Any, made: Path) -> None:
    """One picture from near the beginning, as small as it has to be."""
    if source.duration:
        source.seek(int(source.duration * POSTER_AT))
    frame = next(iter(source.decode(picture)), None)
    if frame is None:
        return
    for width in POSTER_WIDTHS:
        for quality in (60, 40, 20):
            drawn = _webp(frame, min(width, frame.width), quality)
            if len(drawn) <= MOST_POSTER:
                made.write_bytes(drawn)
                return


def _webp(frame: Any, width: int, quality: int) -> bytes:
    import av

    width = width // 2 * 2 or 2
    height = max(2, round(frame.height * width / frame.width / 2) * 2)
    encoder: Any = av.CodecContext.create("libwebp", "w")
    encoder.width, encoder.height, encoder.pix_fmt = width, height, "yuv420p"
    encoder.time_base = Fraction(1, 1)
    encoder.options = {"quality": str(quality)}
    small = frame.reformat(width=width, height=height, format="yuv420p")
    small.pts = 0
    return b"".join(bytes(packet) for packet in (*encoder.encode(small), *encoder.encode(None)))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
