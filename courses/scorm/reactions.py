"""What is kept of packages when something happened; subscribed in karmayogi/reactions.py, run as the platform."""

from collections.abc import Sequence

from core.tenancy.homes import Moved, follow_moves
from courses.scorm.models import ScoInteraction, ScoSession, ScoState

FOLLOWING = (ScoSession, ScoState, ScoInteraction)


def follow_transfers(events: Sequence[Moved]) -> None:
    """OfficialTransferred: what people who moved have done in packages opens to their new organisation."""
    follow_moves(events, FOLLOWING)
