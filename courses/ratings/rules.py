"""Pure decisions about ratings."""

from datetime import datetime, timedelta

LOWEST, HIGHEST = 1, 5
LONGEST_WORDS = 1000
SHORTEST_REPLY = 10
CHANGEABLE = timedelta(days=30)


def refusal(stars: int, words: str) -> str | None:
    """Why a rating cannot be taken as it is; None when it can."""
    if not LOWEST <= stars <= HIGHEST:
        return "STARS_MISSING"
    if len(words) > LONGEST_WORDS:
        return "TOO_LONG"
    return None


def may_change(rated_at: datetime, at: datetime) -> bool:
    return at - rated_at <= CHANGEABLE


def initials(name: str) -> str:
    """Asha Verma: A. V."""
    return " ".join(f"{part[0].upper()}." for part in name.split())
