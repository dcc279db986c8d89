"""What a cell may hold, so that opening the file in a spreadsheet runs nothing."""

import re
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

INDIA = ZoneInfo("Asia/Kolkata")
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

Cell = str | int | float


def safe(value: object) -> Cell:
    """Numbers stay numbers; text that a spreadsheet would take for a formula gets an apostrophe before it.

    Times are shown in Indian time.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, int | float):
        return value
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, datetime):
        return f"{value.astimezone(INDIA):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    guarded = f"'{text}" if text.startswith(STARTS_A_FORMULA) else text
    return UNPRINTABLE.sub("", guarded)
