"""Starting an attempt, keeping its answers, marking it. The key is read only here, as the platform role."""

from courses.attempts.actions.answering import Saved, save_answers
from courses.attempts.actions.marking import mark
from courses.attempts.actions.practising import Checked, check
from courses.attempts.actions.refusals import AttemptRefused
from courses.attempts.actions.starting import give_more_time, start

__all__ = ["AttemptRefused", "Checked", "Saved", "check", "give_more_time", "mark", "save_answers", "start"]
