"""What is taken from a package, and what it means. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

VERBS = ("attempted", "answered", "progressed", "completed", "passed", "failed")
ENDING = ("completed", "passed", "answered")  # of the whole: it is done. A single question is done when answered
MOST_STATES = 256 * 1024  # letters of all that a package keeps for one learner
MOST_PARTS = 500
LONGEST_NAME = 64  # of a part, of a kind of data
MOST_STATEMENTS = 50  # in one request
MOST_KEPT = 3000  # of one enrolment in one resource


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as it came, in our words."""

    sequence: int
    verb: str
    part: str = ""
    score: float | None = None
    most: float | None = None
    is_success: bool | None = None
    response: str = ""


def are_states(states: Any) -> bool:
    """Whether it has the shape {part: {kind: text}} and is not too much."""
    if not isinstance(states, Mapping) or len(states) > MOST_PARTS:
        return False
    total = 0
    for part, kinds in states.items():
        if not isinstance(part, str) or len(part) > LONGEST_NAME or not isinstance(kinds, Mapping):
            return False
        for kind, text in kinds.items():
            if not isinstance(kind, str) or len(kind) > LONGEST_NAME or not isinstance(text, str) or "\x00" in text:
                return False
            total += len(part) + len(kind) + len(text)
    return total <= MOST_STATES
