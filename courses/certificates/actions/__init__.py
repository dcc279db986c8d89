"""Every write to certificates."""

from courses.certificates.actions.archiving import (
    ArchiveRefused,
    chosen,
    draw_missing,
    hand_out,
    start_archive,
    write_proofs,
)
from courses.certificates.actions.correcting import (
    CorrectionRefused,
    DecisionRefused,
    ask_for_correction,
    decide_correction,
)
from courses.certificates.actions.drawing import draw
from courses.certificates.actions.following import follow_merge, follow_transfer
from courses.certificates.actions.issuing import IssueRefused, issue
from courses.certificates.actions.reissuing import ReissueRefused, content_when_reissued, reissue
from courses.certificates.actions.revoking import RevocationRefused, revoke

__all__ = [
    "ArchiveRefused",
    "CorrectionRefused",
    "DecisionRefused",
    "IssueRefused",
    "ReissueRefused",
    "RevocationRefused",
    "ask_for_correction",
    "chosen",
    "content_when_reissued",
    "decide_correction",
    "draw",
    "draw_missing",
    "follow_merge",
    "follow_transfer",
    "hand_out",
    "issue",
    "reissue",
    "revoke",
    "start_archive",
    "write_proofs",
]
