"""Marking one answer: the part of the question's marks that it earns, as an exact fraction.

Whole or in part, as the question says (`is_partial`):

single, true_false   the weight of the chosen option; without weights all or nothing
multiple             in part: each right option chosen adds its share of the right ones, each wrong option chosen takes
                     its share of the wrong ones, never below nothing, so that choosing everything earns nothing.
                     With weights of the author's: their sum, between nothing and all
numeric, short_text  the credit of the first accepted answer that it is
match                in part: the share of the left sides that have their right side
order                in part: the share of the items that stand at their place
fill_in              in part: the mean of the gaps' credits

Where the question is not marked in part, everything that would earn less than all earns nothing.
Compared: Moodle (weights, match, ordering by absolute position, cloze), Canvas, QTI 2.1 (`map_response`, `match_correct`).
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from courses.formats.numbers import Unit, part_of, read_amount, read_number
from courses.questions.rules.layout import lefts_of, order_of, ranks_of, right_numbers, rights_of
from courses.questions.rules.shapes import FULL, PoolQuestion
from courses.questions.rules.words import says

NOTHING, ALL = Fraction(0), Fraction(1)


def mark(key: PoolQuestion, response: Mapping[str, Any], *, seed: int) -> Fraction:
    """From 0 to 1. `seed`: the attempt's, which says what stood at each place.

    What was not answered earns nothing; an answer never earns less than nothing. Of a corrected question: the most that
    one of the keys gives that count now.
    """
    if key.treatment == FULL:
        return ALL
    if not is_answered(response):
        return NOTHING
    return max(_mark(one, response, seed) for one in key.keys or (key,))


def _mark(key: PoolQuestion, response: Mapping[str, Any], seed: int) -> Fraction:
    earned = MARKS[key.kind](key, response, seed)
    is_whole_only = key.kind in IN_PARTS and not key.is_partial
    return NOTHING if is_whole_only and earned < ALL else earned


def is_answered(response: Mapping[str, Any]) -> bool:
    """Something was said; whether to every part, `is_complete` tells."""
    return any(any(said) if isinstance(said, list) else said for said in response.values())


def score(earned: Fraction | int, total: int) -> int:
    """Percent, rounded down, so that nobody passes by rounding."""
    return int(earned * 100 // total) if total else 0


def _one(key: PoolQuestion, response: Mapping[str, Any], seed: int) -> Fraction:
    (chosen,) = response["chosen"]
    return max(NOTHING, next((_weight(option) for option in key.options if option["id"] == chosen), NOTHING))


def _weight(option: dict[str, Any]) -> Fraction:
    if option.get("weight"):
        return part_of(option["weight"])
    return ALL if option.get("is_correct") else NOTHING


def _several(key: PoolQuestion, response: Mapping[str, Any], seed: int) -> Fraction:
    chosen = set(response["chosen"])
    right = {option["id"] for option in key.options if option.get("is_correct")}
    if chosen == right:
        return ALL
    if any(option.get("weight") for option in key.options):
        found = sum((_weight(option) for option in key.options if option["id"] in chosen), NOTHING)
        return min(max(found, NOTHING), ALL)
    wrong = len(key.options) - len(right)
    lost = Fraction(len(chosen - right), wrong) if wrong else NOTHING
    return max(NOTHING, Fraction(len(chosen & right), len(right)) - lost)


def _numeric(key: PoolQuestion, response: Mapping[str, Any], seed: int) -> Fraction:
    found = numeric_answer(key, response)
    return part_of(found["credit"]) if found else NOTHING


def numeric_answer(key: PoolQuestion, response: Mapping[str, Any]) -> dict[str, Any] | None:
    """The accepted answer that it is: within the tolerance, in one of the units, or without one where that may be."""
    units = [Unit(unit["name"], read_number(unit["factor"]) or Unit("").factor) for unit in key.body.get("units", ())]
    amount = read_amount(response.get("text", ""), units)
    if amount is None or (key.body.get("is_unit_needed") and not amount.unit):
        return None
    said = Fraction(amount.value)
    for answer in key.body["answers"]:
        value, tolerance = Fraction(answer["value"]), Fraction(answer.get("tolerance") or 0)
        if answer.get("is_percent"):
            tolerance = abs(value) * tolerance / 100
        if abs(said - value) <= tolerance:
            return dict(answer)
    return None


def _short_text(key: PoolQuestion, response: Mapping[str, Any], seed: int) -> Fraction:
    found = worded_answer(key.body, key.body["answers"], response.get("text", ""))
    return part_of(found["credit"]) if found else NOTHING


def worded_answer(body: Mapping[str, Any], answers: Sequence[dict[str, Any]], said: str) -> dict[str, Any] | None:
    """The accepted answer that it is: exactly before nearly, and a number also written in another way."""
    is_case_kept = bool(body.get("is_case_kept"))
    for typos in dict.fromkeys((0, body.get("typos", 0))):
        for answer in answers:
            if says(answer["text"], said, typos=typos, is_case_kept=is_case_kept):
                return answer
    number = read_number(said)
    return next((answer for answer in answers if number is not None and read_number(answer["text"]) == number), None)


def _match(key: PoolQuestion, response: Mapping[str, Any], seed: int) -> Fraction:
    shown = order_of(seed, key.id, len(rights_of(key.body)))
    right = right_numbers(key.body)
    found = sum(shown[place - 1] == right[int(left) - 1] for left, place in response["pairs"].items())
    return Fraction(found, len(lefts_of(key.body)))


def _order(key: PoolQuestion, response: Mapping[str, Any], seed: int) -> Fraction:
    shown = order_of(seed, key.id, len(key.body["items"]))
    ranks = ranks_of(key.body)
    found = sum(ranks[shown[int(place) - 1] - 1] == rank for place, rank in response["pairs"].items())
    return Fraction(found, len(shown))


def _fill_in(key: PoolQuestion, response: Mapping[str, Any], seed: int) -> Fraction:
    earned = NOTHING
    for gap, said in zip(key.body["gaps"], response["gaps"], strict=False):
        found = worded_answer(key.body, gap["answers"], said)
        earned += part_of(found["credit"]) if found else NOTHING
    return earned / len(key.body["gaps"])


MARKS: dict[str, Callable[[PoolQuestion, Mapping[str, Any], int], Fraction]] = {
    "single": _one,
    "true_false": _one,
    "multiple": _several,
    "numeric": _numeric,
    "short_text": _short_text,
    "match": _match,
    "order": _order,
    "fill_in": _fill_in,
}
IN_PARTS = {"multiple", "match", "order", "fill_in"}  # the others earn what the author gave for that answer
