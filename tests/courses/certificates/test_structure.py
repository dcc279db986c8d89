"""What the PDF claims (PDF/A-2a, PDF/UA-1) must hold after its text was spelled out: asked of the file that is kept.

By a validator of others, which knows every rule, and point by point what it cannot know: that the tags are the right ones.
"""

import io
import re
from collections import defaultdict

import pypdfium2
import pytest
from page import validate_pdf_bytes
from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject, NumberObject

from courses.certificates import document, spelling
from courses.certificates.models import Certificate
from courses.certificates.rewriting import CLEAR_END, UNCLEAR_END, Objects
from courses.certificates.spelling import spell_out

NOT_TEXT = ("\x00", "\ufeff", "\ufffe")


@pytest.fixture
def raw(certificate) -> bytes:
    """As the typesetter wrote it."""
    return document.typeset(certificate)


@pytest.fixture
def pdf(certificate) -> PdfReader:
    return PdfReader(io.BytesIO(document.draw(certificate)), strict=True)


def fonts_of(pdf: PdfReader) -> dict[str, DictionaryObject]:
    return {name: font.get_object() for name, font in pdf.pages[0]["/Resources"]["/Font"].items()}


def meanings_of(font: DictionaryObject) -> dict[int, str]:
    said = font["/ToUnicode"].get_object().get_data().decode("ascii")
    return {
        int(code, 16): bytes.fromhex(text).decode("utf-16-be")
        for code, text in re.findall(r"^<([0-9A-F]{4})> <([0-9A-F]*)>$", said, re.MULTILINE)
    }


def shown(pdf: PdfReader) -> dict[str, set[int]]:
    """The codes that the page shows, by font."""
    codes: dict[str, set[int]] = {}
    font = ""
    for operands, operator in ContentStream(pdf.pages[0]["/Contents"].get_object(), pdf).operations:
        if operator == b"Tf":
            font = str(operands[0])
        for string in operands[0] if operator == b"TJ" else []:
            data = getattr(string, "original_bytes", string)
            if isinstance(data, bytes):
                codes.setdefault(font, set()).update(
                    int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2)
                )
    return codes


# Each with something of its own: plain; letters of two glyphs; syllables drawn in pieces; a font whose packed bytes end as
# a line does; long.
NAMES = ["आशा वर्मा", "ईशान कोई ऑफ़िसर", "छुट्टी सिद्धू शच़ञ र्व़ङ", "हर्षवर्धन श्रृंगारपुरे", "वेंकटसुब्रह्मण्यम् " * 4]


@pytest.mark.parametrize("profile", ["2a", "ua1"])
@pytest.mark.parametrize("name", NAMES)
def test_is_valid_as_an_archived_and_as_an_accessible_document(certificate, name, profile):
    named = Certificate(
        number=certificate.number, content=certificate.content | {"name_hi": name}, issued_at=certificate.issued_at
    )

    report = validate_pdf_bytes(document.draw(named), profile=profile)

    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert report.rules.total > 100


@pytest.mark.parametrize("profile", ["2a", "ua1"])
def test_the_validator_finds_what_is_wrong(raw, profile):
    assert not validate_pdf_bytes(raw.replace(b"/Lang", b"/Lung"), profile=profile).is_compliant


def test_nothing_that_is_seen_changes(raw):
    before, after = (bytes(pypdfium2.PdfDocument(pdf)[0].render(scale=1).buffer) for pdf in (raw, spell_out(raw)))

    assert len(before) == len(after)
    assert max(abs(one - other) for one, other in zip(before, after, strict=True)) <= 16  # steps are rounded


def test_everything_but_text_and_its_fonts_stays_byte_for_byte(raw):
    before, after = Objects(raw), Objects(spell_out(raw))

    changed = {
        number
        for number, body in before.bodies.items()
        if after.bodies[number] not in (body, body.replace(UNCLEAR_END, CLEAR_END))
    }
    spelled = [body for body in before.bodies.values() if b"/Subtype/Type0" in body and b"Devanagari" in body]
    assert after.bodies.keys() == before.bodies.keys()
    assert (after.head, after.trailer) == (before.head, before.trailer)
    # The page's content; of each Devanagari font its map to letters, its descendant, descriptor and map to glyphs.
    assert len(spelled) == 2
    assert len(changed) == 1 + 4 * len(spelled)


