"""Pure decisions of the player: what comes next, and what a form of answers says."""

import json
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from courses.questions.rules import NotAnAnswer, Said, kept

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
WHEN = re.compile(r"said([0-9]{1,3})")
QUESTION = re.compile(r"q([0-9]{1,3})(?:\.([0-9]{1,2}))?")


def next_uuid(order: Sequence[str], done: set[str], after: str | None = None) -> str | None:
    """The first unfinished resource after the given one, else the first unfinished at all; None when all are done."""
    start = order.index(after) + 1 if after in order else 0  # type: ignore[arg-type]
    for uuid in [*order[start:], *order[:start]]:
        if uuid not in done:
            return uuid
    return None


def neighbours(order: Sequence[str], uuid: str) -> tuple[str | None, str | None]:
    place = order.index(uuid)
    return (order[place - 1] if place else None, order[place + 1] if place + 1 < len(order) else None)


def answers_of(fields: Mapping[str, Sequence[str]], kinds: Sequence[str]) -> dict[int, Said]:
    """A posted form, in the shapes of `courses.questions.rules.responses`. `kinds`: of the questions, in their order.

    q3=2: the second option of the third question; q3=text: what was written; q3.1=4: in its first row or gap. A question
    named by `asked` that says nothing is emptied: a form does not send boxes that are not ticked. Other fields are not
    ours.
    """
    parts: dict[int, dict[int, list[str]]] = {}
    for name in fields.get("asked", ()):
        if re.fullmatch(r"[0-9]{1,3}", name):
            parts[int(name)] = {}
    for name, values in fields.items():
        if match := QUESTION.fullmatch(name):
            parts.setdefault(int(match[1]), {})[int(match[2] or 0)] = list(values)
    answers: dict[int, Said] = {}
    for position, said in parts.items():
        kind = kinds[position - 1] if 1 <= position <= len(kinds) else "single"
        answer = _said(kind, said)
        if answer is not None:
            answers[position] = answer
    return answers


def _said(kind: str, parts: Mapping[int, Sequence[str]]) -> Said | None:
    """None: the form speaks of another kind, so nothing is said about this question."""
    if kind in ("numeric", "short_text"):
        return parts[0][0] if parts.get(0) else "" if not parts else None
    if kind == "fill_in":
        return [parts[number][0] if parts.get(number) else "" for number in range(1, max(parts, default=0) + 1)]
    numbers = {part: [value for value in values if value] for part, values in parts.items()}
    if not all(re.fullmatch(r"[0-9]{1,3}", value) for values in numbers.values() for value in values):
        return None
    if kind in ("match", "order"):
        return {str(part): int(values[0]) for part, values in numbers.items() if part and values}
    return [int(value) for value in numbers.get(0, ())]


def print_of(response: Mapping[str, Any]) -> str:
    """Tells two answers apart; short enough for a field of a form."""
    return sha256(json.dumps(response, sort_keys=True).encode()).hexdigest()[:16]


def changed(
    answers: Mapping[int, Said], fields: Mapping[str, Sequence[str]], questions: Sequence[Mapping[str, Any]]
) -> dict[int, Said]:
    """Without what the page only repeats: `was3` says which answer the third question had when the page was made.

    So a page left open in another tab takes nothing back that was answered since. What was changed on the page by hand
    (`said3`) is no repetition, whatever it says.
    """
    found, said_now = {}, said_at(fields)
    for position, said in answers.items():
        was = fields.get(f"was{position}")
        if was and position not in said_now and 1 <= position <= len(questions):
            with suppress(NotAnAnswer):  # for the action to refuse in words
                if print_of(kept(questions[position - 1], said)) == was[0]:
                    continue
        found[position] = said
    return found


def said_at(fields: Mapping[str, Sequence[str]]) -> dict[int, datetime]:
    """`said3`: when the third question was answered, in milliseconds of our clock as the device knew it."""
    return {
        int(match[1]): EPOCH + timedelta(milliseconds=int(values[0]))
        for name, values in fields.items()
        if (match := WHEN.fullmatch(name)) and values and re.fullmatch(r"[0-9]{1,14}", values[0])
    }


def millis(at: datetime) -> int:
    """As a page is told of a time, to tell it back."""
    return (at - EPOCH) // timedelta(milliseconds=1)


def device_of(user_agent: str) -> str:
    """phone, tablet or computer: enough to say "from your phone", and no more is kept."""
    if re.search(r"iPad|Tablet|Android(?!.*Mobi)", user_agent):
        return "tablet"
    return "phone" if "Mobi" in user_agent else "computer"


THOUSANDTHS = 10_000  # a place in a text is kept as this plus thousandths of it; below it are seconds, from before


def share_of(position: int) -> int:
    """How far a reader of a text is, in percent."""
    return max(0, min(1000, position - THOUSANDTHS)) // 10 if position >= THOUSANDTHS else 0


def page_number(said: str, length: int) -> int | None:
    """A page of a document from its address; None when it is none of its pages."""
    return int(said) if re.fullmatch(r"[0-9]{1,4}", said) and 1 <= int(said) <= length else None


def uuid_of(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:
        return None
