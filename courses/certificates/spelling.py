"""Making the text of a drawn PDF readable for every reader, not only for those that know ActualText.

In Devanagari the glyphs of a syllable are neither as many as its letters nor in their order. The typesetter writes the
letters beside such glyphs as ActualText and gives each glyph one meaning for the whole document, which is wrong for
most of its uses. Readers that ignore ActualText (text extraction, some viewers' search and copy) then find nonsense.
Here every use of a glyph gets a character code of its own whose meaning is right: the letters of a syllable are dealt
out to its glyphs in reading order. Nothing that is seen changes, nor its tags.

The content is read by the operators that the typesetter writes, not by a parser for all of PDF, which takes thirty
times as long; an unknown way to write text is an error, never a wrong document.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from math import ceil

from courses.certificates.rewriting import Objects

INNER = rb"(?:[^\\()]|\\.|\((?:[^\\()]|\\.)*\))*"
STRING = rb"\(" + INNER + rb"\)"
HEX = rb"<[0-9A-Fa-f\s]*>"
NUMBER = rb"[-+]?[\d.]+"
# Each alternative begins with a letter of its own, which lets the search leap over all that is drawn and not written.
OPERATOR = re.compile(
    rb"<<(?P<props>(?:[^<>()]|" + HEX + rb"|" + STRING + rb")*)>>\s*BDC"
    rb"|B(?P<plain>MC|DC)\b"
    rb"|E(?P<end>MC)\b"
    rb"|B(?P<begin>T)\b"
    rb"|/(?P<font>\w+) (?P<size>" + NUMBER + rb") Tf (?P<matrix>" + rb" ".join([NUMBER] * 6) + rb") Tm"
    rb"|\[(?P<line>(?:[^\[\]()<>]|" + STRING + rb"|" + HEX + rb")*)\]\s*TJ"
    rb"|\((?P<one>" + INNER + rb"\))\s*Tj"
    rb"|<(?P<hex>[0-9A-Fa-f\s]*>)\s*Tj"
    rb"|T(?P<unknown>[jJmf])\b",
    re.DOTALL,
)
ITEM = re.compile(STRING + rb"|" + HEX + rb"|" + NUMBER, re.DOTALL)
ACTUAL_TEXT = re.compile(rb"/ActualText\s*(" + STRING + rb"|" + HEX + rb")", re.DOTALL)
ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
BYTE = rb"(?:[^\\]|\\[0-7]{1,3}|\\.)"
CODE = re.compile(BYTE + BYTE, re.DOTALL)  # two bytes of a string, however they are escaped
ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b""}
FONTS = re.compile(rb"/Font\s*<<(.*?)>>", re.DOTALL)
REFERENCE = re.compile(rb"/(\w+)\s+(\d+) 0 R")
MEANING = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
WIDTHS = re.compile(rb"/W\s*\[((?:[^\[\]]|\[[^\]]*\])*)\]")
WIDTH = re.compile(rb"(\d+)\s*\[([^\]]*)\]|(\d+)\s+(\d+)\s+(" + NUMBER + rb")")

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
SYLLABLES_KEPT = 10_000  # over all documents
LARGEST_NUMBER = 80  # thousandths; readers take a larger one for a space


@dataclass(slots=True)
class _Font:
    """A font of the document: what its glyphs mean, and the codes handed out. Code 0 stays the missing glyph."""

    meanings: dict[int, str]
    widths: defaultdict[int, float]
    codes: dict[tuple[int, str], int] = field(default_factory=dict)
    usual: dict[int, bytes] = field(default_factory=dict)  # glyph -> code for its usual meaning, as written

    def code(self, glyph: int, text: str) -> bytes:
        return b"%04X" % self.codes.setdefault((glyph, text), len(self.codes) + 1)

    def said(self, glyphs: list[int]) -> bytes:
        for glyph in glyphs:
            if glyph not in self.usual:
                self.usual[glyph] = self.code(glyph, self.meanings.get(glyph, " "))
        return b"<%s>" % b"".join([self.usual[glyph] for glyph in glyphs])


class _Glyphs(dict[bytes, int]):
    """The glyph that two bytes of a string mean; there are few, and each is written many times."""

    def __missing__(self, written: bytes) -> int:
        self[written] = int.from_bytes(_unescaped(written), "big")
        return self[written]


Part = list[int] | bytes  # of a line of glyphs: glyphs that wait for their letters, or what is written


def spell_out(pdf: bytes) -> bytes:
    """The same document with a right meaning for every drawn glyph."""
    objects = Objects(pdf)
    fonts: dict[int, _Font] = {}
    for page in objects.pages():
        named = FONTS.search(objects.bodies[objects.named(page, b"Resources")])
        by_name = {name: int(number) for name, number in REFERENCE.findall(named[1] if named else b"")}
        fonts |= {number: _read(objects, number) for number in by_name.values() if number not in fonts}
        content = objects.named(page, b"Contents")
        recoded = _recode(objects.stream(content), {name: fonts[number] for name, number in by_name.items()})
        objects.put_stream(content, recoded)
    for number, font in fonts.items():
        _write(objects, number, font)
    return objects.written()


def _recode(content: bytes, fonts: dict[bytes, _Font]) -> bytes:
    """Walk the page. `spans` holds what waits for its letters, for each open marked span that states some."""
    pen, drawn = _Pen(), _Glyphs()
    written: list[bytes | list[Part]] = []
    spans: list[list[tuple[list[Part], int, _Font]] | None] = []
    letters: list[str] = []
    at = 0
    for found in OPERATOR.finditer(content):
        written.append(content[at : found.start()])
        at = found.end()
        match found.lastgroup:
            case "begin":
                pen = _Pen()
            case "matrix":
                pen.font, pen.size = fonts[found["font"]], float(found["size"])
                on_the_way = pen.is_on_the_way_to([float(number) for number in found["matrix"].split()])
                written.append(b"/%s %s Tf" % (found["font"], found["size"]))
                written.append(b"" if on_the_way else b" %s Tm" % found["matrix"])
                continue
            case "props" | "plain":
                actual = ACTUAL_TEXT.search(found["props"] or b"")
                spans.append(None if actual is None else [])
                letters.append("" if actual is None else _text(actual[1]))
            case "end":
                waiting, text = spans.pop(), letters.pop()
                if waiting:
                    _deal(waiting, text)
            case "line" | "one" | "hex" if pen.font is not None:
                parts = pen.step()
                span = next((span for span in reversed(spans) if span is not None), None)
                for item in ITEM.findall(found[0]):
                    if item[:1] not in b"(<":
                        pen.move(-float(item))
                        parts.append(b" %s " % item)
                        continue
                    glyphs = [drawn[code] for code in CODE.findall(item[1:-1])] if item[:1] == b"(" else _hex(item)
                    pen.move(sum([pen.font.widths[glyph] for glyph in glyphs]))
                    if span is not None:
                        span.append((parts, len(parts), pen.font))
                    parts.append(glyphs if span is not None else pen.font.said(glyphs))
                written.append(parts)
                continue
            case "unknown":  # it would keep its old codes and say something else
                raise ValueError(f"text written in an unknown way: {content[max(at - 80, 0) : at]!r}")
        written.append(found[0])
    written.append(content[at:])
    return b"".join(piece if isinstance(piece, bytes) else _line(piece) for piece in written)


def _line(parts: list[Part]) -> bytes:
    return b"[%s]TJ" % b"".join(parts)  # type: ignore[arg-type]  # nothing waits any more


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

    def is_on_the_way_to(self, matrix: list[float]) -> bool:
        is_same_line = (
            self.matrix is not None
            and [*self.matrix[:4], self.matrix[5]] == [*matrix[:4], matrix[5]]
            and abs(matrix[4] - self.x) < self.size
        )
        if not is_same_line:
            self.matrix, self.x = matrix, matrix[4]
        self.wanted = matrix[4]
        return is_same_line

    def step(self) -> list[Part]:
        """The way to where the next glyph is wanted, in thousandths of the font's size; [] for none. Goes it."""
        if abs(self.wanted - self.x) < SMALLEST_STEP:
            return []
        thousandths = -(self.wanted - self.x) * 1000 / self.size / (self.matrix[0] if self.matrix else 1)
        parts, self.x = ceil(abs(thousandths) / LARGEST_NUMBER), self.wanted
        return [b" %.2f " % (thousandths / parts)] * parts

    def move(self, thousandths: float) -> None:
        self.x += thousandths * self.size / 1000 * (self.matrix[0] if self.matrix else 1)
        self.wanted = self.x