def test_has_language_title_colours_and_a_tree_of_tags(pdf):
    root = pdf.trailer["/Root"]

    assert root["/Lang"] == "en"
    assert root["/MarkInfo"] == {"/Marked": True, "/Suspects": False}
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert [intent.get_object()["/S"] for intent in root["/OutputIntents"]] == ["/GTS_PDFA1"]
    assert pdf.pages[0]["/Tabs"] == "/S"
    tags, languages, said = set(), set(), set()
    for element in elements(root["/StructTreeRoot"]):
        tags.add(element["/S"])
        said.update({element["/Alt"]} if "/Alt" in element else set())
    for operands, operator in ContentStream(pdf.pages[0]["/Contents"].get_object(), pdf).operations:
        if operator == b"BDC" and "/Lang" in operands[1]:
            languages.add(operands[1]["/Lang"])
    assert {"/Document", "/H1", "/Span", "/Figure"} <= tags
    assert languages == {"hi"}
    assert len(said) == 1


def elements(node: DictionaryObject):  # type: ignore[no-untyped-def]
    children = node.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        found = child.get_object()
        if isinstance(found, DictionaryObject) and "/S" in found:
            yield found
            yield from elements(found)


def test_every_mark_on_the_page_is_in_the_tree_or_is_decoration(pdf):
    placed = {
        int(child)
        for element in elements(pdf.trailer["/Root"]["/StructTreeRoot"])
        for child in (element["/K"] if isinstance(element.get("/K"), list) else [element.get("/K")])
        if isinstance(child, NumberObject)
    }
    marked, depth, outside = set(), 0, 0
    for operands, operator in ContentStream(pdf.pages[0]["/Contents"].get_object(), pdf).operations:
        if operator in (b"BDC", b"BMC"):
            depth += 1
            if operator == b"BDC" and "/MCID" in operands[1]:
                marked.add(int(operands[1]["/MCID"]))
        elif operator == b"EMC":
            depth -= 1
        elif operator in (b"TJ", b"Tj", b"f", b"S", b"Do"):
            outside += depth == 0

    assert marked == placed
    assert len(marked) > 40
    assert outside == 0


def test_fonts_are_embedded_and_every_shown_code_has_a_glyph_a_width_and_a_meaning(pdf):
    fonts = fonts_of(pdf)
    used = shown(pdf)

    assert used.keys() == fonts.keys()
    for name, font in fonts.items():
        below = font["/DescendantFonts"][0].get_object()
        descriptor = below["/FontDescriptor"].get_object()
        assert len(descriptor["/FontFile2"].get_object().get_data()) > 1000
        assert re.match(r"/[A-Z]{6}\+NotoSans", font["/BaseFont"])
        meanings, widths = meanings_of(font), widths_of(below)
        if "Devanagari" in font["/BaseFont"]:
            assert "/CIDSet" not in descriptor
            glyphs = below["/CIDToGIDMap"].get_object().get_data()
        else:
            assert below["/CIDToGIDMap"] == "/Identity"
            glyphs = b"".join(code.to_bytes(2, "big") for code in range(max(used[name]) + 1))
        for code in used[name]:
            assert int.from_bytes(glyphs[2 * code : 2 * code + 2], "big") > 0
            assert code in widths
            assert meanings[code]
            assert not set(NOT_TEXT) & set(meanings[code])


def widths_of(below: DictionaryObject) -> set[int]:
    """The codes that have a width of their own."""
    listed, codes = list(below["/W"]), set()
    while listed:
        first, second = listed.pop(0), listed.pop(0)
        if isinstance(second, list):
            codes.update(range(first, first + len(second)))
        else:
            codes.update(range(first, second + 1))
            listed.pop(0)
    return codes


@pytest.mark.parametrize(
    "content",
    [
        b"q\nBT/f0 10 Tf <0001> Tj\nET\nQ",
        b"q\nBT/f0 10 Tf 1 0 0 -1 0 0 Tm<0001>'\nET\nQ",
        b"q\nBT (\\000\\001) '\nET\nQ",
        b"q BT/f0 10 Tf <0001> Tj ET Q",
        b"q (((x))) Tj Q",
    ],
)
def test_text_in_a_way_that_is_not_known_is_an_error_and_no_wrong_document(content):
    fonts = {b"f0": spelling._Font({}, defaultdict(float))}

    with pytest.raises(ValueError, match="unknown way"):
        spelling._recode(spelling._pieces(content), fonts)
