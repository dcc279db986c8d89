"""Pure decisions of the player: what comes next, and what a form of answers says."""

import re
from collections.abc import Mapping, Sequence
from uuid import UUID

QUESTION = re.compile(r"q(\d{1,3})")


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


def answers_of(fields: Mapping[str, Sequence[str]]) -> dict[int, list[int]]:
    """A posted form: q3=2 says that the second option of the third question is chosen. Other fields are not ours."""
    answers = {}
    for name, values in fields.items():
        if (match := QUESTION.fullmatch(name)) and all(re.fullmatch(r"\d{1,3}", value) for value in values):
            answers[int(match[1])] = [int(value) for value in values]
    return answers


def device_of(user_agent: str) -> str:
    """phone, tablet or computer: enough to say "from your phone", and no more is kept."""
    if re.search(r"iPad|Tablet|Android(?!.*Mobi)", user_agent):
        return "tablet"
    return "phone" if "Mobi" in user_agent else "computer"


def page_number(said: str, length: int) -> int | None:
    """A page of a document from its address; None when it is none of its pages."""
    return int(said) if re.fullmatch(r"[0-9]{1,4}", said) and 1 <= int(said) <= length else None


def uuid_of(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:
        return None
