"""Pure decisions about the catalogue."""

import re

AREAS = ("behavioural", "functional", "domain")
TIMES: dict[str, tuple[int, int]] = {"30": (0, 30), "60": (31, 60), "180": (61, 180), "more": (181, 100_000)}
WORD = re.compile(r"[^\W_]+(?:[\u0900-\u097f]+[^\W_]*)*", re.UNICODE)
MOST_WORDS = 8


def words_of(text: str) -> list[str]:
    """The words of a search, in lower case; Devanagari vowel signs stay with their letters."""
    return [word.lower() for word in WORD.findall(text)][:MOST_WORDS]


def prefix_query(text: str) -> str:
    """A tsquery in which every word is the beginning of one: "note dra" -> "note:* & dra:*"."""
    return " & ".join(f"{word}:*" for word in words_of(text))
