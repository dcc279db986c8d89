"""Decisions about mobile numbers, and what a browser calls itself."""

import re

SEPARATORS = re.compile(r"[\s().-]")
INDIAN = re.compile(r"(?:\+91|91|0)?([6-9]\d{9})")


def mobile(typed: str) -> str:
    """The number as it is stored, "+919876543210": ten digits are Indian, others are written with + and their country.

    What is no number comes back without its separators, to be refused by the field.
    """
    number = SEPARATORS.sub("", typed)
    return f"+91{match[1]}" if (match := INDIAN.fullmatch(number)) else number


# The first that its name for itself contains; each names those before it too (Edge says Chrome, Chrome says Safari).
BROWSERS = (
    ("EdgiOS/", "Edge"), ("EdgA/", "Edge"), ("Edg/", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"),
    ("FxiOS/", "Firefox"), ("Firefox/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("iPad", "iPad"), ("iPhone", "iPhone"), ("Android", "Android"), ("CrOS", "ChromeOS"), ("Windows", "Windows"),
    ("Mac OS X", "macOS"), ("Linux", "Linux"),
)  # fmt: skip


def browser_and_system(user_agent: str) -> tuple[str, str]:
    """("Firefox", "Android"); what is not known is empty."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "")
    return browser, next((name for mark, name in SYSTEMS if mark in user_agent), "")
