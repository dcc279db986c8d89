"""A PDF as typst writes it, opened so that some of its objects can be replaced: plain numbered objects, one after the
other, and one cross-reference table. Everything else stays byte for byte, so what its tags and metadata claim stays so.
"""

import re
import zlib
from itertools import pairwise

ENTRY = re.compile(rb"(\d{10}) \d{5} n")
STREAM = re.compile(rb"\s*(<<.*?>>)\s*stream\r?\n", re.DOTALL)
PAGE = re.compile(rb"/Type/Page(?![a-zA-Z])")
# The end of a stream whose last byte would be taken for half of the line's end, and the stream for one byte shorter than
# it says it is (ISO 19005-2 clause 6.1.7.1).
UNCLEAR_END, CLEAR_END = b"\r\nendstream", b"\r\r\nendstream"


class Objects:
    """Bodies by number, without `N 0 obj` and `endobj`."""

    def __init__(self, pdf: bytes) -> None:
        table = int(pdf[pdf.rindex(b"startxref") + 9 :].split()[0])
        begins = sorted(int(offset) for offset in ENTRY.findall(pdf, table))
        self.head = pdf[: begins[0]]
        self.trailer = pdf[pdf.index(b"trailer", table) + 7 : pdf.rindex(b"startxref")].strip()
        self.bodies: dict[int, bytes] = {}
        for begin, end in pairwise([*begins, table]):
            written, _obj, body = pdf[begin:end].partition(b" 0 obj")
            self.bodies[int(written)] = body[: body.rindex(b"endobj")].strip(b"\r\n")

    def pages(self) -> list[bytes]:
        return [body for body in self.bodies.values() if PAGE.search(body[:200])]

    def named(self, body: bytes, key: bytes) -> int:
        """The number of the object that a dictionary points to by a key."""
        found = re.search(rb"/" + key + rb"\s*\[?\s*(\d+) 0 R", body)
        if found is None:
            raise ValueError(f"no {key.decode()} in {body[:80]!r}")
        return int(found[1])

    def stream(self, number: int) -> bytes:
        body = self.bodies[number]
        head = STREAM.match(body)
        if head is None:
            raise ValueError(f"object {number} is no stream")
        data = body[head.end() : body.rindex(b"endstream")]
        return zlib.decompressobj().decompress(data) if b"/FlateDecode" in head[1] else data

    def put_stream(self, number: int, data: bytes, more: bytes = b"") -> None:
        packed = zlib.compress(data)
        self.bodies[number] = b"<</Length %d%s/Filter/FlateDecode>>\nstream\n%s\nendstream" % (
            len(packed),
            more,
            packed,
        )

    def written(self) -> bytes:
        pieces, at, places = [self.head], len(self.head), {}
        for number, body in sorted(self.bodies.items()):
            places[number] = at
            if body.endswith(UNCLEAR_END):
                body = body.removesuffix(UNCLEAR_END) + CLEAR_END
            pieces.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
            at += len(pieces[-1])
        size = max(self.bodies) + 1
        lines = [b"xref\n0 %d\n0000000000 65535 f\r\n" % size]
        lines += [
            b"%010d 00000 n\r\n" % places[number] if number in places else b"0000000000 65535 f\r\n"
            for number in range(1, size)
        ]
        return b"".join([*pieces, *lines, b"trailer\n", self.trailer, b"\nstartxref\n%d\n%%%%EOF" % at])
