"""Making the text of a drawn PDF readable for every reader, not only for those that know ActualText.

In Devanagari the glyphs of a syllable are neither as many as its letters nor in their order. The typesetter writes the
letters beside such glyphs as ActualText and gives each glyph one meaning for the whole document, which is wrong for
most of its uses. Readers that ignore ActualText (text extraction, some viewers' search and copy) then find nonsense.
Here every use of a glyph gets a character code of its own whose meaning is right: the letters of a syllable are dealt
out to its glyphs in reading order. A syllable with a sign set higher or lower than the font says is drawn in several
text objects, each of which has all its letters; here only the first keeps them. Nothing that is seen changes, nor its tags.

The content is read by the operators that the typesetter writes, in the order in which it writes them, not by a parser
for all of PDF, which takes many times as long; an unknown way to write text is an error, never a wrong document.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import chain, repeat
from math import ceil

from courses.certificates.rewriting import Objects

# All of it reads a content made plain by _plain(). Possessive (++, *+): nothing is ever read a second time.
STRING = rb"\([^()]*+(?:\([^()]*+\)[^()]*+)*+\)"
HEX = rb"<[0-9A-Fa-f\s]*>"
NUMBER = rb"[-+]?[\d.]+"
BEGIN, END = b"\nBT", b"\nET\n"  # of a text object; no string holds the end of a line as it is
TEXT_OPERATOR = re.compile(rb"T[jJmf]\b")
IN_A_STRING = re.compile(STRING)
# Of a text object: a marked span begins, a font and a place are chosen, a line of glyphs is shown, the span ends. Any of
# it may be missing; for most syllables all of it is there and found at once.
STEP = re.compile(
    rb"(\s*(/\w+\s*(?:<<(?:[^<>()]++|" + HEX + rb"|" + STRING + rb")*+>>\s*BDC|BMC\b))?(?:\s*\d Tr)?)"
    rb"(?:(/(\w+) ("
    + NUMBER
    + rb") Tf)( ("
    + rb" ".join([NUMBER] * 4)
    + rb") ("
    + NUMBER
    + rb") ("
    + NUMBER
    + rb") Tm))?"
    rb"(\[(?:[^\[\]()<>]++|" + STRING + rb"|" + HEX + rb")*+\]\s*TJ|" + STRING + rb"\s*Tj|" + HEX + rb"\s*Tj)?"
    rb"(\s*EMC\b)?",
    re.DOTALL,
)
ITEM = re.compile(STRING + rb"|" + HEX + rb"|" + NUMBER)
ACTUAL_TEXT = re.compile(rb"/ActualText\s*(" + STRING + rb"|" + HEX + rb")")
CHOSEN = re.compile(rb"/(\w+) " + NUMBER + rb" Tf")
ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
BYTE = rb"(?:[^\\]|\\[0-7]{1,3}|\\.)"
CODE = re.compile(BYTE + BYTE, re.DOTALL)  # two bytes of a string, however they are escaped
ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b""}
FONTS = re.compile(rb"/Font\s*<<(.*?)>>", re.DOTALL)
REFERENCE = re.compile(rb"/(\w+)\s+(\d+) 0 R")
MEANING = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
WIDTHS = re.compile(rb"/W\s*\[((?:[^\[\]]|\[[^\]]*\])*)\]")
WIDTH = re.compile(rb"(\d+)\s*\[([^\]]*)\]|(\d+)\s+(\d+)\s+(" + NUMBER + rb")")

CMAP = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
%s
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
CMAP_BLOCK = 100  # the most that one beginbfchar may hold
SMALLEST_STEP = 0.01  # points; less is rounding
SYLLABLES_KEPT = 10_000  # over all documents
LARGEST_NUMBER = 80  # thousandths; readers take a larger one for a space
SPACE = b"0020"
# The word joiner: seen and searched as nothing. Every code must mean something (ISO 19005-2 clause 6.2.11.7.2).
NOTHING = b"2060"
LETTER = len(SPACE)

Letters = bytes  # as a map to letters has them: UTF-16 in hexadecimal digits
Item = list[int] | bytes  # of a line: glyphs, or the number that stands between glyphs


class _Font:
    """A font of the document: what its glyphs mean, and the codes handed out. Code 0 stays the missing glyph.

    The same syllables come again and again on a page, so what was made of a line is kept for the document.
    """

    def __init__(self, meanings: dict[int, Letters], widths: defaultdict[int, float]) -> None:
        self.meanings, self.widths = meanings, widths
        self.codes: dict[tuple[int, Letters], bytes] = {}
        self.length, self.said, self.spelled = cache(self._length), cache(self._said), cache(self._spelled)

    def code(self, glyph: int, letters: Letters) -> bytes:
        code = self.codes.get((glyph, letters))
        if code is None:
            code = self.codes[glyph, letters] = b"%04X" % (len(self.codes) + 1)
        return code

    def usual(self, glyph: int) -> Letters:
        return self.meanings.get(glyph, SPACE)

    def _said(self, shown: bytes, goes_on: bool) -> bytes:
        """A line whose glyphs have their usual meanings, but for the first when it goes on with what was said before."""
        letters = [self.usual(glyph) for glyph in self.glyphs(shown)]
        return self._written(shown, iter([NOTHING, *letters[1:]] if goes_on else letters))

    def _spelled(self, shown: bytes, letters: tuple[Letters, ...]) -> bytes:
        """A line whose glyphs mean these letters: one each, the rest to the last. More glyphs than letters: the others
        mean nothing."""
        last = len(self.glyphs(shown)) - 1
        return self._written(shown, chain(letters[:last], (b"".join(letters[last:]) or NOTHING,), repeat(NOTHING)))

    def _written(self, shown: bytes, letters: Iterator[Letters]) -> bytes:
        return b"".join(
            [
                b"<%s>" % b"".join([self.code(glyph, next(letters)) for glyph in item])
                if isinstance(item, list)
                else b" %s " % item
                for item in _items(shown)
            ]
        )

    def glyphs(self, shown: bytes) -> list[int]:
        return [glyph for item in _items(shown) if isinstance(item, list) for glyph in item]

    def _length(self, shown: bytes) -> float:
        """How far a line leads, in thousandths of the font's size."""
        length = 0.0
        for item in _items(shown):
            length += sum([self.widths[glyph] for glyph in item]) if isinstance(item, list) else -float(item)
        return length


