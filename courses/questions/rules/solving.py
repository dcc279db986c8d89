"""The right answer as a learner would have given it in one attempt. For made-up sittings and for proving the marking."""

from typing import Any

from courses.questions.rules.layout import lefts_of, order_of, ranks_of, right_numbers, rights_of
from courses.questions.rules.shapes import PoolQuestion


def solve(key: PoolQuestion, *, seed: int) -> dict[str, Any]:
    """A response that earns all."""
    key = key.key
    body = key.body
    if key.options:
        return {"chosen": [option["id"] for option in key.options if option.get("is_correct")]}
    if key.kind == "match":
        shown = order_of(seed, key.id, len(rights_of(body)))
        numbers = right_numbers(body)
        return {"pairs": {str(n): shown.index(numbers[n - 1]) + 1 for n in range(1, len(lefts_of(body)) + 1)}}
    if key.kind == "order":
        ranks, shown = ranks_of(body), order_of(seed, key.id, len(body["items"]))
        return {"pairs": {str(n): ranks[number - 1] for n, number in enumerate(shown, 1)}}
    if key.kind == "fill_in":
        return {"gaps": [_full(gap["answers"])["text"] for gap in body["gaps"]]}
    if key.kind == "numeric":
        unit = f" {body['units'][0]['name']}" if body["is_unit_needed"] else ""
        return {"text": f"{_full(body['answers'])['value']}{unit}"}
    return {"text": _full(body["answers"])["text"]}


def _full(answers: list[dict[str, Any]]) -> dict[str, Any]:
    return next(answer for answer in answers if answer["credit"] == "100")
