"""What packages keep goes with its learner; subscribed in karmayogi/reactions.py, run as the platform."""

from collections.abc import Sequence

from core.tenancy.homes import Moved, follow_moves
from courses.h5p.models import H5PState, H5PStatement


def follow_transfers(events: Sequence[Moved]) -> None:
    """OfficialTransferred: what was kept opens to the new organisation."""
    follow_moves(events, (H5PState, H5PStatement))
