"""Reading the data files that the platform brings: organisations and designations, with names in both languages.

Sources: the Government of India (Allocation of Business) Rules, 1961, and the public lists of states, institutes and
7th Central Pay Commission pay levels.
"""

import csv
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"


def organisations() -> list[dict[str, str]]:
    """Rows of code, name, name_hi, kind and parent's code; a parent stands before its children."""
    return _rows("organisations.csv")


def designations() -> list[dict[str, str]]:
    """Rows of code, name, name_hi, pay_level and group."""
    return _rows("designations.csv")


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
