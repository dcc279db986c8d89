"""Bytes of storage as an answer: whole or by range, in pieces, to GET and HEAD. What may be done with them, and who may
have them, is for the view to say."""

from collections.abc import Iterator
from typing import IO

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from core.files.rules import byte_range

PIECE = 64 * 1024
Answer = HttpResponse | StreamingHttpResponse


def answer(request: HttpRequest, source: IO[bytes], size: int, etag: str) -> Answer:
    """200 or 206 with the bytes, or 416. Closes the source when the answer has ended."""
    wanted = byte_range(request.headers.get("Range", ""), size) if _range_is_current(request, etag) else None
    if wanted == "unsatisfiable":
        source.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    first, last = wanted if isinstance(wanted, tuple) else (0, size - 1)
    if request.method == "HEAD":
        source.close()
        found: Answer = HttpResponse(status=206 if wanted else 200)
    else:
        found = StreamingHttpResponse(_Pieces(source, first, last - first + 1), status=206 if wanted else 200)
    if wanted:
        found["Content-Range"] = f"bytes {first}-{last}/{size}"
    found["Content-Length"] = str(last - first + 1)
    return found


def _range_is_current(request: HttpRequest, etag: str) -> bool:
    """If-Range: a part fits only to the same bytes that the browser has the rest of."""
    return request.headers.get("If-Range", etag) == etag


class _Pieces:
    """A part of a file in pieces; closed when the answer ends, however it ends."""

    def __init__(self, source: IO[bytes], first: int, count: int) -> None:
        self.source, self.first, self.count = source, first, count

    def __iter__(self) -> Iterator[bytes]:
        self.source.seek(self.first)
        left = self.count
        while left > 0 and (piece := self.source.read(min(PIECE, left))):
            left -= len(piece)
            yield piece

    def close(self) -> None:
        self.source.close()
