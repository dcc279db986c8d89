"""In which order the parts of a question stand in one attempt. Never kept: made again from the attempt's secret seed."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any


def order_of(seed: int, version: int, count: int) -> list[int]:
    """Numbers of parts, from 1, in shown order. The same for ever: a hash, not a library's shuffle, decides."""
    return sorted(range(1, count + 1), key=lambda number: sha256(f"{seed} {version} {number}".encode("ascii")).digest())


def lefts_of(body: dict[str, Any]) -> list[dict[str, Any]]:
    """The pairs to be found, in the author's order. A pair without a left side only adds a wrong right side."""
    return [pair for pair in body["pairs"] if pair["left"]]


def rights_of(body: dict[str, Any]) -> list[dict[str, str]]:
    """The distinct right sides; the number of one is its place here, from 1. A corrected key says how they stood."""
    if "rights" in body:
        return list(body["rights"])
    found: dict[str, dict[str, str]] = {}
    for pair in body["pairs"]:
        found.setdefault(pair["right"], {"text": pair["right"], "text_hi": pair.get("right_hi", "")})
    return list(found.values())


def right_numbers(body: dict[str, Any]) -> list[int]:
    """For each left side the number of its right one."""
    texts = [right["text"] for right in rights_of(body)]
    return [texts.index(pair["right"]) + 1 for pair in lefts_of(body)]


def ranks_of(body: dict[str, Any]) -> list[int]:
    """For each item, by its number, its place in the right order. Items stand in it, but for those of a corrected key."""
    return body.get("ranks") or list(range(1, len(body["items"]) + 1))


def meant(places: Sequence[int], place: int) -> int | None:
    """The number of the part that stood at the shown place."""
    return places[place - 1] if 1 <= place <= len(places) else None
