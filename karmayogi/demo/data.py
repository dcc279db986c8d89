"""Reading the data files that the platform brings: organisations and designations, with names in both languages.

Sources: the Government of India (Allocation of Business) Rules, 1961, and the public lists of states, institutes and
7th Central Pay Commission pay levels.
"""

import csv
from pathlib import Path

DEMO = Path(__file__).resolve().parent
DATA = DEMO.parent / "data"


def organisations() -> list[dict[str, str]]:
    """Rows of code, name, name_hi, kind and parent's code; a parent stands before its children."""
    return _rows("organisations.csv")


def designations() -> list[dict[str, str]]:
    """Rows of code, name, name_hi, pay_level and group."""
    return _rows("designations.csv")


def offices() -> list[dict[str, str]]:
    """The demo's offices: code of the organisation, how many people, of what kind, and where most come from."""
    return _rows("offices.csv", DEMO)


def names() -> list[dict[str, str]]:
    """Rows of region, place (first or last), name and name_hi."""
    return _rows("names.csv", DEMO)


def _rows(name: str, folder: Path = DATA) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
