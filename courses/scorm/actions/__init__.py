"""Every write of a package that is learnt or tried."""

from courses.scorm.actions.committing import Commit, Committed, commit
from courses.scorm.actions.refusals import PackageRefused
from courses.scorm.actions.trying import forget_trial, try_out

__all__ = ["Commit", "Committed", "PackageRefused", "commit", "forget_trial", "try_out"]
