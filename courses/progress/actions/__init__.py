"""Everything that moves a learner's progress."""

from courses.progress.actions.completing import complete_resource, settle
from courses.progress.actions.correcting import follow_correction
from courses.progress.actions.facts import Fact, Reached, fold
from courses.progress.actions.reading import open_resource, read, standing
from courses.progress.actions.refusals import ProgressRefused
from courses.progress.actions.sitting import check_answer, start_attempt, submit_attempt, unread_before, unread_refusal

__all__ = [
    "Fact",
    "ProgressRefused",
    "Reached",
    "check_answer",
    "complete_resource",
    "fold",
    "follow_correction",
    "open_resource",
    "read",
    "settle",
    "standing",
    "start_attempt",
    "submit_attempt",
    "unread_before",
    "unread_refusal",
]
