"""When is a resource done, when a course, and how sure is that? Pure decisions on values.

A completion rule is a tree: {"all": [...]}, {"any": [...]}, {"at_least": 2, "of": [...]}; its leaves are
{"resource": "<uuid>"}.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from math import ceil
from typing import Any
from zoneinfo import ZoneInfo

from courses.catalogue.rules import FILED, TIMED

READING_SHARE = 0.25  # of the author's minutes: the fastest reading that counts
SEEN_SHARE = 0.95  # of a video's seconds or a document's pages
MOST_FACTS = 100  # in one request
MOST_PIECES = 400  # that what was seen of a resource may consist of; more is a program's work, and slow to add to
LONGEST = 36_000  # seconds or pages of one resource
IDLE_SECONDS = 300  # a player that was silent for longer has not been watched all the while
UNSENT_SECONDS = 15  # that a player may have seen since its last report
DAY_MOST_SECONDS = 8 * 60 * 60  # of learning time counted in one day
PAGE_SECONDS = 60  # of learning time, at most, for a page of a document
INDIA = ZoneInfo("Asia/Kolkata")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A resource of the version with what this enrolment has reached in it. A practice quiz is of kind "practice"."""

    uuid: str
    kind: str
    minutes: int
    is_complete: bool
    share: float = 0.0  # of it done, 0 to 1
    score: int | None = None
    is_required: bool = True
    is_seen: bool = True  # False: its learner says so, and no player saw it


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rule says now. `missing`: (resource uuid, reason) in the order of the course."""

    is_complete: bool
    percent: int
    missing: tuple[tuple[str, str], ...] = ()
    grade: str = "C"
    score: int | None = None


def judge(rule: Mapping[str, Any], leaves: Mapping[str, Leaf]) -> Verdict:
    """Decide by the tree; an empty one asks for every required resource. 100 percent is kept for what is complete."""
    node = _weigh(rule or everything_required(leaves), leaves)
    percent = 100 if node.is_complete else min(99, int(node.done / node.total * 100) if node.total else 0)
    quizzes = [leaf for uuid in node.satisfied if (leaf := leaves[uuid]).kind == "quiz" and leaf.is_complete]
    return Verdict(
        is_complete=node.is_complete,
        percent=percent,
        missing=() if node.is_complete else tuple((uuid, _why(leaves.get(uuid))) for uuid in node.missing),
        grade=_grade([leaves[uuid] for uuid in node.satisfied]),
        score=quizzes[-1].score if quizzes else None,
    )


def _grade(leaves: Sequence[Leaf]) -> str:
    """B: passed a test that the server timed and marked. C: watched and read, as the player saw. D: by their own word."""
    if any(leaf.kind == "quiz" for leaf in leaves):
        return "B"
    return "C" if all(leaf.is_seen for leaf in leaves) else "D"


def everything_required(leaves: Mapping[str, Leaf]) -> dict[str, Any]:
    return {"all": [{"resource": leaf.uuid} for leaf in leaves.values() if leaf.is_required]}


@dataclass(slots=True)
class _Node:
    is_complete: bool
    done: float
    total: float
    missing: list[str] = field(default_factory=list)
    satisfied: list[str] = field(default_factory=list)


def _weigh(rule: Mapping[str, Any], leaves: Mapping[str, Leaf]) -> _Node:
    if "resource" in rule:
        leaf = leaves.get(rule["resource"])
        if leaf is None:  # a rule that names nothing can never be met; publishing refuses it
            return _Node(False, 0, 1, [rule["resource"]])
        weight = max(1, leaf.minutes)
        if leaf.is_complete:
            return _Node(True, weight, weight, [], [leaf.uuid])
        return _Node(False, weight * min(leaf.share, 0.99), weight, [leaf.uuid])
    if "all" in rule:
        children, wanted = [_weigh(child, leaves) for child in rule["all"]], len(rule["all"])
    elif "any" in rule:
        children, wanted = [_weigh(child, leaves) for child in rule["any"]], 1
    else:
        children, wanted = [_weigh(child, leaves) for child in rule.get("of", [])], int(rule.get("at_least", 1))
    nearest = sorted(
        range(len(children)), key=lambda i: -(children[i].done / children[i].total if children[i].total else 0)
    )
    counted = [children[i] for i in sorted(nearest[:wanted])]
    return _Node(
        is_complete=len(counted) >= wanted and bool(children) and all(node.is_complete for node in counted),
        done=sum(node.done for node in counted),
        total=sum(node.total for node in counted),
        missing=[uuid for node in counted if not node.is_complete for uuid in node.missing],
        satisfied=[uuid for node in children for uuid in node.satisfied],
    )


def _why(leaf: Leaf | None) -> str:
    if leaf is None:
        return "GONE"
    if leaf.kind == "quiz":
        return "NOT_PASSED" if leaf.score is not None else "NOT_TAKEN"
    return "NOT_FINISHED" if leaf.share else "NOT_STARTED"


def share(kind: str, seen: int, length: int | None, minutes: int, position: int) -> float:
    """How much of a resource is done, 0 to 1. A package of parts keeps that itself, in percent, as its position."""
    return min(position, 99) / 100 if kind == "package" and length else seen_share(kind, seen, length, minutes)


def seen_share(kind: str, seen: int, length: int | None, minutes: int) -> float:
    """How much of a resource was seen, 0 to 1. `seen`: seconds, or pages of a document."""
    whole = length if kind in FILED and length else reading_seconds(minutes)
    return min(1.0, seen / whole) if whole else 0.0


def is_seen_through(kind: str, seen: int, length: int | None) -> bool:
    """Videos and documents complete by themselves; a text needs its reader's word as well."""
    return kind in FILED and bool(length) and seen >= ceil((length or 0) * SEEN_SHARE)


