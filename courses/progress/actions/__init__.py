"""Everything that moves a learner's progress."""

from courses.progress.actions.completing import complete_resource, settle
from courses.progress.actions.facts import Fact, Reached, fold
from courses.progress.actions.reading import open_resource, read, submit_attempt, time_left
from courses.progress.actions.refusals import ProgressRefused

__all__ = [
    "Fact",
    "ProgressRefused",
    "Reached",
    "complete_resource",
    "fold",
    "open_resource",
    "read",
    "settle",
    "submit_attempt",
    "time_left",
]
