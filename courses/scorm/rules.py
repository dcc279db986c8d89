"""When is a package done, and what may be started? Pure decisions on values.

What a package says of itself is a claim: the code that says so runs in the learner's browser. It is believed together
with what the server saw by itself: which parts were opened, and how long they were active by its own clock.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

STATUS, SCORE, VISITED = "status", "score", "visited"
POLICIES = (STATUS, SCORE, VISITED)
LOCATION_LIMITS = {"1.2": 255, "2004": 1000}  # characters that the standard grants
SUSPEND_LIMITS = {"1.2": 4096, "2004": 64_000}
MOST_SUSPENDED = 64_000  # that are kept, of any edition: many packages for 1.2 need more than 4,096
MOST_LOCATION = 1000
MOST_INTERACTIONS = 200  # in one commit
MOST_INTERACTION_NUMBER = 5000  # of one session
MOST_OBJECTIVES = 200
MOST_LOGGED = 50  # commits that a trial shows
PACKAGE_SHARE = 0.25  # of the author's minutes: the shortest active time in which a package can have been learnt


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the package that can be started, as its manifest lists it."""

    identifier: str
    title: str
    prerequisites: str = ""
    is_choice: bool = True
    is_forward_only: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What one part has said so far; the best of it, for nothing goes backwards. `score`: percent."""

    completion: str = "unknown"  # unknown, incomplete, completed
    success: str = "unknown"  # unknown, failed, passed
    score: int | None = None
    measure: float | None = None  # of progress, 0 to 1
    is_asset: bool = False  # it has no word of its own: shown is done


@dataclass(frozen=True, slots=True)
class Terms:
    """`minutes`: the author's. `pass_score`: percent, of the policy SCORE."""

    policy: str
    pass_score: int | None
    minutes: int


@dataclass(frozen=True, slots=True)
class Decision:
    """`missing`: (identifier of the part, reason), in the order of the package. `seconds_left`: of active time."""

    is_done: bool
    percent: int
    missing: tuple[tuple[str, str], ...] = ()
    seconds_left: int = 0
    score: int | None = None


def decide(terms: Terms, pieces: Sequence[Piece], said: Mapping[str, Said], active_seconds: int) -> Decision:
    """By the package's policy, and never sooner than its least time."""
    states = [(piece.identifier, said.get(piece.identifier)) for piece in pieces]
    if terms.policy == SCORE:
        missing = _score_missing(states, terms.pass_score or 0)
    else:
        why = _status_reason if terms.policy == STATUS else _visit_reason
        missing = tuple((identifier, reason) for identifier, state in states if (reason := why(state)))
    left = max(0, least_seconds(terms.minutes) - active_seconds)
    is_done = bool(pieces) and not missing and not left
    scores = [state.score for _identifier, state in states if state is not None and state.score is not None]
    return Decision(
        is_done=is_done,
        percent=100 if is_done else min(99, _percent(states, missing)),
        missing=missing,
        seconds_left=left,
        score=round(sum(scores) / len(scores)) if scores else None,
    )


def least_seconds(minutes: int) -> int:
    return max(5, ceil(minutes * 60 * PACKAGE_SHARE))


def _status_reason(state: Said | None) -> str:
    """Every part must call itself completed or passed; one that failed is not done, whatever else it says."""
    if state is None:
        return "NOT_OPENED"
    if state.is_asset:
        return ""
    if state.success == "failed":
        return "FAILED"
    return "" if state.completion == "completed" or state.success == "passed" else "NOT_COMPLETED"


def _visit_reason(state: Said | None) -> str:
    return "" if state is not None else "NOT_OPENED"


def _score_missing(states: Sequence[tuple[str, Said | None]], needed: int) -> tuple[tuple[str, str], ...]:
    """Every part must have been opened, one score must have been sent, and all that were must reach the mark.

    A part need not send one; but were the unopened left out, the first part's score would stand for the whole.
    """
    has_score = any(state is not None and state.score is not None for _name, state in states)
    reasons = [(name, _score_reason(state, needed, has_score)) for name, state in states]
    return tuple((name, reason) for name, reason in reasons if reason)


def _score_reason(state: Said | None, needed: int, has_score: bool) -> str:
    if state is None:
        return "NOT_OPENED"
    if state.score is None:
        return "" if has_score else "NO_SCORE"
    return "" if state.score >= needed else "SCORE_TOO_LOW"


def _percent(states: Sequence[tuple[str, Said | None]], missing: Sequence[tuple[str, str]]) -> int:
    """How much of the package is done, to show: a part that was begun counts for what it says, at least a tenth."""
    if not states:
        return 0
    lacking = {name for name, _reason in missing}
    total = sum(1.0 if name not in lacking else _begun(state) for name, state in states)
    return int(total / len(states) * 100)


def _begun(state: Said | None) -> float:
    if state is None:
        return 0.0
    return min(0.9, max(0.1, state.measure or 0.0))


def merged(old: Said | None, new: Said) -> Said:
    """The best of both, as the statement of the commit keeps it."""
    if old is None:
        return new
    scores = [score for score in (old.score, new.score) if score is not None]
    measures = [measure for measure in (old.measure, new.measure) if measure is not None]
    return replace(
        new,
        completion=max(old.completion, new.completion, key=("unknown", "incomplete", "completed").index),
        success=max(old.success, new.success, key=("unknown", "failed", "passed").index),
        score=max(scores, default=None),
        measure=max(measures, default=None),
    )