class _Glyphs(dict[bytes, int]):
    """The glyph that two bytes of a string mean; there are few, and each is written many times."""

    def __missing__(self, written: bytes) -> int:
        self[written] = int.from_bytes(_unescaped(written), "big")
        return self[written]


DRAWN = _Glyphs()


def spell_out(pdf: bytes) -> bytes:
    """The same document with a right meaning for every drawn glyph.

    A font none of whose glyphs needed stated letters has said all of them rightly, and stays as it is.
    """
    objects = Objects(pdf)
    pages = [_Page(objects, body) for body in objects.pages()]
    fonts = {
        number: _read(objects, number) for number in sorted({number for page in pages for number in page.stated()})
    }
    for page in pages:
        by_name = {name: fonts[number] for name, number in page.fonts.items() if number in fonts}
        objects.put_stream(page.content, _recode(page.pieces, by_name))
    for number, font in fonts.items():
        _write(objects, number, font)
    return objects.written()


class _Page:
    """Its fonts by name, and its content in pieces: what is drawn, a text object, what is drawn, and so on."""

    def __init__(self, objects: Objects, body: bytes) -> None:
        named = FONTS.search(objects.bodies[objects.named(body, b"Resources")])
        self.fonts = {name: int(number) for name, number in REFERENCE.findall(named[1] if named else b"")}
        self.content = objects.named(body, b"Contents")
        self.pieces = _pieces(objects.stream(self.content))

    def stated(self) -> set[int]:
        """The fonts with glyphs whose letters are stated somewhere."""
        return {
            self.fonts[name] for text in self.pieces[1::2] if b"/ActualText" in text for name in CHOSEN.findall(text)
        }


def _pieces(content: bytes) -> list[bytes]:
    drawn, *others = _plain(content).split(BEGIN)
    pieces = [drawn]
    for other in others:
        text, _end, drawn = other.partition(END)
        pieces += [text, drawn]
    return pieces


def _plain(content: bytes) -> bytes:
    """The same with backslashes and parentheses of strings as octal numbers, so that no string needs to be spelled
    through to find its end. (Parentheses that belong together may stand in a string as they are.)"""
    return content.replace(b"\\\\", b"\\134").replace(b"\\(", b"\\050").replace(b"\\)", b"\\051")


def _recode(pieces: list[bytes], fonts: dict[bytes, _Font]) -> bytes:
    """The page with the text objects of these fonts spelled out; all else stays."""
    written: list[bytes] = []
    syllable = _Syllable()
    for place, piece in enumerate(pieces):
        if place % 2:
            names = CHOSEN.findall(piece)
            is_theirs = not names or any(name in fonts for name in names)
            written += [BEGIN, _spell(piece, fonts, syllable) if is_theirs else piece, END]
        else:
            if TEXT_OPERATOR.search(piece):  # or words that look so: the number of a certificate may end in TJ
                code = IN_A_STRING.sub(b"()", piece)
                if found := TEXT_OPERATOR.search(code):
                    raise _unknown(code[: found.end()])
            written.append(piece)
    return b"".join(written)


