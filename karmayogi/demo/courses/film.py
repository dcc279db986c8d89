"""Drawing a film in one language: one picture for each caption, by typst, and H.264 by the encoder in PyAV's wheel. Silent.

Only while the demo's material is made; the files are kept beside their slides, and loading needs no encoder.
"""

import io
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import av

from courses.formats.captions import webvtt
from karmayogi.demo.courses.handout import compiler
from karmayogi.demo.courses.reading import DemoCourse
from karmayogi.demo.courses.slides import captions, cues, fingerprint, in_language

TEMPLATE = Path(__file__).with_name("film.typ")
WIDTH, HEIGHT, PICTURES_A_SECOND = 960, 540, 4  # the size stands in film.typ too
BT709, LIMITED = 1, 1  # as FFmpeg counts them
OPTIONS = {"crf": "32", "preset": "veryslow", "tune": "animation"}


def make(course: DemoCourse) -> int:
    """Write a film and captions for each language; returns the bytes of the films."""
    for language in course.languages:
        draw(course, language)
        course.captions_file(language).write_text(webvtt(captions(course.slides, language)), encoding="utf-8")
    return sum(course.film(language).stat().st_size for language in course.languages)


def draw(course: DemoCourse, language: str) -> None:
    shown = cues(course.slides)
    title = course.title_hi if language == "hi" else course.title
    said = {
        "language": language,
        "course": title,
        "slides": [{"heading": heading, "points": points} for heading, points in in_language(course.slides, language)],
        "cues": [{"slide": cue.slide, "points": cue.points, "end": cue.end} for cue in shown],
    }
    pictures: Any = compiler(TEMPLATE).compile(format="png", ppi=72, sys_inputs={"film": json.dumps(said)})
    with av.open(str(course.film(language)), "w", format="mp4", options={"movflags": "+faststart"}) as container:
        container.metadata["title"] = title
        container.metadata["comment"] = fingerprint(course.slides, language)
        stream: Any = container.add_stream("libx264", rate=PICTURES_A_SECOND, options=OPTIONS)
        stream.width, stream.height = WIDTH, HEIGHT
        stream.pix_fmt, stream.codec_context.gop_size = "yuv420p", PICTURES_A_SECOND * 10
        context = stream.codec_context
        context.colorspace, context.color_range, context.color_primaries, context.color_trc = (
            BT709,
            LIMITED,
            BT709,
            BT709,
        )
        place = 0
        for cue, picture in zip(shown, pictures, strict=True):
            with av.open(io.BytesIO(picture), "r") as image:
                frame: Any = next(image.decode(video=0)).reformat(
                    format="yuv420p", dst_colorspace="ITU709", dst_color_range="MPEG"
                )
            frame.pict_type = 0  # or every picture becomes a key picture, as the PNG was one
            for _tick in range((cue.end - cue.start) * PICTURES_A_SECOND):
                frame.pts, frame.time_base = place, Fraction(1, PICTURES_A_SECOND)
                place += 1
                container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