def percent_score(*, scaled: float | None, raw: float | None, low: float | None, high: float | None) -> int | None:
    """A score in percent, from what the package sent: scaled (2004), else raw within its bounds, else raw of 100."""
    if scaled is not None:
        return max(0, min(100, round(scaled * 100)))
    if raw is None:
        return None
    bottom, top = low or 0.0, high if high is not None else 100.0
    if top <= bottom:
        return None
    return max(0, min(100, round((raw - bottom) / (top - bottom) * 100)))


def statuses(edition: str, *, lesson: str = "", completion: str = "", success: str = "") -> tuple[str, str]:
    """(completion, success) from the one status of 1.2 or the two of 2004. Unknown words say nothing."""
    if edition == "1.2":
        both = {
            "passed": ("completed", "passed"),
            "completed": ("completed", "unknown"),
            "failed": ("incomplete", "failed"),
            "incomplete": ("incomplete", "unknown"),
            "browsed": ("incomplete", "unknown"),
        }
        return both.get(lesson.lower(), ("unknown", "unknown"))
    return (
        completion if completion in ("completed", "incomplete") else "unknown",
        success if success in ("passed", "failed") else "unknown",
    )


def lesson_status(said: Said | None) -> str:
    """The one status that 1.2 reads back."""
    if said is None:
        return "not attempted"
    if said.success in ("passed", "failed"):
        return said.success
    return said.completion if said.completion != "unknown" else "incomplete"


def remarks(edition: str, *, location: int, suspended: int) -> list[str]:
    """What a package sent that its own standard does not grant; kept all the same, and said on the test page."""
    found = []
    if suspended > SUSPEND_LIMITS[edition]:
        found.append("SUSPEND_DATA_LONG")
    if location > LOCATION_LIMITS[edition]:
        found.append("LOCATION_LONG")
    return found


TOKEN = re.compile(r'\s*(?:([&|~()=,*{}]|<>)|"([^"]*)"|([^\s&|~()=,*{}<>"]+))')


class _Unclear(Exception):  # noqa: N818
    """A prerequisite that cannot be read."""


def may_start(piece: Piece, pieces: Sequence[Piece], said: Mapping[str, Said]) -> bool:
    """`prerequisites` of 1.2 (AICC script): A, A&B, A|B, ~A, A=passed, 2*{A,B,C}.

    One that is unclear, or names a part that there is not, blocks nobody.
    """
    if not piece.prerequisites.strip():
        return True
    known: dict[str, Said | None] = {other.identifier: said.get(other.identifier) for other in pieces}
    try:
        value, rest = _either(_tokens(piece.prerequisites), known)
    except (_Unclear, RecursionError):
        return True
    return value if not rest else True


def _tokens(text: str) -> list[str]:
    found, place = [], 0
    text = text.rstrip()
    while place < len(text):
        if (match := TOKEN.match(text, place)) is None:
            raise _Unclear
        found.append(match[1] or match[2] or match[3] or "")
        place = match.end()
    return found


def _either(tokens: list[str], said: Mapping[str, Said | None]) -> tuple[bool, list[str]]:
    value, rest = _both(tokens, said)
    while rest and rest[0] == "|":
        other, rest = _both(rest[1:], said)
        value = value or other
    return value, rest


def _both(tokens: list[str], said: Mapping[str, Said | None]) -> tuple[bool, list[str]]:
    value, rest = _one(tokens, said)
    while rest and rest[0] == "&":
        other, rest = _one(rest[1:], said)
        value = value and other
    return value, rest


def _one(tokens: list[str], said: Mapping[str, Said | None]) -> tuple[bool, list[str]]:
    if not tokens:
        raise _Unclear
    head, rest = tokens[0], tokens[1:]
    if head == "~":
        value, rest = _one(rest, said)
        return not value, rest
    if head == "(":
        value, rest = _either(rest, said)
        if rest[:1] != [")"]:
            raise _Unclear
        return value, rest[1:]
    if rest[:2] == ["*", "{"] and head.isdigit():
        return _some(int(head), rest[2:], said)
    if head not in said:
        raise _Unclear
    state = said[head]
    if rest[:1] in (["="], ["<>"]) and len(rest) > 1:
        is_so = _is(state, rest[1].lower())
        return (is_so if rest[0] == "=" else not is_so), rest[2:]
    return _is(state, "completed") or _is(state, "passed"), rest


def _some(needed: int, tokens: list[str], said: Mapping[str, Said | None]) -> tuple[bool, list[str]]:
    values = []
    rest = tokens
    while True:
        value, rest = _either(rest, said)
        values.append(value)
        if rest[:1] == ["}"]:
            return sum(values) >= needed, rest[1:]
        if rest[:1] != [","]:
            raise _Unclear
        rest = rest[1:]


def _is(state: Said | None, status: str) -> bool:
    if state is None:
        return status in ("not attempted", "n")
    words = {"p": "passed", "c": "completed", "f": "failed", "i": "incomplete"}
    status = words.get(status, status)
    return status in (state.completion, state.success) or (status == "completed" and state.is_asset)


def may_pick(pieces: Sequence[Piece], said: Mapping[str, Said], identifier: str, current: str = "") -> bool:
    """May the learner start this part from the menu? Where choice is off (2004), only what follows, or was opened."""
    order = [piece.identifier for piece in pieces]
    if identifier not in order:
        return False
    place = order.index(identifier)
    piece = pieces[place]
    if not may_start(piece, pieces, said):
        return False
    if piece.is_choice:
        return True
    if piece.is_forward_only and current in order and place < order.index(current):
        return False
    return place == 0 or identifier in said or order[place - 1] in said
