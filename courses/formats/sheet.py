"""Questions from an XLSX sheet: one row a question, the columns named in the first row.

Columns: question, kind, a, b, c, … j, right; if wanted question_hi, a_hi …, a_reason …, reason, reason_hi, category,
tolerance, unit, typos, fixed (letters of options that stay in their place), partial (no: all or nothing).

  one answer, several answers   a, b, … the options; right: letters, "a" or "a, c"
  true or false                 right: true or false
  number                        right: the number, or several with "|" between; tolerance: "0.5" or "5%"; unit: "day | days"
  short answer                  right: the accepted answers, with "|" between
  match                         a, b, …: "left -> right"; "-> right" belongs to nothing
  order                         a, b, …: in the right order
  fill in                       question with [[1]], [[2]] as gaps; a, b, …: accepted in gap 1, 2, …, with "|" between

A workbook is a zip of XML, so it is measured before it is opened; formulas are not calculated.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from courses.formats.asking import judged
from courses.formats.questions import (
    FILL_IN,
    MATCH,
    MOST_BYTES,
    MOST_QUESTIONS,
    MULTIPLE,
    NUMERIC,
    ORDER,
    SHORT_TEXT,
    SINGLE,
    TRUE_FALSE,
    AnswerBrought,
    ItemBrought,
    OptionBrought,
    PairBrought,
    QuestionBrought,
    RowBrought,
    UnitBrought,
    true_false,
)  # fmt: skip
from courses.formats.refusals import Unreadable

MOST_UNPACKED = 20 * 1024 * 1024
MOST_PARTS = 500
MOST_COLUMNS = 60
LETTERS = "abcdefghij"
KINDS = {
    "single": SINGLE, "one answer": SINGLE, "multiple": MULTIPLE, "several answers": MULTIPLE,
    "true/false": TRUE_FALSE, "true_false": TRUE_FALSE, "true or false": TRUE_FALSE,
    "number": NUMERIC, "numeric": NUMERIC, "short answer": SHORT_TEXT, "short_text": SHORT_TEXT, "match": MATCH,
    "order": ORDER, "fill in": FILL_IN, "fill_in": FILL_IN,
}  # fmt: skip
TRUTH = {"true": True, "t": True, "सही": True, "false": False, "f": False, "गलत": False}
NO = {"no", "false", "0", "नहीं"}
NEEDED = ("question", "right")


def read(data: bytes) -> list[RowBrought]:
    """Every question of the first sheet, accepted or refused with its row number as the sheet shows it."""
    _measure(data)
    try:
        from openpyxl import load_workbook  # 10 MB, which a site that only shows pages need not hold

        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        rows = _rows(book)
        columns = _columns(next(rows, (0, []))[1])
        found = []
        for number, cells in rows:
            if number > MOST_QUESTIONS + 1:
                raise Unreadable("TOO_MANY_QUESTIONS", most=MOST_QUESTIONS)
            found.append(_row(number, cells, columns))
    except Unreadable:
        raise
    except Exception as error:  # whatever a broken workbook makes of the reader, it is the workbook's fault
        raise Unreadable("NOT_A_WORKBOOK") from error
    if not found:
        raise Unreadable("NO_QUESTIONS")
    return found


def _measure(data: bytes) -> None:
    """Refuse bombs by what the zip says of itself; reading stops at the size it says."""
    if len(data) > MOST_BYTES:
        raise Unreadable("FILE_TOO_LARGE", megabytes=MOST_BYTES // 1024 // 1024)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable("OLD_OR_LOCKED_WORKBOOK")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise Unreadable("UNPACKS_TOO_LARGE")
            if any(part.flag_bits & 1 for part in parts):
                raise Unreadable("OLD_OR_LOCKED_WORKBOOK")
            if len({part.filename for part in parts}) < len(parts):
                raise Unreadable("NOT_A_WORKBOOK")
            for part in parts:
                _refuse_entities(package.read(part))
    except (zipfile.BadZipFile, NotImplementedError, EOFError, zlib.error) as error:
        raise Unreadable("NOT_A_WORKBOOK") from error


def _refuse_entities(part: bytes) -> None:
    """A workbook's XML has no document type; one that has means to make the reader grow or look elsewhere."""
    if part.startswith((b"\xff\xfe", b"\xfe\xff")):
        part = part.decode("utf-16", "replace").encode()
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise Unreadable("NOT_A_WORKBOOK")


def _rows(book: Any) -> Iterator[tuple[int, list[Any]]]:
    """Rows that hold something, by their number; one more than may be taken, so that too many is seen."""
    sheet = book.worksheets[0]
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(max_row=MOST_QUESTIONS + 2, max_col=MOST_COLUMNS), 1):
        if any(cell.value not in (None, "") for cell in cells):
            yield number, list(cells)