def _unescaped(inner: bytes) -> bytes:
    return ESCAPE.sub(_escaped, inner) if b"\\" in inner else inner


def _escaped(found: re.Match[bytes]) -> bytes:
    said = found[1]
    return bytes([int(said, 8) & 255]) if said[0] in b"01234567" else ESCAPED.get(said, said)


@lru_cache(maxsize=SYLLABLES_KEPT)
def _letters(written: bytes) -> str:
    return bytes.fromhex(written.decode("ascii")).decode("utf-16-be")


@lru_cache(maxsize=SYLLABLES_KEPT)
def _text(string: bytes) -> str:
    raw = bytes.fromhex(string[1:-1].decode("ascii")) if string[:1] == b"<" else _unescaped(string[1:-1])
    return raw[2:].decode("utf-16-be") if raw.startswith(b"\xfe\xff") else raw.decode("latin-1")


def _hex(string: bytes) -> list[int]:
    raw = bytes.fromhex(string[1:-1].decode("ascii"))
    return [int.from_bytes(raw[start : start + 2], "big") for start in range(0, len(raw), 2)]


def _deal(waiting: list[tuple[list[Part], int, _Font]], text: str) -> None:
    """One letter to each glyph of the span, the rest to the last."""
    count = sum(len(parts[place]) for parts, place, _font in waiting)
    shares = [*text[: count - 1], text[count - 1 :]]
    shares += [""] * (count - len(shares))  # more glyphs than letters: the others mean nothing
    dealt = iter(shares)
    for parts, place, font in waiting:
        parts[place] = b"<%s>" % b"".join([font.code(int(glyph), next(dealt)) for glyph in parts[place]])