def was_seen(kind: str, seen: int, length: int | None, minutes: int) -> bool:
    """Whether what is done was seen to be done, and is not its learner's word alone.

    A text that a player was heard of from: then the player decided how long it took. A practice whose questions took at
    least a quick reader's time. What a package says is bounded by the clock when it says it.
    """
    if kind == "practice":
        return seen >= reading_seconds(minutes)
    return kind == "package" or (kind == "text" and seen > 0) or is_seen_through(kind, seen, length)


def reading_seconds(minutes: int) -> int:
    """The shortest time in which a text of so many minutes counts as read."""
    return max(5, ceil(minutes * 60 * READING_SHARE))


def seconds_of_parts(parts: Iterable[tuple[str, int, int | None]]) -> int:
    """What parts take of the clock, all together: (kind, minutes, length) each."""
    return sum(needed_seconds(kind, minutes, length) for kind, minutes, length in parts)


def needed_seconds(kind: str, minutes: int, length: int | None) -> int:
    """What a part takes where nobody saw it done: a film or recording its length, the rest as long as a quick reader."""
    if kind in TIMED and length:
        return ceil(length * SEEN_SHARE)
    if kind == "pdf" and length:
        return max(reading_seconds(minutes), length * 2)
    return reading_seconds(minutes)


@dataclass(frozen=True, slots=True)
class Standing:
    """A part whose learner says that it is done. `seen`: seconds or pages; `since`: seconds since it was last opened;
    `silent`: since its player was last heard of, None when it was not since then; `others`: the clock that parts of the
    same person took that were done since."""

    kind: str
    minutes: int
    length: int | None
    seen: int = 0
    since: float = 0
    silent: float | None = None
    others: int = 0

    @property
    def is_watched(self) -> bool:
        """Whether a player sees what is done: then it decides, and not the word. A page outside is seen by none."""
        return self.silent is not None and self.kind != "link"

    @property
    def seconds_left(self) -> int:
        """Until "done" is believed, by the server's clock alone.

        Of what a player sees: what is missing, at the fastest speed that counts. Otherwise each part needs its own time
        since it was opened, and what was done meanwhile took its time as well: opening twenty tabs does not help.
        """
        by_clock = max(0, ceil(needed_seconds(self.kind, self.minutes, self.length) + self.others - self.since))
        if self.kind == "link" or not (self.is_watched or self.seen):
            return by_clock
        return self._unseen_seconds if self.is_watched else min(by_clock, self._unseen_seconds)

    @property
    def _unseen_seconds(self) -> int:
        if self.kind in FILED and self.length:
            missing = max(0, ceil(self.length * SEEN_SHARE) - self.seen)
            return missing * 2 if self.kind == "pdf" else ceil(missing / 2)
        return max(0, ceil(reading_seconds(self.minutes) - self.seen - min(UNSENT_SECONDS, self.silent or 0)))


def seconds_of_day(at: datetime) -> tuple[date, int]:
    """The day in India and how many of its seconds have passed: learning time is counted by days as people live them."""
    there = at.astimezone(INDIA)
    return there.date(), there.hour * 3600 + there.minute * 60 + there.second


def ranges(text: str) -> list[tuple[int, int]]:
    """Of PostgreSQL's `{[0,30),[40,60)}`."""
    return [(int(start), int(end)) for start, end in re.findall(r"\[(\d+),(\d+)\)", text)]


def on_scale(place: int, length: int, whole: int) -> int:
    """A second or page of a rendition `length` long, on the scale of its resource, `whole` of the longest rendition.

    Pieces that meet still meet, and no two seconds become one, since no rendition is longer. The statement that folds
    facts does the same.
    """
    return place * whole // length


def in_rendition(place: int, length: int, whole: int) -> int:
    """Back again, to the same second or page."""
    return -(-place * length // whole)


def page_of(position: int, length: int, whole: int) -> int:
    """The page of a rendition at a position of its resource; pages are counted from one."""
    return in_rendition(max(position, 1) - 1, length, whole) + 1


def gaps(seen: Sequence[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """What was not seen yet, as [from, to); pieces shorter than three seconds are left out while longer ones remain."""
    edges = [0, *(edge for piece in sorted(seen) for edge in piece), length]
    missing = [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if end > start]
    return [piece for piece in missing if piece[1] - piece[0] >= 3] or missing
