"""Where a page of the search ends, as a word in an address. It holds what the reader saw and opens nothing."""

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass

NEWEST, RELEVANCE, SHORTEST = "newest", "relevance", "shortest"
SORTS = (RELEVANCE, NEWEST, SHORTEST)
MOST = 2**62


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in one order. `tier`: how well the row matches. `key`: microseconds of its publication, or its minutes."""

    sort: str
    tier: int
    key: int
    offering_id: int

    def __str__(self) -> str:
        plain = f"{self.sort[0]}.{self.tier}.{self.key}.{self.offering_id}"
        return urlsafe_b64encode(plain.encode()).decode().rstrip("=")


def cursor_of(text: str, sort: str) -> Cursor | None:
    """The place a word stands for; None when it is none, or one in another order."""
    try:
        plain = urlsafe_b64decode(text[:120] + "=" * (-len(text[:120]) % 4)).decode("ascii")
        letter, tier, key, offering_id = plain.split(".")
        cursor = Cursor(sort, int(tier), int(key), int(offering_id))
    except (binascii.Error, UnicodeDecodeError, UnicodeEncodeError, ValueError):
        return None
    is_sound = letter == sort[0] and 0 <= cursor.tier < 10 and 0 <= cursor.key < MOST and 0 < cursor.offering_id < MOST
    return cursor if is_sound else None
