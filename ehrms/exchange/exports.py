"""Files that leave an exchange: the refused rows, and the empty file to fill in."""

from django.utils.translation import gettext as _

from core.exports.kinds import Arguments, export_kind
from ehrms.exchange.access import get_exchange
from ehrms.exchange.actions import COLUMN_NAMES
from ehrms.exchange.models import Verdict

EMPTY_FILE = (
    "Employee code,Name,Name in Hindi,Designation,Office,E-mail,Mobile,Service,Cadre,Batch year,Group,Date of joining,"
    "Posted from,Supervisor code\r\n"
)


def _columns(arguments: Arguments) -> list[str]:
    return [_("Line"), *(str(name) for name in COLUMN_NAMES.values()), _("What is wrong")]


def _page(arguments: Arguments, after: int | None, limit: int) -> tuple[list[list[object]], int | None]:
    exchange = get_exchange(arguments["exchange"])
    rows = list(exchange.rows.filter(verdict=Verdict.REFUSED, line__gt=after or 0).order_by("line")[: limit + 1])
    shown = rows[:limit]
    lines = [
        [row.line, *(row.cells.get(column, "") for column in COLUMN_NAMES), " ".join(row.sentences())]
        for row in shown
    ]  # fmt: skip
    return list(lines), shown[-1].line if len(rows) > limit else None


REFUSED_ROWS = export_kind(
    "ehrms.exchange.refused",
    title=lambda arguments: _("Refused rows of %(file)s") % {"file": arguments["file"]},
    columns=_columns,
    page=_page,  # type: ignore[arg-type]
)
