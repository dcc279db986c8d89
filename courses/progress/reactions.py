"""What a learner's records do when something happened; subscribed in karmayogi/reactions.py, run as the platform."""

from collections.abc import Sequence

from core.tenancy.homes import Moved, follow_moves
from courses.accommodations.models import Accommodation
from courses.attempts.models import Answer, Attempt, LateAnswer
from courses.enrolment.models import Assignment, Completion, Enrolment
from courses.progress.models import ProgressBatch, ProgressSession, ResourceProgress

# Every personal row of the learner below certificates, which follow by a reaction of their own.
FOLLOWING = (
    Enrolment, Assignment, Completion, Accommodation, Attempt, Answer, LateAnswer, ProgressSession, ProgressBatch,
    ResourceProgress,
)  # fmt: skip


def follow_transfers(events: Sequence[Moved]) -> None:
    """OfficialTransferred: what people who moved have learnt opens to their new organisation."""
    follow_moves(events, FOLLOWING)
