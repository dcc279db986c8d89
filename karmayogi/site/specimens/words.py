"""What many specimens say alike."""

from datetime import UTC, datetime

from karmayogi.site.specimens.drawn import say

ANY = "00000000-0000-0000-0000-000000000000"
WHEN = datetime(2026, 11, 22, 5, 19, tzinfo=UTC)


def noting() -> str:
    return say("Noting and Drafting on e-Office", "ई-ऑफ़िस पर टिप्पणी और प्रारूपण")
