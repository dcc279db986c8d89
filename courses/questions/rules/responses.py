"""What a learner says to a question: from the shape of a form or a call to the shape that is kept.

Said (places as the paper shows them, from 1):       Kept in `Answer.response`:
  single, true_false, multiple   [2] or [1, 3]        {"chosen": [ids of options]}
  numeric, short_text            "30 days"            {"text": "30 days"}
  match                          {"1": 3, "2": 1}     {"pairs": {"1": 3, "2": 1}}   left side -> right side
  order                          {"1": 2, "2": 1}     {"pairs": {"1": 2, "2": 1}}   item -> its place in the order
  fill_in                        ["a", ""]            {"gaps": ["a", ""]}

Nothing said is {}. Places are the attempt's own: whoever reads a response without the attempt's seed learns no key.
"""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from courses.questions.rules.words import LONGEST

Said = Sequence[int] | str | Sequence[str] | Mapping[str, int]


class NotAnAnswer(ValueError):  # noqa: N818 (what was said, named as the doors say it)
    """What was said cannot be an answer to this question; `reason` is the code of the refusal."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def kept(question: Mapping[str, Any], said: Said) -> dict[str, Any]:
    """`question` as the paper holds it. Raises NotAnAnswer."""
    return KEPT[question["kind"]](question, said)


def is_complete(question: Mapping[str, Any], response: Mapping[str, Any]) -> bool:
    """Every part has an answer. For an order: and no two items stand at one place."""
    kind = question["kind"]
    if kind == "fill_in":
        return len(response.get("gaps", ())) == question["gaps"] and all(response["gaps"])
    if kind == "match":
        return len(response.get("pairs", ())) == len(question["lefts"])
    if kind == "order":
        return len(set(response.get("pairs", {}).values())) == len(question["items"])
    return any(response.values())


def _choice(question: Mapping[str, Any], said: Said) -> dict[str, Any]:
    if isinstance(said, str | Mapping) or not all(type(place) is int for place in said):
        raise NotAnAnswer("PLACES_EXPECTED")
    places = sorted({int(place) for place in said})
    if question["kind"] != "multiple" and len(places) > 1:
        raise NotAnAnswer("ONE_ANSWER_ONLY")
    if not all(1 <= place <= len(question["options"]) for place in places):
        raise NotAnAnswer("NO_SUCH_OPTION")
    return {"chosen": [question["options"][place - 1]["id"] for place in places]} if places else {}


def _text(question: Mapping[str, Any], said: Said) -> dict[str, Any]:
    if not isinstance(said, str):
        raise NotAnAnswer("TEXT_EXPECTED")
    text = _line(said)
    return {"text": text} if text else {}


def _gaps(question: Mapping[str, Any], said: Said) -> dict[str, Any]:
    if isinstance(said, str | Mapping) or not all(isinstance(text, str) for text in said):
        raise NotAnAnswer("TEXTS_EXPECTED")
    if len(said) > question["gaps"]:
        raise NotAnAnswer("NO_SUCH_GAP")
    texts = [_line(str(text)) for text in said]
    texts += [""] * (question["gaps"] - len(texts))
    return {"gaps": texts} if any(texts) else {}


def _match(question: Mapping[str, Any], said: Said) -> dict[str, Any]:
    return _pairs(said, len(question["lefts"]), len(question["rights"]))


def _order(question: Mapping[str, Any], said: Said) -> dict[str, Any]:
    return _pairs(said, len(question["items"]), len(question["items"]))


def _pairs(said: Said, lefts: int, rights: int) -> dict[str, Any]:
    if not isinstance(said, Mapping) or not all(type(place) is int for place in said.values()):
        raise NotAnAnswer("PAIRS_EXPECTED")
    names = {str(number) for number in range(1, lefts + 1)}
    if not set(said) <= names or not all(1 <= place <= rights for place in said.values()):
        raise NotAnAnswer("NO_SUCH_PAIR")
    return {"pairs": {left: said[left] for left in sorted(said, key=int)}} if said else {}


def _line(text: str) -> str:
    """One line without control characters, as it is compared and shown again."""
    if len(text) > LONGEST:
        raise NotAnAnswer("ANSWER_TOO_LONG")
    return " ".join("".join(letter if unicodedata.category(letter) != "Cc" else " " for letter in text).split())


KEPT: dict[str, Callable[[Mapping[str, Any], Said], dict[str, Any]]] = {
    "single": _choice,
    "true_false": _choice,
    "multiple": _choice,
    "numeric": _text,
    "short_text": _text,
    "match": _match,
    "order": _order,
    "fill_in": _gaps,
}
