"""Decisions about mobile numbers."""

import re

SEPARATORS = re.compile(r"[\s().-]")
INDIAN = re.compile(r"(?:\+91|91|0)?([6-9]\d{9})")


def mobile(typed: str) -> str:
    """The number as it is stored, "+919876543210": ten digits are Indian, others are written with + and their country.

    What is no number comes back without its separators, to be refused by the field.
    """
    number = SEPARATORS.sub("", typed)
    return f"+91{match[1]}" if (match := INDIAN.fullmatch(number)) else number
