"""Drawing a paper: which questions, in which order, and what of each is shown."""

import random
from collections.abc import Mapping, Sequence
from typing import Any

from courses.questions.rules.layout import lefts_of, order_of, rights_of
from courses.questions.rules.shapes import PoolQuestion


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
            "is_partial": question.is_partial,
            "options": _shown(question, chance, is_shuffled),
            **_parts(question, seed),
        }
        for question in chosen
    ]


def _parts(question: PoolQuestion, seed: int) -> dict[str, Any]:
    """What a kind without options shows: an allow-list. What has to be found out is shuffled always."""
    body = question.body
    if question.kind == "numeric":
        return {"units": [unit["name"] for unit in body.get("units", ())], "is_unit_needed": body["is_unit_needed"]}
    if question.kind == "match":
        rights = rights_of(body)
        return {
            "lefts": [{"text": pair["left"], "text_hi": pair.get("left_hi", "")} for pair in lefts_of(body)],
            "rights": [rights[number - 1] for number in order_of(seed, question.id, len(rights))],
        }
    if question.kind == "order":
        items = body["items"]
        shown = [items[number - 1] for number in order_of(seed, question.id, len(items))]
        return {"items": [{"text": item["text"], "text_hi": item.get("text_hi", "")} for item in shown]}
    if question.kind == "fill_in":
        return {"gaps": len(body["gaps"])}
    return {}


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
