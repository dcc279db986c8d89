"""What a part of a package is told when it starts: who learns, where it was left, what it may ask of us.

In the words of the model of its edition, for the library that plays the API in the browser. Pure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from courses.formats.scorm import durations
from courses.scorm.rules import Said, lesson_status

NO_LIMIT = "continue,no message"


@dataclass(frozen=True, slots=True)
class Memory:
    """What one part left behind. `seconds`: of all its sessions together."""

    said: Said | None = None
    location: str = ""
    suspend_data: str = ""
    exit: str = ""
    score_raw: float | None = None
    score_min: float | None = None
    score_max: float | None = None
    objectives: Sequence[Mapping[str, Any]] = ()
    preferences: Mapping[str, Any] = field(default_factory=dict)
    seconds: int = 0


def entry(memory: Memory) -> str:
    """A session that ended without a word (a closed browser) is gone on with as if it had been suspended."""
    if memory.said is None:
        return "ab-initio"
    has_memory = bool(memory.suspend_data or memory.location)
    return "resume" if memory.exit == "suspend" or (memory.exit == "" and has_memory) else ""


def cmi(edition: str, part: Mapping[str, Any], memory: Memory, *, learner_id: str, learner_name: str) -> dict[str, Any]:
    about = (_of_12 if edition == "1.2" else _of_2004)(part, memory)
    names = ("student_id", "student_name") if edition == "1.2" else ("learner_id", "learner_name")
    (about["core"] if edition == "1.2" else about).update(zip(names, (learner_id, learner_name[:250]), strict=True))
    return about


def _of_12(part: Mapping[str, Any], memory: Memory) -> dict[str, Any]:
    return {
        "core": _filled(
            credit="credit",
            lesson_mode="normal",
            entry=entry(memory),
            lesson_status=lesson_status(memory.said) if memory.said else "",
            lesson_location=memory.location[:255],
            total_time=durations.said(memory.seconds, "1.2"),
            score=_filled(raw=_text(memory.score_raw), min=_text(memory.score_min), max=_text(memory.score_max)),
        ),
        "suspend_data": memory.suspend_data,
        "launch_data": part.get("launch_data", ""),
        "student_data": _filled(
            mastery_score=_text(part.get("mastery_score")),
            max_time_allowed=part.get("max_time", ""),
            time_limit_action=part.get("time_limit_action", ""),
        ),
        "student_preference": _known(memory.preferences, ("audio", "language", "speed", "text")),
        "objectives": [
            _filled(id=row.get("id"), status=row.get("status"), score=_score(row)) for row in memory.objectives
        ],
    }


def _of_2004(part: Mapping[str, Any], memory: Memory) -> dict[str, Any]:
    said = memory.said or Said()
    scaled = _text(said.score / 100) if said.score is not None else ""
    return _filled(
        credit="credit",
        mode="normal",
        entry=entry(memory),
        completion_status=said.completion,
        success_status=said.success,
        progress_measure=_text(said.measure),
        score=_filled(
            scaled=scaled, raw=_text(memory.score_raw), min=_text(memory.score_min), max=_text(memory.score_max)
        ),
        location=memory.location[:1000],
        suspend_data=memory.suspend_data,
        launch_data=part.get("launch_data", ""),
        total_time=durations.said(memory.seconds, "2004"),
        scaled_passing_score=_text(part.get("passing_score")),
        completion_threshold=_text(part.get("completion_threshold")),
        max_time_allowed=part.get("max_time", ""),
        time_limit_action=part.get("time_limit_action") or NO_LIMIT,
        learner_preference=_known(
            memory.preferences, ("audio_level", "language", "delivery_speed", "audio_captioning")
        ),
        objectives=[
            _filled(
                id=row.get("id"), completion_status=row.get("status"), success_status=row.get("success"),
                progress_measure=_text(row.get("measure")), description=row.get("description"), score=_score(row),
            )
            for row in memory.objectives
        ],
    )  # fmt: skip


def _score(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _text(value) for name, value in (row.get("score") or {}).items() if name in _SCORE}


_SCORE = ("scaled", "raw", "min", "max")


def _known(values: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    return _filled(**{name: values.get(name) for name in names})


def _filled(**values: Any) -> dict[str, Any]:
    """Without what says nothing: the library takes an empty value for a wrong one."""
    return {name: value for name, value in values.items() if value not in (None, "", {}, [])}


def _text(number: object) -> str:
    if number is None or number == "":
        return ""
    return f"{float(str(number)):g}"