def _read(objects: Objects, number: int) -> _Font:
    """Meanings and widths as the typesetter wrote them."""
    font = objects.bodies[number]
    said = objects.stream(objects.named(font, b"ToUnicode"))
    meanings: dict[int, str] = {}
    for block in said.split(b"beginbfchar")[1:]:
        for code, text in MEANING.findall(block.partition(b"endbfchar")[0]):
            meanings[int(code, 16)] = _letters(text)
    widths: defaultdict[int, float] = defaultdict(float)
    listed = WIDTHS.search(objects.bodies[objects.named(font, b"DescendantFonts")])
    for first, several, begin, end, one in WIDTH.findall(listed[1] if listed else b""):
        if first:
            widths.update({int(first) + place: float(width) for place, width in enumerate(several.split())})
        else:
            widths.update(dict.fromkeys(range(int(begin), int(end) + 1), float(one)))
    return _Font(meanings, widths)


def _write(objects: Objects, number: int, spelled: _Font) -> None:
    """Codes to glyphs, codes to widths, codes to letters. The map to glyphs takes the place of the set of glyphs, which
    is optional and would name the old codes."""
    font = objects.bodies[number]
    in_order = list(spelled.codes)
    lines = [
        f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, (_glyph, text) in enumerate(in_order, 1)
    ]
    blocks = [lines[start : start + CMAP_BLOCK] for start in range(0, len(lines), CMAP_BLOCK)]
    cmap = CMAP.format(
        blocks="\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    )
    objects.put_stream(objects.named(font, b"ToUnicode"), cmap.encode("ascii"), b"/Type/CMap/WMode 0")
    below = objects.named(font, b"DescendantFonts")
    descriptor = objects.named(objects.bodies[below], b"FontDescriptor")
    glyphs_of = objects.named(objects.bodies[descriptor], b"CIDSet")
    objects.put_stream(glyphs_of, b"\0\0" + b"".join(glyph.to_bytes(2, "big") for glyph, _text in in_order))
    objects.bodies[descriptor] = re.sub(rb"/CIDSet \d+ 0 R", b"", objects.bodies[descriptor])
    widths = b" ".join(b"%g" % spelled.widths[glyph] for glyph in (0, *(glyph for glyph, _text in in_order)))
    body = objects.bodies[below].replace(b"/CIDToGIDMap/Identity", b"/CIDToGIDMap %d 0 R" % glyphs_of)
    objects.bodies[below] = WIDTHS.sub(b"/W[0[%s]]" % widths, body)
