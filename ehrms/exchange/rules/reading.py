"""Reading a table of text from bytes: which encoding, which delimiter, and whether it is a table of text at all."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

MAX_BYTES = 10 * 1024 * 1024
MAX_CELL = 2000

# How files of other kinds begin, whatever their name says.
SIGNATURES = {
    b"PK\x03\x04": "SPREADSHEET_OR_ZIP",
    b"PK\x05\x06": "SPREADSHEET_OR_ZIP",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "OLD_SPREADSHEET",
    b"%PDF-": "PDF",
    b"\x1f\x8b": "ARCHIVE",
    b"Rar!": "ARCHIVE",
    b"7z\xbc\xaf": "ARCHIVE",
    b"\x89PNG": "PICTURE",
    b"\xff\xd8\xff": "PICTURE",
    b"GIF8": "PICTURE",
    b"MZ\x90\x00": "PROGRAM",
    b"\x7fELF": "PROGRAM",
}
WEB_PAGE = (b"<!doctype", b"<html", b"<?xml", b"<svg", b"<script", b"<table")  # in any case, after blanks and a mark


class Unreadable(Exception):  # noqa: N818 (an answer, turned into a refusal by the action)
    """The bytes are not a table of text, for one reason."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Form:
    """How a file's bytes become cells."""

    encoding: str
    delimiter: str


def form_of(content: bytes) -> Form:
    """Detect encoding and delimiter, or say why the file cannot be read."""
    if not content.strip():
        raise Unreadable("EMPTY")
    if len(content) > MAX_BYTES:
        raise Unreadable("TOO_LARGE")
    for signature, reason in SIGNATURES.items():
        if content.startswith(signature):
            raise Unreadable(reason)
    if content[:200].removeprefix(codecs.BOM_UTF8).lstrip().lower().startswith(WEB_PAGE):
        raise Unreadable("WEB_PAGE")
    encoding = _encoding(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable("NOT_TEXT") from None
    if "\x00" in text:
        raise Unreadable("NUL_BYTES")
    if not text.strip("\ufeff \r\n\t"):
        raise Unreadable("EMPTY")
    return Form(encoding, _delimiter(text))


def rows_of(content: bytes, form: Form, after_line: int = 0) -> Iterator[tuple[int, list[str]]]:
    """The header, then each row beyond a line that is not empty, with its line number; a quoted cell may span lines."""
    stream = io.TextIOWrapper(io.BytesIO(content), encoding=form.encoding, newline="")
    reader = csv.reader(stream, delimiter=form.delimiter, strict=False)
    csv.field_size_limit(MAX_BYTES)
    before = 0
    is_header_read = False
    try:
        for row in reader:
            line, before = before + 1, reader.line_num
            if is_header_read and line <= after_line:
                continue
            cells = [text_of(cell) for cell in row]
            if any(cells):
                is_header_read = True
                yield line, cells
    except csv.Error:
        raise Unreadable("BROKEN_QUOTES") from None


def text_of(cell: str) -> str:
    """A cell as text. `="0012"`, by which spreadsheets keep leading zeros, is 0012; other formulas stay as they are."""
    if not cell:
        return cell
    cell = " ".join(cell.replace("\ufeff", "").split())
    if len(cell) >= 3 and cell.startswith('="') and cell.endswith('"') and '"' not in cell[2:-1]:
        cell = cell[2:-1].strip()
    return cell[:MAX_CELL]


def _encoding(content: bytes) -> str:
    if content.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    # UTF-16 without a mark: the header is Latin or Devanagari, delimiters and line ends always have a zero byte.
    head = content[:2000]
    odd, even = head[1::2].count(0), head[0::2].count(0)
    if odd > len(head) // 8 and even == 0:
        return "utf-16-le"
    if even > len(head) // 8 and odd == 0:
        return "utf-16-be"
    return "utf-8"


def _delimiter(text: str) -> str:
    """The sign that stands most often in the first line, outside quotes."""
    header = next((line for line in text.lstrip("\ufeff").splitlines() if line.strip()), "")
    outside = "".join(header.split('"')[0::2])
    return max((",", ";", "\t"), key=outside.count)
