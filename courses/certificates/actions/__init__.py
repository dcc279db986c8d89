"""Every write to certificates."""

from courses.certificates.actions.drawing import draw
from courses.certificates.actions.following import follow_transfer
from courses.certificates.actions.issuing import IssueRefused, issue
from courses.certificates.actions.revoking import RevocationRefused, revoke

__all__ = ["IssueRefused", "RevocationRefused", "draw", "follow_transfer", "issue", "revoke"]
