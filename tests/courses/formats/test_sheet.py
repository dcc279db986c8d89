"""Reading questions from a workbook: rows, and hostile workbooks."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from courses.formats import sheet
from courses.formats.refusals import Unreadable

HEAD = ["question", "kind", "a", "b", "c", "right", "reason", "question_hi", "a_hi"]


def workbook(*rows, head=HEAD) -> bytes:
    book = Workbook()
    book.active.append(head)
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_takes_the_three_kinds_and_both_languages():
    rows = sheet.read(
        workbook(
            ["What is a note?", "single", "a remark", "a letter", None, "a", "MOP 3", "टिप्पणी?", "एक टिप्पणी"],
            ["Which are colours?", None, "red", "seven", "blue", "a, c"],
            ["Notes stay.", "true/false", None, None, None, True],
        )
    )

    assert [(row.line, row.question.kind) for row in rows] == [(2, "single"), (3, "multiple"), (4, "true_false")]
    first = rows[0].question
    assert (first.stem_hi, first.reason, first.options[0].text_hi) == ("टिप्पणी?", "MOP 3", "एक टिप्पणी")
    assert [option.is_correct for option in rows[1].question.options] == [True, False, True]
    assert [option.is_correct for option in rows[2].question.options] == [True, False]


def test_takes_every_other_kind():
    head = [
        "question",
        "kind",
        "a",
        "b",
        "c",
        "right",
        "tolerance",
        "unit",
        "typos",
        "fixed",
        "partial",
        "c_hi",
        "category",
    ]
    rows = sheet.read(
        workbook(
            ["How many?", "number", None, None, None, "1,00,000 | 7", "5%", "day | days"],
            ["Who?", "short answer", None, None, None, "PIO | officer", None, None, 1],
            ["Match", "match", "a -> 1", "b → 2", "-> 3", None],
            ["Order", "order", "one", "two", "three", None, None, None, None, None, "no", "तीन", "Leave"],
            ["In [[1]] or [[2]]", "fill in", "30 | thirty", "48", None, None],
            ["Which?", "several answers", "x", "y", "all of these", "a, b", None, None, None, "c"],
            head=head,
        )
    )

    assert [row.reason for row in rows] == [""] * 6
    number, words, match, order, gaps, several = (row.question for row in rows)
    assert [(answer.text, answer.tolerance, answer.is_percent) for answer in number.answers] == [
        ("1,00,000", "5", True), ("7", "5", True),
    ]  # fmt: skip
    assert [unit.name for unit in number.units] == ["day", "days"]
    assert ([answer.text for answer in words.answers], words.typos) == (["PIO", "officer"], 1)
    assert [(pair.left, pair.right) for pair in match.pairs] == [("a", "1"), ("b", "2"), ("", "3")]
    assert [(item.text, item.text_hi) for item in order.items] == [("one", ""), ("two", ""), ("three", "तीन")]
    assert (order.is_partial, order.category) == (False, "Leave")
    assert [[answer.text for answer in gap] for gap in gaps.gaps] == [["30", "thirty"], ["48"]]
    assert [option.is_fixed for option in several.options] == [False, False, True]


def test_names_the_row_and_reason_of_each_that_is_left_out():
    rows = sheet.read(
        workbook(
            ["Sum?", "single", "=1+1", "3", None, "a"],
            ["Right?", "single", "x", "y", None, "d"],
            ["Kind?", "essay", "x", "y", None, "a"],
            ["Truth?", "true/false", None, None, None, "perhaps"],
            [None, "single", "x", "y", None, "a"],
            ["Same?", "single", "x", "X", None, "a"],
            ["Fine?", "single", "x", "y", None, "a"],
        )
    )

    assert [(row.line, row.reason) for row in rows] == [
        (2, "FORMULA"),
        (3, "RIGHT_NAMES_NO_ANSWER"),
        (4, "KIND_NOT_TAKEN"),
        (5, "TRUE_OR_FALSE_EXPECTED"),
        (6, "NO_TEXT"),
        (7, "SAME_ANSWER_TWICE"),
        (8, ""),
    ]
    assert rows[0].facts == {"column": "C"}


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        sheet.read(data)
    return refused.value.reason


def test_refuses_a_bomb_before_unpacking_it():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", b"0" * (60 * 1024 * 1024))
    assert len(out.getvalue()) < 100_000

    assert refusal(out.getvalue()) == "UNPACKS_TOO_LARGE"


def test_refuses_a_workbook_of_many_parts():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for number in range(501):
            package.writestr(f"p{number}", b"")

    assert refusal(out.getvalue()) == "UNPACKS_TOO_LARGE"


def test_refuses_ten_thousand_rows():
    assert refusal(workbook(*[[f"Q{n}", "single", "x", "y", None, "a"] for n in range(10_000)])) == "TOO_MANY_QUESTIONS"


def test_refuses_entities_that_grow():
    """Billion laughs, where the rows should be."""
    good = workbook(["Fine?", "single", "x", "y", None, "a"])
    laughs = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&b;</t></si></sst>'
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(out, "w") as package:
        for part in old.namelist():
            package.writestr(part, laughs if part == "xl/worksheets/sheet1.xml" else old.read(part))

    assert refusal(out.getvalue()) == "NOT_A_WORKBOOK"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "NOT_A_WORKBOOK"),
        (b"question;a;b\n", "NOT_A_WORKBOOK"),
        (b"PK\x03\x04" + b"\x00" * 50, "NOT_A_WORKBOOK"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "OLD_OR_LOCKED_WORKBOOK"),
        (workbook(head=["frage", "a", "b"]), "COLUMNS_MISSING"),
        (workbook(), "NO_QUESTIONS"),
    ],
)
def test_refuses_the_whole_file(data, reason):
    assert refusal(data) == reason
