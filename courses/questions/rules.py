"""Drawing a paper from a pool, and marking it. Pure: the seed decides, so a paper can be drawn again and compared."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class PoolQuestion:
    """A question version as the marking knows it."""

    id: int
    kind: str
    stem: str
    stem_hi: str
    options: list[dict[str, Any]]
    reason: str = ""
    reason_hi: str = ""


def draw(
    pool: Sequence[PoolQuestion], *, pick: int, seed: int, is_shuffled: bool, seen: Mapping[int, int] | None = None
) -> list[dict[str, Any]]:
    """The paper a learner gets: questions least seen by this learner first, then by chance. No key is in it."""
    chance = random.Random(seed)  # noqa: S311 (the seed is the server's secret; nobody guesses it from a paper)
    seen = seen or {}
    in_chance_order = sorted(pool, key=lambda question: question.id)
    chance.shuffle(in_chance_order)
    chosen = sorted(in_chance_order, key=lambda question: seen.get(question.id, 0))[:pick]
    if is_shuffled:
        chance.shuffle(chosen)
    else:
        order = {question.id: place for place, question in enumerate(pool)}
        chosen.sort(key=lambda question: order[question.id])
    return [
        {
            "version": question.id,
            "kind": question.kind,
            "stem": question.stem,
            "stem_hi": question.stem_hi,
            "options": _shown(question, chance, is_shuffled),
        }
        for question in chosen
    ]


def _shown(question: PoolQuestion, chance: random.Random, is_shuffled: bool) -> list[dict[str, str]]:
    """Options without their key. One marked `is_fixed` ("all of these") keeps its place; true and false never move."""
    options = list(question.options)
    if is_shuffled and question.kind != "true_false":
        free = [place for place, option in enumerate(options) if not option.get("is_fixed")]
        moved = [options[place] for place in free]
        chance.shuffle(moved)
        for place, option in zip(free, moved, strict=True):
            options[place] = option
    return [{"id": option["id"], "text": option["text"], "text_hi": option.get("text_hi", "")} for option in options]


def is_correct(question: PoolQuestion, chosen: Sequence[str]) -> bool:
    """Exactly the right options, no more and no fewer. An unanswered question is not correct."""
    return set(chosen) == {option["id"] for option in question.options if option.get("is_correct")}


def reasons(question: PoolQuestion, chosen: Sequence[str], *, reveal: str) -> dict[str, list[str]]:
    """What the learner may read about a question answered wrongly, by language; never which option was right."""
    if reveal != "reasons" or is_correct(question, chosen):
        return {}
    picked = [option for option in question.options if option["id"] in chosen and not option.get("is_correct")]
    english = [option["reason"] for option in picked if option.get("reason")]
    hindi = [option.get("reason_hi") or option["reason"] for option in picked if option.get("reason")]
    if question.reason:
        english.append(question.reason)
        hindi.append(question.reason_hi or question.reason)
    return {"en": english, "hi": hindi}


def score(correct: int, total: int) -> int:
    """Percent, rounded down, so that nobody passes by rounding."""
    return correct * 100 // total if total else 0
