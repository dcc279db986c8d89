"""Starting, working on, cancelling and resuming jobs."""

from core.jobs.actions.cancelling import CancellationRefused, cancel
from core.jobs.actions.resuming import resume_stalled
from core.jobs.actions.starting import start
from core.jobs.actions.working import work

__all__ = ["CancellationRefused", "cancel", "resume_stalled", "start", "work"]
