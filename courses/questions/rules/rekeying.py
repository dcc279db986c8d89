"""Another key for a question that was asked: what may differ is the key, never what learners saw. Pure."""

import json
from dataclasses import replace
from typing import Any

from courses.formats.questions import FILL_IN, MATCH, ORDER, PairBrought, QuestionBrought
from courses.questions.rules.layout import lefts_of, rights_of
from courses.questions.rules.shapes import PoolQuestion


def is_as_asked(asked: QuestionBrought, now: QuestionBrought) -> bool:
    """Whether learners would have seen the same. Accepted numbers and words are no part of it; options and sides are."""
    return _seen(asked) == _seen(now)


def _seen(one: QuestionBrought) -> tuple[Any, ...]:
    options = tuple((option.text, option.text_hi) for option in one.options)
    lefts = tuple((pair.left, pair.left_hi) for pair in one.pairs if pair.left)
    rights = {(pair.right, pair.right_hi) for pair in one.pairs}
    items = {(item.text, item.text_hi) for item in one.items}
    gaps = len(one.gaps) if one.kind == FILL_IN else 0
    return one.kind, one.stem, one.stem_hi, one.is_partial, options, lefts, rights, items, gaps


def with_spare_rights(asked: QuestionBrought, now: QuestionBrought) -> QuestionBrought:
    """Right sides that belong to nothing now stand without a left one; which they are follows from the others."""
    if now.kind != MATCH:
        return now
    pairs = tuple(pair for pair in now.pairs if pair.left)
    used = {pair.right for pair in pairs}
    rights = dict((pair.right, pair.right_hi) for pair in asked.pairs)
    spare = tuple(PairBrought("", text, "", hindi) for text, hindi in rights.items() if text not in used)
    return replace(now, pairs=pairs + spare)


def rekeyed(asked: PoolQuestion, key: PoolQuestion) -> PoolQuestion:
    """The key of a later wording, laid out as the question was asked: its id and places decide what a response says."""
    options = [option | {"id": was["id"]} for was, option in zip(asked.options, key.options, strict=True)]
    body = key.body
    if asked.kind == MATCH:
        rights = {pair["left"]: pair for pair in lefts_of(key.body)}
        body = {"pairs": [rights[pair["left"]] for pair in lefts_of(asked.body)], "rights": rights_of(asked.body)}
    elif asked.kind == ORDER:
        order = [item["text"] for item in key.body["items"]]
        items = asked.body["items"]
        body = {"items": items, "ranks": [order.index(item["text"]) + 1 for item in items]}
    return replace(key, id=asked.id, options=options, body=body, treatment="", keys=())


def marks_alike(one: PoolQuestion, other: PoolQuestion) -> bool:
    """Whether every answer earns the same by both. What is told about answers does not matter."""
    if one.is_withdrawn or other.is_withdrawn:
        return one.treatment == other.treatment
    return _keys(one) == _keys(other)


def _keys(one: PoolQuestion) -> set[str]:
    keys = one.keys or (rekeyed(one, one),)
    return {json.dumps([_bare(key.options), _bare(key.body)], sort_keys=True) for key in keys}


def _bare(part: Any) -> Any:
    if isinstance(part, dict):
        told = ("reason", "reason_hi", "is_fixed")
        return {name: _bare(value) for name, value in part.items() if name not in told and value not in ("", False)}
    return [_bare(one) for one in part] if isinstance(part, list | tuple) else part
