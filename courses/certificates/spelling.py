"""Making the text of a drawn PDF readable for every reader, not only for those that know ActualText.

In Devanagari the glyphs of a syllable are neither as many as its letters nor in their order. The typesetter writes the
letters beside such glyphs as ActualText and gives each glyph one meaning for the whole document, which is wrong for
most of its uses. Readers that ignore ActualText (text extraction, some viewers' search and copy) then find nonsense.
Here every use of a glyph gets a character code of its own whose meaning is right: the letters of a syllable are dealt
out to its glyphs in reading order. Nothing that is seen changes.
"""

import io
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    ContentStream,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
)

CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{blocks}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
CMAP_BLOCK = 100  # the most that one beginbfchar may hold
SMALLEST_STEP = 0.01  # points; less is rounding
LARGEST_NUMBER = 80  # thousandths; readers take a larger one for a space


@dataclass(slots=True)
class _Font:
    """A font of the document: what its glyphs mean, and the codes handed out. Code 0 stays the missing glyph."""

    meanings: dict[int, str]
    widths: dict[int, float]
    codes: dict[tuple[int, str], int] = field(default_factory=dict)

    def code(self, glyph: int, text: str) -> bytes:
        number = self.codes.setdefault((glyph, text), len(self.codes) + 1)
        return number.to_bytes(2, "big")


def spell_out(pdf: bytes) -> bytes:
    """The same document with a right meaning for every drawn glyph."""
    reader = PdfReader(io.BytesIO(pdf))
    writer = PdfWriter(clone_from=reader)
    for page in writer.pages:
        resources: Any = page["/Resources"]
        dictionaries = {name: font.get_object() for name, font in resources["/Font"].items()}
        fonts = {name: _read(font) for name, font in dictionaries.items()}
        content = ContentStream(page["/Contents"].get_object(), writer)
        _recode(content, fonts)
        stream = DecodedStreamObject()
        stream.set_data(content.get_data())
        page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
        for name, font in dictionaries.items():
            _write(writer, font, fonts[name])
    writer.metadata = reader.metadata
    writer.pdf_header = reader.pdf_header
    drawn = io.BytesIO()
    writer.write(drawn)
    return drawn.getvalue()


def _recode(content: ContentStream, fonts: dict[str, _Font]) -> None:
    """Walk the page. `spans` holds what waits for its letters, for each open marked span that states some."""
    pen = _Pen()
    kept: list[tuple[list[Any], bytes]] = []
    spans: list[list[tuple[list[Any], int, _Font]] | None] = []
    letters: list[str] = []
    for operands, operator in content.operations:
        if operator == b"BT":
            pen = _Pen()
        elif operator == b"Tf":
            pen.font, pen.size = fonts[operands[0]], float(operands[1])
        elif operator == b"Tm" and pen.is_on_the_way_to(operands):
            continue
        elif operator in (b"BDC", b"BMC"):
            properties = operands[1] if operator == b"BDC" and isinstance(operands[1], DictionaryObject) else {}
            actual = properties.get("/ActualText")
            spans.append(None if actual is None else [])
            letters.append("" if actual is None else str(actual))
        elif operator == b"EMC":
            waiting, text = spans.pop(), letters.pop()
            if waiting:
                _deal(waiting, text)
        elif operator in (b"Tj", b"TJ") and pen.font is not None:
            strings = ArrayObject([*pen.step(), *(operands[0] if operator == b"TJ" else operands)])
            operands, operator = [strings], b"TJ"
            span = next((span for span in reversed(spans) if span is not None), None)
            for place, item in enumerate(strings):
                if isinstance(item, NumberObject | FloatObject):
                    pen.move(-float(item))
                    continue
                pen.move(sum(pen.font.widths.get(glyph, 0.0) for glyph in _glyphs(item)))
                if span is None:
                    strings[place] = _said(item, pen.font)
                else:
                    span.append((strings, place, pen.font))
        kept.append((operands, operator))
    content.operations = kept


