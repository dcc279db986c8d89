"""Speaking a talk: each line by the voice of its speaker, with pauses between, as AAC by the encoder in PyAV's wheel.

Only while the demo's material is made. The voices are those of Flite (Carnegie Mellon University; free for any use), a
program of the machine of whoever makes them (`apt-get install flite`). The recording and its captions are kept beside
its words, and loading needs no synthesiser.
"""

import subprocess
import tempfile
from fractions import Fraction
from pathlib import Path
from typing import Any

import av

from courses.formats.captions import Cue, webvtt
from karmayogi.demo.courses.reading import DemoCourse
from karmayogi.demo.courses.talk import Line, fingerprint

VOICES = {"Narrator": "awb", "Caller": "rms", "Officer": "slt"}
RATE, BITS_A_SECOND, FRAME = 16000, 32_000, 1024
PAUSE = RATE * 45 // 100  # samples of silence after a line
SILENCE = b"\0\0"


def make(course: DemoCourse) -> int:
    """Write the recording and its captions; returns the bytes of the recording."""
    sound, cues = b"", []
    for line in course.talk:
        spoken = speak(line)
        start = len(sound) // 2
        sound += spoken
        cues.append(Cue(start * 1000 // RATE, len(sound) // 2 * 1000 // RATE, line.caption))
        sound += SILENCE * PAUSE
    encode(sound, course)
    course.talk_captions().write_text(webvtt(cues), encoding="utf-8")
    return course.talk_file().stat().st_size


def speak(line: Line) -> bytes:
    """Samples of 16 bits, mono."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "line.wav"
        subprocess.run(["flite", "-voice", VOICES[line.speaker], "-t", line.words, "-o", str(file)], check=True)
        with av.open(str(file)) as container:
            resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
            frames = [out for frame in container.decode(audio=0) for out in resampler.resample(frame)]
            return b"".join(bytes(frame.planes[0])[: frame.samples * 2] for frame in frames)


def encode(sound: bytes, course: DemoCourse) -> None:
    with av.open(str(course.talk_file()), "w", format="mp4", options={"movflags": "+faststart"}) as container:
        container.metadata["comment"] = fingerprint(course.talk)
        stream: Any = container.add_stream("aac", rate=RATE, layout="mono")
        stream.bit_rate = BITS_A_SECOND
        resampler = av.AudioResampler(format=stream.codec_context.format, layout="mono", rate=RATE)
        samples = len(sound) // 2
        for place in range(0, samples, FRAME):
            part = sound[2 * place : 2 * (place + FRAME)]
            frame: Any = av.AudioFrame(format="s16", layout="mono", samples=len(part) // 2)
            frame.planes[0].update(part + b"\0" * (frame.planes[0].buffer_size - len(part)))
            frame.sample_rate, frame.pts, frame.time_base = RATE, place, Fraction(1, RATE)
            for ready in resampler.resample(frame):
                container.mux(stream.encode(ready))
        container.mux(stream.encode(None))
