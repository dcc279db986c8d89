"""Writing a table as CSV or XLSX. Every export goes through here."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from django.utils.translation import gettext as _

from core.exports.rules import INDIA, safe

CSV, XLSX = "csv", "xlsx"
CONTENT_TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Table:
    """What is written. `rows` may be a generator: it is read once, row by row."""

    title: str
    columns: Sequence[str]
    rows: Iterable[Sequence[object]]
    requested_by: str
    as_of: datetime

    def lines(self) -> Iterator[list[object]]:
        """The head that says what this is, for whom and as of when; then the table."""
        yield [safe(self.title)]
        yield [_("Requested by"), safe(self.requested_by)]
        yield [_("As of"), f"{self.as_of.astimezone(INDIA):%Y-%m-%d %H:%M} IST"]
        yield []
        yield [safe(column) for column in self.columns]
        for row in self.rows:
            yield [safe(value) for value in row]


def csv_pieces(table: Table) -> Iterator[bytes]:
    """UTF-8 with a byte order mark, which Excel needs to read Hindi; in pieces of some hundred lines."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    buffer.write("\ufeff")
    for number, line in enumerate(table.lines(), start=1):
        writer.writerow(line)
        if number % 500 == 0:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def write(table: Table, file_format: str, target: IO[bytes]) -> None:
    """Write the whole table to an open file, row by row."""
    if file_format == CSV:
        for piece in csv_pieces(table):
            target.write(piece)
        return
    from openpyxl import Workbook  # see courses/formats/sheet.py: workers write files

    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Export"))
    for line in table.lines():
        sheet.append(line)
    book.save(target)


def written(table: Table, file_format: str) -> bytes:
    """The whole table at once, for tables within the cap of a page."""
    target = io.BytesIO()
    write(table, file_format, target)
    return target.getvalue()
