"""A question version as the marking knows it."""

from dataclasses import dataclass, field
from typing import Any

FULL, LEFT_OUT = "full", "left_out"  # courses.questions.models.Treatment


@dataclass(frozen=True, slots=True)
class PoolQuestion:
    """With its key. `options` and `body` as in `courses.questions.models.QuestionVersion`.

    `treatment`, `keys`: of one that was corrected: what happens to it, and the keys that count in place of its own, each
    laid out as this one was asked (see rekeying). The last is the newest.
    """

    id: int
    kind: str
    stem: str
    stem_hi: str
    options: list[dict[str, Any]]
    reason: str = ""
    reason_hi: str = ""
    body: dict[str, Any] = field(default_factory=dict)
    is_partial: bool = False
    treatment: str = ""
    keys: "tuple[PoolQuestion, ...]" = ()

    @property
    def key(self) -> "PoolQuestion":
        """The newest."""
        return self.keys[-1] if self.keys else self

    @property
    def is_withdrawn(self) -> bool:
        """It was wrong beyond a key: it is not asked again where others can be, and none of its answers is the right one."""
        return self.treatment in (FULL, LEFT_OUT)
