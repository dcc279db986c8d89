"""What a file is, found from its bytes alone."""

import pytest

from ehrms.exchange.rules.reading import Form, Unreadable, form_of, rows_of, text_of

TABLE = "Employee code;Name;Designation\r\nE1;आशा वर्मा;Section Officer\r\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TABLE.encode(), "utf-8"),
        (TABLE.encode("utf-8-sig"), "utf-8-sig"),
        (TABLE.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + TABLE.encode("utf-16-be"), "utf-16"),
        (TABLE.encode("utf-16-le"), "utf-16-le"),
        (TABLE.encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_finds_the_encoding_and_reads_the_same_rows(content, encoding):
    form = form_of(content)

    assert form == Form(encoding, ";")
    assert list(rows_of(content, form)) == [
        (1, ["Employee code", "Name", "Designation"]),
        (2, ["E1", "आशा वर्मा", "Section Officer"]),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_finds_the_delimiter_outside_quotes(delimiter):
    header = delimiter.join(['"Name, in full; as recorded"', "Code", "Post"])

    assert form_of(header.encode()).delimiter == delimiter


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "EMPTY"),
        (b" \r\n ", "EMPTY"),
        (b"\xef\xbb\xbf", "EMPTY"),
        (b"PK\x03\x04\x14\x00\x06\x00[Content_Types].xml", "SPREADSHEET_OR_ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "OLD_SPREADSHEET"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "PICTURE"),
        (b"<!DOCTYPE html><table>", "WEB_PAGE"),
        (b"\xef\xbb\xbf \n<HTML><table>", "WEB_PAGE"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "WEB_PAGE"),
        (b"MZ\x90\x00\x03\x00\x00\x00", "PROGRAM"),
        (b"\x7fELF\x02\x01\x01\x00", "PROGRAM"),
        (b"code,name\nE1,\xff\xfe\xfd", "NOT_TEXT"),
        ("code,name\nE1,Ren\u00e9e".encode("latin-1"), "NOT_TEXT"),
        (b"code,name,designation\nE1,As\x00ha,SO\n", "NUL_BYTES"),
        (b"x" * (10 * 1024 * 1024 + 1), "TOO_LARGE"),
    ],
)
def test_says_why_bytes_cannot_be_read(content, reason):
    with pytest.raises(Unreadable) as refused:
        form_of(content)

    assert refused.value.reason == reason


def test_counts_lines_as_an_editor_does_when_a_cell_spans_two():
    content = b'code,name\nE1,"Asha\nVerma"\n\nE2,Indu\n'

    assert list(rows_of(content, form_of(content))) == [
        (1, ["code", "name"]),
        (2, ["E1", "Asha Verma"]),
        (5, ["E2", "Indu"]),
    ]


@pytest.mark.parametrize(
    ("cell", "text"),
    [('="00123"', "00123"), ("=1+1", "=1+1"), ('=HYPERLINK("x","y")', '=HYPERLINK("x","y")'), ("  a \u00a0 b ", "a b")],
)
def test_takes_a_formula_as_text(cell, text):
    assert text_of(cell) == text
