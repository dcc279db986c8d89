"""The writer of tables that leave the platform, byte by byte."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation
from openpyxl import load_workbook

from core.exports.rules import safe
from core.exports.writer import CSV, XLSX, Table, csv_pieces, written

AS_OF = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)


def table(rows, title="Officials"):
    return Table(title, ["Code", "Name"], rows, "Chitra Nair", AS_OF)


def test_csv_is_exactly_this():
    assert (
        written(table([["E1", "आशा वर्मा"], ["E2", '=HYPERLINK("x")'], [3, 'a,"b"']]), CSV)
        == (
            "\ufeffOfficials\r\n"
            "Requested by,Chitra Nair\r\n"
            "As of,2026-11-22 12:00 IST\r\n"
            "\r\n"
            "Code,Name\r\n"
            "E1,आशा वर्मा\r\n"
            'E2,"\'=HYPERLINK(""x"")"\r\n'
            '3,"a,""b"""\r\n'
        ).encode()
    )


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+91 98", "'+91 98"),
        ("-x", "'-x"),
        ("@SUM", "'@SUM"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("＝1", "'＝1"),
        ("plain", "plain"),
        ("a=b", "a=b"),
        ("bell\x07", "bell"),
        (-5, -5),
        (Decimal("1.5"), 1.5),
        (None, ""),
        (True, "1"),
        (date(2026, 3, 31), "2026-03-31"),
        (AS_OF, "2026-11-22 12:00"),
    ],
)
def test_no_cell_is_a_formula(value, cell):
    assert safe(value) == cell


def test_a_cell_made_safe_twice_is_the_same():
    assert safe(safe("=1")) == "'=1"


def test_the_heads_of_the_table_are_safe_too():
    text = written(Table("=cmd", ["@a"], [], "-x", AS_OF), CSV).decode()

    assert text == "\ufeff'=cmd\r\nRequested by,'-x\r\nAs of,2026-11-22 12:00 IST\r\n\r\n'@a\r\n"


def test_xlsx_has_the_same_lines_and_no_formula():
    book = load_workbook(io.BytesIO(written(table([["E1", "=1+1"], [2, "आशा\x00"]]), XLSX)))
    sheet = book.active

    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["Officials", None],
        ["Requested by", "Chitra Nair"],
        ["As of", "2026-11-22 12:00 IST"],
        [None, None],
        ["Code", "Name"],
        ["E1", "'=1+1"],
        [2, "आशा"],
    ]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_rows_are_read_as_they_are_written():
    """A lakh of rows is never in memory: the first piece is there before the last row is read."""
    read = []

    def rows():
        for number in range(1200):
            read.append(number)
            yield [number, "x"]

    pieces = csv_pieces(table(rows()))
    next(pieces)

    assert len(read) < 600
    assert sum(piece.count(b"\r\n") for piece in pieces) + 500 == 1205


def test_the_head_is_in_the_language_of_the_reader():
    with translation.override("en"):
        assert b"Requested by" in written(table([]), CSV)
