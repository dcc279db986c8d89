"""Pure decisions on postings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

MOST_AHEAD = timedelta(days=92)  # orders come weeks before they take effect; what is later was mistyped


@dataclass(frozen=True, slots=True)
class Held:
    """A posting as the rules see it; `until` is exclusive, None while it lasts."""

    organisation_id: int
    designation_id: int
    since: date
    until: date | None = None


def posting_refusal(
    history: list[Held], since: date, today: date, person_id: int, supervisor_id: int | None
) -> str | None:
    """Why a new, open-ended posting may not begin on `since`; None when it may."""
    if supervisor_id is not None and supervisor_id == person_id:
        return "OWN_SUPERVISOR"
    if since > today + MOST_AHEAD:
        return "TOO_FAR_AHEAD"
    if any(held.since >= since for held in history):
        return "BEFORE_THE_LAST_POSTING"
    if any(held.until is not None and held.until > since for held in history):
        return "OVERLAPS"
    return None


def is_within(acting_for: int | None, *paths: Sequence[int]) -> bool:
    """Whether organisations, by their paths, lie at or below the one acted for. The platform acts for none: everywhere."""
    return acting_for is None or all(acting_for in path for path in paths)
