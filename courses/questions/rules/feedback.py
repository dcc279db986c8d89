"""What a learner may read about an answer after the hand-in."""

from collections.abc import Mapping
from typing import Any

from courses.questions.rules.marking import ALL, mark, numeric_answer, worded_answer
from courses.questions.rules.shapes import PoolQuestion


def reasons(key: PoolQuestion, response: Mapping[str, Any], *, seed: int, reveal: str) -> dict[str, list[str]]:
    """About a question not answered rightly, by language; never which answer was right."""
    if reveal != "reasons" or key.is_withdrawn or mark(key, response, seed=seed) == ALL:
        return {}
    key = key.key
    said = [part for part in _said(key, response) if part.get("reason")]
    english = [part["reason"] for part in said]
    hindi = [part.get("reason_hi") or part["reason"] for part in said]
    if key.reason:
        english.append(key.reason)
        hindi.append(key.reason_hi or key.reason)
    return {"en": english, "hi": hindi}


def _said(key: PoolQuestion, response: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What was chosen or written and has words of its own: wrong options, and answers that are right in part."""
    if key.options:
        chosen = response.get("chosen", ())
        return [
            option
            for option in key.options
            if option["id"] in chosen and (not option.get("is_correct") or option.get("weight"))
        ]
    found = None
    if key.kind == "numeric":
        found = numeric_answer(key, response)
    elif key.kind == "short_text" and response.get("text"):
        found = worded_answer(key.body, key.body["answers"], response["text"])
    return [found] if found else []