def _columns(cells: list[Any]) -> dict[str, int]:
    columns = {str(cell.value).strip().lower(): place for place, cell in enumerate(cells) if cell.value is not None}
    missing = [name for name in (*NEEDED, "a", "b") if name not in columns]
    if missing:
        raise Unreadable("COLUMNS_MISSING", columns=", ".join(missing))
    return columns


def _row(number: int, cells: list[Any], columns: dict[str, int]) -> RowBrought:
    values: dict[str, str] = {}
    for name, place in columns.items():
        cell = cells[place] if place < len(cells) else None
        if cell is None or cell.value is None:
            continue
        if cell.data_type in {"f", "e"}:
            where = re.sub(r"\d", "", getattr(cell, "coordinate", "")) or name
            return RowBrought(number, _label(values), None, "FORMULA", {"column": where})
        values[name] = _text(cell.value)
    return _question(number, values)


def _question(number: int, values: dict[str, str]) -> RowBrought:
    stem, right = values.get("question", ""), values.get("right", "").lower()
    more: dict[str, Any] = {name: values.get(name, "") for name in ("reason", "reason_hi", "category")}
    more |= {"stem_hi": values.get("question_hi", ""), "is_partial": values.get("partial", "").lower() not in NO}
    said = values.get("kind", "").lower()
    kind = KINDS.get(said) if said else TRUE_FALSE if right in TRUTH else MULTIPLE if "," in right else SINGLE
    if kind is None:
        return RowBrought(number, _label(values), None, "KIND_NOT_TAKEN", {"kind": said})
    if kind == TRUE_FALSE:
        if right not in TRUTH:
            return RowBrought(number, _label(values), None, "TRUE_OR_FALSE_EXPECTED", {"said": right})
        return judged(number, true_false(stem, TRUTH[right], **more))
    if kind in (SINGLE, MULTIPLE):
        return _choice(number, kind, stem, values, more)
    return judged(number, QuestionBrought(kind, stem, **more, **_parts(kind, values)))


def _choice(number: int, kind: str, stem: str, values: dict[str, str], more: dict[str, Any]) -> RowBrought:
    given = [letter for letter in LETTERS if values.get(letter)]
    marked, fixed = _letters(values.get("right", "")), _letters(values.get("fixed", ""))
    if strange := [letter for letter in (*marked, *fixed) if letter not in given]:
        return RowBrought(number, _label(values), None, "RIGHT_NAMES_NO_ANSWER", {"said": ", ".join(strange)})
    options = tuple(
        OptionBrought(
            values[at], at in marked, values.get(f"{at}_hi", ""), values.get(f"{at}_reason", ""), is_fixed=at in fixed
        )
        for at in given
    )
    return judged(number, QuestionBrought(kind, stem, options, **more))


def _parts(kind: str, values: dict[str, str]) -> dict[str, Any]:
    """What a kind without options holds."""
    given = [(values[letter], values.get(f"{letter}_hi", "")) for letter in LETTERS if values.get(letter)]
    typos: dict[str, Any] = {"typos": int(values["typos"]) if values.get("typos", "").isdecimal() else 0}
    if kind == MATCH:
        sides = [(*_sides(text), *_sides(hindi)) for text, hindi in given]
        return {"pairs": tuple(PairBrought(left, right, left_hi, right_hi) for left, right, left_hi, right_hi in sides)}
    if kind == ORDER:
        return {"items": tuple(ItemBrought(text, hindi) for text, hindi in given)}
    if kind == FILL_IN:
        return {"gaps": tuple(tuple(AnswerBrought(text) for text in _listed(cell)) for cell, _hindi in given), **typos}
    if kind == NUMERIC:
        said = values.get("tolerance", "0")
        tolerance: dict[str, Any] = {
            "tolerance": said.removesuffix("%").strip() or "0",
            "is_percent": said.endswith("%"),
        }
        answers = tuple(AnswerBrought(text, **tolerance) for text in _listed(values.get("right", "")))
        return {"answers": answers, "units": tuple(UnitBrought(name) for name in _listed(values.get("unit", "")))}
    return {"answers": tuple(AnswerBrought(text) for text in _listed(values.get("right", ""))), **typos}


def _letters(said: str) -> list[str]:
    return [letter.strip() for letter in re.split(r"[,;\s]+", said.lower()) if letter.strip()]


def _listed(said: str) -> list[str]:
    return [text.strip() for text in said.split("|") if text.strip()]


def _sides(said: str) -> tuple[str, str]:
    left, arrow, right = re.sub("→", "->", said).partition("->")
    return (left.strip(), right.strip()) if arrow else (said.strip(), "")


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _label(values: dict[str, str]) -> str:
    return values.get("question", "")[:80]
