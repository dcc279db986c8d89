"""The body of a commit: what a part of a package says, in the words of the standard, made into values.

Every field may be left out: then it stays as it was. Text is cut to what is kept; what cannot be read says nothing.
"""

from math import isfinite
from typing import Any
from uuid import UUID

import msgspec

from courses.formats.scorm.durations import seconds
from courses.progress.rules import LONGEST
from courses.scorm import rules
from courses.scorm.actions.committing import Commit
from courses.scorm.rules import Said

INTERACTION_KINDS = (
    "true-false", "choice", "fill-in", "long-fill-in", "likert", "matching", "performance", "sequencing", "numeric",
    "other",
)  # fmt: skip
EXITS = ("suspend", "normal", "logout", "time-out")
Numeric = float | str | None


class Score(msgspec.Struct, rename={"low": "min", "high": "max"}):
    scaled: Numeric = None
    raw: Numeric = None
    low: Numeric = None
    high: Numeric = None


class Objective(msgspec.Struct):
    id: str = ""
    status: str = ""
    success: str = ""
    measure: Numeric = None
    description: str = ""
    score: Score = msgspec.field(default_factory=Score)


class Interaction(msgspec.Struct):
    number: int
    id: str = ""
    type: str = ""
    response: str = ""
    result: str = ""
    weighting: Numeric = None
    latency: str = ""
    description: str = ""
    correct: list[str] = []


class Values(msgspec.Struct):
    """What the part says of itself: `lesson_status` in 1.2; `completion_status` and `success_status` in 2004."""

    session: UUID
    sequence: int
    active: int = 0
    lesson_status: str = ""
    completion_status: str = ""
    success_status: str = ""
    score: Score = msgspec.field(default_factory=Score)
    measure: Numeric = None
    location: str | None = None
    suspend_data: str | None = None
    exit: str | None = None
    session_time: str = ""
    objectives: list[Objective] | None = None
    interactions: list[Interaction] = []
    preferences: dict[str, str] | None = None


class TrialBody(Values, forbid_unknown_fields=True, kw_only=True):
    part: str


class CommitBody(TrialBody, forbid_unknown_fields=True, kw_only=True):
    enrolment: UUID
    resource: UUID


class Unsuitable(ValueError):  # noqa: N818
    """A value outside what a player can send."""


def commit_of(body: TrialBody) -> Commit:
    """Raises Unsuitable."""
    if not 1 <= body.sequence < 2**31 or not 0 <= body.active <= LONGEST or not 1 <= len(body.part) <= 255:
        raise Unsuitable("sequence, active, part")
    if len(body.suspend_data or "") > rules.MOST_SUSPENDED or len(body.location or "") > rules.MOST_LOCATION:
        raise Unsuitable("suspend_data, location")
    if len(body.interactions) > rules.MOST_INTERACTIONS or len(body.objectives or ()) > rules.MOST_OBJECTIVES:
        raise Unsuitable("interactions, objectives")
    if any(not 0 <= one.number <= rules.MOST_INTERACTION_NUMBER for one in body.interactions):
        raise Unsuitable("interactions")
    edition = "1.2" if body.lesson_status else "2004"
    completion, success = rules.statuses(
        edition, lesson=body.lesson_status, completion=body.completion_status, success=body.success_status
    )
    scaled, raw, low, high = (_number(getattr(body.score, name)) for name in ("scaled", "raw", "low", "high"))
    measure = _number(body.measure)
    return Commit(
        sco=_text(body.part, 255),
        session=body.session,
        sequence=body.sequence,
        said=Said(
            completion=completion,
            success=success,
            score=rules.percent_score(scaled=scaled, raw=raw, low=low, high=high),
            measure=None if measure is None else max(0.0, min(1.0, measure)),
        ),
        active=body.active,
        said_seconds=min(seconds(body.session_time[:40]), LONGEST),
        location=_optional(body.location, rules.MOST_LOCATION),
        suspend_data=_optional(body.suspend_data, rules.MOST_SUSPENDED),
        exit=None if body.exit is None else body.exit if body.exit in EXITS else "",
        score_raw=raw,
        score_min=low,
        score_max=high,
        objectives=None if body.objectives is None else [_objective(one) for one in body.objectives],
        preferences=None
        if body.preferences is None
        else {_text(name, 40): _text(value, 250) for name, value in list(body.preferences.items())[:10]},
        interactions=list({one.number: _interaction(one) for one in body.interactions}.values()),
    )


def _objective(said: Objective) -> dict[str, Any]:
    score = {name: number for name, number in _score(said.score).items() if number is not None}
    found = {
        "id": _text(said.id, 4000), "status": _text(said.status, 20), "success": _text(said.success, 20),
        "measure": _number(said.measure), "description": _text(said.description, 250), "score": score,
    }  # fmt: skip
    return {name: value for name, value in found.items() if value not in (None, "", {})}


def _score(said: Score) -> dict[str, float | None]:
    return {
        "scaled": _number(said.scaled), "raw": _number(said.raw), "min": _number(said.low), "max": _number(said.high)
    }  # fmt: skip


def _interaction(said: Interaction) -> dict[str, Any]:
    return {
        "number": said.number,
        "identifier": _text(said.id, 4000),
        "kind": said.type if said.type in INTERACTION_KINDS else "",
        "response": _text(said.response, 8000),
        "correct": [_text(pattern, 2000) for pattern in said.correct[:20]],
        "result": _text(said.result, 20),
        "weighting": _number(said.weighting),
        "latency": seconds(said.latency[:40]) if said.latency else None,
        "description": _text(said.description, 250),
    }


def _number(said: Numeric) -> float | None:
    """Packages send numbers as text."""
    try:
        value = float(said) if said not in (None, "") else None  # type: ignore[arg-type]
    except ValueError:
        return None
    return value if value is not None and isfinite(value) and abs(value) < 1e9 else None


def _optional(said: str | None, most: int) -> str | None:
    return None if said is None else _text(said, most)


def _text(said: str, most: int) -> str:
    """Without what no database keeps: NUL, and halves of letters."""
    return said.replace("\x00", "").encode("utf-8", "replace").decode()[:most]