@dataclass(slots=True)
class _Span:
    """A marked span that states its letters, and the lines of glyphs that wait for them: each as its place among what
    is written, the step before it, what the typesetter shows, and its font."""

    letters: tuple[Letters, ...]
    waiting: list[tuple[int, bytes, bytes, _Font]] = field(default_factory=list)

    def dealt(self) -> list[tuple[int, bytes]]:
        lines, left = [], self.letters
        for number, (place, step, shown, font) in enumerate(self.waiting, 1):
            count = len(font.glyphs(shown)) if number < len(self.waiting) else len(left)
            lines.append((place, _line(step, font.spelled(shown, left[:count]))))
            left = left[count:]
        return lines


class _Syllable:
    """The one drawn last: its letters, and the glyphs that drew it so far."""

    def __init__(self) -> None:
        self.letters: Letters = b""
        self.glyphs: set[int] = set()

    def goes_on(self, letters: Letters, glyphs: list[int]) -> bool:
        """Whether these glyphs at the begin of a text object draw more of it: the same letters, and no glyph again."""
        return len(letters) > LETTER and letters == self.letters and self.glyphs.isdisjoint(glyphs)

    def is_drawn(self, letters: Letters, glyphs: list[int]) -> None:
        self.letters, self.glyphs = letters, set(glyphs)


def _spell(text_object: bytes, fonts: dict[bytes, _Font], syllable: _Syllable) -> bytes:
    pen, at, is_first = _Pen(), 0, True
    written: list[bytes] = []
    spans: list[_Span | None] = []
    for found in STEP.finditer(text_object):
        before, opened, chosen, name, size, placed, turn, x, y, shown, closed = found.groups()
        if found.start() != at or (at == found.end() and at < len(text_object)):
            break
        at = found.end()
        written.append(before)
        if opened:
            letters = _stated(opened)
            spans.append(None if letters is None else _Span(letters))
        if chosen:
            if name not in fonts:
                break
            is_on_the_way = pen.chooses(fonts[name], float(size), turn, y, float(x))
            written.append(chosen if is_on_the_way else chosen + placed)
        if shown:
            if pen.font is None:
                break
            step, span = pen.shows(shown), next((span for span in reversed(spans) if span is not None), None)
            glyphs = pen.font.glyphs(shown)
            if span is None:
                goes_on = is_first and syllable.goes_on(pen.font.usual(glyphs[0]), glyphs[:1])
                written.append(_line(step, pen.font.said(shown, goes_on)))
                if goes_on and len(glyphs) == 1:
                    syllable.glyphs.add(glyphs[0])
                else:
                    syllable.is_drawn(pen.font.usual(glyphs[-1]), glyphs[-1:])
            else:
                stated = b"".join(span.letters)
                if is_first and syllable.goes_on(stated, glyphs):
                    span.letters = ()
                    written[-1 - bool(chosen)] = ACTUAL_TEXT.sub(b"/ActualText<FEFF>", before)
                    syllable.glyphs.update(glyphs)
                else:
                    syllable.is_drawn(stated, glyphs)
                span.waiting.append((len(written), step, shown, pen.font))
                written.append(b"")
            is_first = False
        if closed:
            if not spans:
                break
            if ended := spans.pop():
                for place, line in ended.dealt():
                    written[place] = line
            written.append(closed)
    else:
        if not spans:
            return b"".join(written)
    raise _unknown(text_object[:at])


def _unknown(content: bytes) -> ValueError:
    """Text that would keep its old codes and so say something else."""
    return ValueError(f"text written in an unknown way: {content[-80:]!r}")


def _line(step: bytes, glyphs: bytes) -> bytes:
    return b"[%s%s]TJ" % (step, glyphs)


class _Pen:
    """Where the next glyph of a text object goes.

    The typesetter says it anew for each syllable, which some readers take for a space between words. Where it only says
    what follows from the widths it is left out; a small step becomes a number in the line of glyphs.
    """

    def __init__(self) -> None:
        self.font: _Font | None = None
        self.size = self.scale = 0.0
        self.turn: tuple[bytes, bytes] | None = None  # all of the place's matrix but how far along the line
        self.x = self.wanted = 0.0

    def chooses(self, font: _Font, size: float, turn: bytes, y: bytes, wanted: float) -> bool:
        """Whether the place lies on the way, so that it need not be said."""
        is_on_the_way = self.turn == (turn, y) and abs(wanted - self.x) < size
        if not is_on_the_way:
            self.turn, self.x, self.scale = (turn, y), wanted, float(turn.partition(b" ")[0])
        self.font, self.size, self.wanted = font, size, wanted
        return is_on_the_way

    def shows(self, shown: bytes) -> bytes:
        """The way to where the glyphs are wanted, as numbers of thousandths of the font's size. Goes it, and past them."""
        step, way = b"", self.wanted - self.x
        if abs(way) >= SMALLEST_STEP:
            thousandths = -way * 1000 / self.size / self.scale
            parts = ceil(abs(thousandths) / LARGEST_NUMBER)
            step, self.x = b" %.2f " % (thousandths / parts) * parts, self.wanted
        if self.font is not None:
            self.x += self.font.length(shown) * self.size / 1000 * self.scale
        self.wanted = self.x
        return step


