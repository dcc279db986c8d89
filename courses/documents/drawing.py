"""Draws the pages of a PDF. Run as a program of its own: documents are brought by people, and a reader of PDFs that a
hostile one breaks, hangs or bloats must take nothing with it.

    python -m courses.documents.drawing DOCUMENT FOLDER

writes FOLDER/<number>-<width>.webp and FOLDER/<number>.txt for each page.
"""

import resource
import sys
from fractions import Fraction
from pathlib import Path

from courses.documents.rules import MOST_HEIGHT, QUALITY, WIDTHS

MEMORY = 1 << 30  # bytes
SECONDS = 300  # of CPU
MOST_TEXT = 20_000  # letters of a page


def main(document: Path, folder: Path) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    import pypdfium2

    pages = pypdfium2.PdfDocument(document)
    for number in range(1, len(pages) + 1):
        page = pages[number - 1]
        for width in WIDTHS:
            (folder / f"{number}-{width}.webp").write_bytes(_webp(page, width))
        text = page.get_textpage().get_text_bounded()[:MOST_TEXT]
        (folder / f"{number}.txt").write_text(text.replace("\r\n", "\n").replace("\0", ""), encoding="utf-8")
        page.close()


def _webp(page, width: int) -> bytes:  # type: ignore[no-untyped-def]
    import av

    across, down = page.get_size()
    bitmap = page.render(scale=min(width / across, MOST_HEIGHT / down), rev_byteorder=True)
    frame = av.VideoFrame(bitmap.width, bitmap.height, "rgb24")
    plane = frame.planes[0]
    rows = bytes(bitmap.buffer)
    row = bitmap.width * 3
    padding = b"\0" * (plane.line_size - row)
    plane.update(
        b"".join(rows[at : at + row] + padding for at in range(0, bitmap.height * bitmap.stride, bitmap.stride))
    )
    encoder = av.CodecContext.create("libwebp", "w")
    encoder.width, encoder.height, encoder.pix_fmt = bitmap.width, bitmap.height, "yuv420p"
    encoder.time_base = Fraction(1, 1)
    encoder.options = {"quality": str(QUALITY), "preset": "text"}
    drawn = frame.reformat(format="yuv420p")
    drawn.pts = 0
    return b"".join(bytes(packet) for packet in (*encoder.encode(drawn), *encoder.encode(None)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
