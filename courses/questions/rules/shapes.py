"""A question version as the marking knows it."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class PoolQuestion:
    """With its key. `options` and `body` as in `courses.questions.models.QuestionVersion`."""

    id: int
    kind: str
    stem: str
    stem_hi: str
    options: list[dict[str, Any]]
    reason: str = ""
    reason_hi: str = ""
    body: dict[str, Any] = field(default_factory=dict)
    is_partial: bool = False