@lru_cache(maxsize=SYLLABLES_KEPT)
def _items(shown: bytes) -> list[Item]:
    """A line as the typesetter shows it."""
    items: list[Item] = []
    for item in ITEM.findall(shown):
        if item[:1] == b"(":
            items.append([DRAWN[code] for code in CODE.findall(item[1:-1])])
        elif item[:1] == b"<":
            raw = bytes.fromhex(item[1:-1].decode("ascii"))
            items.append([int.from_bytes(raw[start : start + 2], "big") for start in range(0, len(raw), 2)])
        else:
            items.append(item)
    return items


def _unescaped(inner: bytes) -> bytes:
    return ESCAPE.sub(_escaped, inner) if b"\\" in inner else inner


def _escaped(found: re.Match[bytes]) -> bytes:
    said = found[1]
    return bytes([int(said, 8) & 255]) if said[0] in b"01234567" else ESCAPED.get(said, said)


@lru_cache(maxsize=SYLLABLES_KEPT)
def _stated(opened: bytes) -> tuple[Letters, ...] | None:
    """The letters that a marked span states, each by itself; None when it states none."""
    found = ACTUAL_TEXT.search(opened)
    if found is None:
        return None
    string = found[1]
    raw = bytes.fromhex(string[1:-1].decode("ascii")) if string[:1] == b"<" else _unescaped(string[1:-1])
    text = raw[2:].decode("utf-16-be") if raw.startswith(b"\xfe\xff") else raw.decode("latin-1")
    return tuple(letter.encode("utf-16-be").hex().upper().encode() for letter in text)


def _read(objects: Objects, number: int) -> _Font:
    """Meanings and widths as the typesetter wrote them."""
    font = objects.bodies[number]
    _head, _begin, said = objects.stream(objects.named(font, b"ToUnicode")).partition(b"beginbfchar")
    meanings = {int(code, 16): letters.upper() for code, letters in MEANING.findall(said)}
    widths: defaultdict[int, float] = defaultdict(float)
    listed = WIDTHS.search(objects.bodies[objects.named(font, b"DescendantFonts")])
    for first, several, begin, end, one in WIDTH.findall(listed[1] if listed else b""):
        if first:
            widths.update(enumerate(map(float, several.split()), int(first)))
        else:
            widths.update(dict.fromkeys(range(int(begin), int(end) + 1), float(one)))
    return _Font(meanings, widths)


def _write(objects: Objects, number: int, spelled: _Font) -> None:
    """Codes to glyphs, codes to widths, codes to letters. The map to glyphs takes the place of the set of glyphs, which
    is optional and would name the old codes."""
    font = objects.bodies[number]
    in_order = [glyph for glyph, _letters in spelled.codes]
    lines = [b"<%s> <%s>" % (code, letters) for (_glyph, letters), code in spelled.codes.items()]
    blocks = [lines[start : start + CMAP_BLOCK] for start in range(0, len(lines), CMAP_BLOCK)]
    cmap = CMAP % b"\n".join(b"%d beginbfchar\n%s\nendbfchar" % (len(block), b"\n".join(block)) for block in blocks)
    objects.put_stream(objects.named(font, b"ToUnicode"), cmap, b"/Type/CMap/WMode 0")
    below = objects.named(font, b"DescendantFonts")
    descriptor = objects.named(objects.bodies[below], b"FontDescriptor")
    glyphs_of = objects.named(objects.bodies[descriptor], b"CIDSet")
    objects.put_stream(glyphs_of, b"\0\0" + b"".join([glyph.to_bytes(2, "big") for glyph in in_order]))
    objects.bodies[descriptor] = re.sub(rb"/CIDSet \d+ 0 R", b"", objects.bodies[descriptor])
    widths = b" ".join([b"%g" % spelled.widths[glyph] for glyph in (0, *in_order)])
    body = objects.bodies[below].replace(b"/CIDToGIDMap/Identity", b"/CIDToGIDMap %d 0 R" % glyphs_of)
    objects.bodies[below] = WIDTHS.sub(b"/W[0[%s]]" % widths, body)