@dataclass(slots=True)
class _Pen:
    """Where the next glyph of a text object goes.

    The typesetter says it anew for each syllable, which some readers take for a space between words. Where it only says
    what follows from the widths it is left out; a small step becomes a number in the line of glyphs.
    """

    font: _Font | None = None
    size: float = 0.0
    matrix: list[float] | None = None
    x: float = 0.0
    wanted: float = 0.0

    def is_on_the_way_to(self, operands: list[Any]) -> bool:
        matrix = [float(operand) for operand in operands]
        is_same_line = (
            self.matrix is not None
            and [*self.matrix[:4], self.matrix[5]] == [*matrix[:4], matrix[5]]
            and abs(matrix[4] - self.x) < self.size
        )
        if not is_same_line:
            self.matrix, self.x = matrix, matrix[4]
        self.wanted = matrix[4]
        return is_same_line

    def step(self) -> list[FloatObject]:
        """What is missing to where the next glyph is wanted, in thousandths of the font's size; [] for nothing."""
        if abs(self.wanted - self.x) < SMALLEST_STEP:
            return []
        thousandths = -(self.wanted - self.x) * 1000 / self.size / (self.matrix[0] if self.matrix else 1)
        parts = ceil(abs(thousandths) / LARGEST_NUMBER)
        return [FloatObject(f"{thousandths / parts:.2f}")] * parts

    def move(self, thousandths: float) -> None:
        self.x += thousandths * self.size / 1000 * (self.matrix[0] if self.matrix else 1)
        self.wanted = self.x


def _glyphs(string: object) -> list[int]:
    raw = getattr(string, "original_bytes", string)
    return [int.from_bytes(raw[start : start + 2], "big") for start in range(0, len(raw), 2)]  # type: ignore[index,arg-type]


def _said(string: object, font: _Font) -> ByteStringObject:
    return ByteStringObject(b"".join(font.code(glyph, font.meanings.get(glyph, " ")) for glyph in _glyphs(string)))


def _deal(waiting: list[tuple[list[Any], int, _Font]], text: str) -> None:
    """One letter to each glyph of the span, the rest to the last."""
    drawn = [(strings, place, font, glyph) for strings, place, font in waiting for glyph in _glyphs(strings[place])]
    shares = [*text[: len(drawn) - 1], text[len(drawn) - 1 :]]
    shares += [""] * (len(drawn) - len(shares))  # more glyphs than letters: the others mean nothing
    recoded: dict[tuple[int, int], bytes] = {}
    for (strings, place, font, glyph), share in zip(drawn, shares, strict=True):
        recoded[id(strings), place] = recoded.get((id(strings), place), b"") + font.code(glyph, share)
    for strings, place, _font in waiting:
        strings[place] = ByteStringObject(recoded[id(strings), place])


def _read(font: DictionaryObject) -> _Font:
    """Meanings and widths as the typesetter wrote them."""
    meanings: dict[int, str] = {}
    in_block = False
    written: Any = font["/ToUnicode"].get_object()
    for line in written.get_data().decode("ascii").splitlines():
        if line.endswith(("beginbfchar", "endbfchar")):
            in_block = line.endswith("beginbfchar")
        elif in_block:
            code, _space, meaning = line.partition(" ")
            meanings[int(code.strip("<> "), 16)] = bytes.fromhex(meaning.strip("<> ")).decode("utf-16-be")
    return _Font(meanings, _widths(font["/DescendantFonts"][0].get_object()["/W"].get_object()))  # type: ignore[index]


def _widths(said: ArrayObject) -> dict[int, float]:
    """Two forms: a first code with a list of widths, or a first and a last code with the width of all between."""
    widths: dict[int, float] = {}
    items = iter(said)
    for first in items:
        following = next(items)
        if isinstance(following, ArrayObject):
            widths.update({int(first) + place: float(width) for place, width in enumerate(following)})
        else:
            width = float(next(items))
            widths.update(dict.fromkeys(range(int(first), int(following) + 1), width))
    return widths


def _write(writer: PdfWriter, font: DictionaryObject, spelled: _Font) -> None:
    """Codes to glyphs, codes to widths, codes to letters."""
    in_order = list(spelled.codes)
    descendant = font["/DescendantFonts"][0].get_object()  # type: ignore[index]
    glyphs = b"\0\0" + b"".join(glyph.to_bytes(2, "big") for glyph, _text in in_order)
    widths = [spelled.widths.get(0, 0.0)] + [spelled.widths.get(glyph, 0.0) for glyph, _text in in_order]
    lines = [
        f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, (_glyph, text) in enumerate(in_order, 1)
    ]
    blocks = [lines[start : start + CMAP_BLOCK] for start in range(0, len(lines), CMAP_BLOCK)]
    cmap = CMAP.format(
        blocks="\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    )
    descendant[NameObject("/CIDToGIDMap")] = _stream(writer, glyphs)
    descendant[NameObject("/W")] = ArrayObject(
        [NumberObject(0), ArrayObject([FloatObject(f"{width:g}") for width in widths])]
    )
    descendant["/FontDescriptor"].get_object().pop("/CIDSet", None)  # optional, and it would name the old codes
    font[NameObject("/ToUnicode")] = _stream(writer, cmap.encode("ascii"))


def _stream(writer: PdfWriter, data: bytes) -> object:
    stream = DecodedStreamObject()
    stream.set_data(data)
    return writer._add_object(stream.flate_encode())
