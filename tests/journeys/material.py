"""Real files for the journeys, made on the spot: a video of a few seconds, a document, questions, officials."""

from pathlib import Path

import av
import typst

QUESTIONS = """::First:: A note is {
  =a written remark on a case
  ~a letter to another ministry
  ~a minute of a meeting
}

::Second:: Notes are kept on the file. {T}

::Third:: Which belong in a self-contained note? {
  ~%50%the issue
  ~%50%the rules that apply
  ~%-100%gossip
}
"""
OFFICIALS = """Employee code,Name,Name in Hindi,Designation,Office
MOF-9001,Kavita Menon,कविता मेनन,Section Officer,cbdt
MOF-9002,Nobody Known,,Grand Vizier,cbdt
"""
RIGHT = {
    "A note is": ["a written remark on a case"],
    "Notes are kept on the file.": ["True"],
    "Which belong in a self-contained note?": ["the issue", "the rules that apply"],
}


def video(folder: Path, seconds: int = 4) -> Path:
    """H.264 in MP4, 160 by 96 pixels, ten frames a second."""
    target = folder / "lecture.mp4"
    with av.open(str(target), "w") as container:
        stream = container.add_stream("libx264", rate=10)
        stream.width, stream.height, stream.pix_fmt = 160, 96, "yuv420p"
        for number in range(seconds * 10):
            picture = av.VideoFrame(160, 96, "yuv420p")
            for plane in picture.planes:
                plane.update(bytes([number * 5 % 255]) * plane.buffer_size)
            for packet in stream.encode(picture):
                container.mux(packet)
        for packet in stream.encode():
            container.mux(packet)
    return target


def document(folder: Path) -> Path:
    source = folder / "manual.typ"
    source.write_text('#set document(title: "Manual")\n= Noting\nA page of text.\n')
    target = folder / "manual.pdf"
    typst.compile(str(source), output=str(target))
    return target


def questions(folder: Path) -> Path:
    target = folder / "questions.gift"
    target.write_text(QUESTIONS, encoding="utf-8")
    return target


def officials(folder: Path) -> Path:
    target = folder / "officials.csv"
    target.write_text(OFFICIALS, encoding="utf-8-sig")
    return target
