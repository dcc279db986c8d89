"""Rows of the search as a card or the endpoint takes them, and in which order they stand."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from django.db import connection

from courses.catalogue.queries.asking import EXACT, GOOD, OWN
from courses.catalogue.rules.cursors import RELEVANCE, SHORTEST, Cursor
from courses.catalogue.rules.spreads import Spread

FIELDS = (
    "uuid", "code", "kind", "title", "title_hi", "provider", "provider_hi", "minutes", "languages", "areas",
    "competencies", "summary", "summary_hi", "published_at",
)  # fmt: skip
SPREAD = "SELECT ARRAY[ones, twos, threes, fours, fives] FROM courses_ratingsummary AS sums WHERE sums.offering_id ="
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class Order:
    """In which order the rows stand, and from which place on they are wanted; as conditions of a statement."""

    sort: str
    start: Cursor | None
    is_back: bool
    parameters: dict[str, Any]

    def __post_init__(self) -> None:
        if self.start:
            is_number = self.sort == SHORTEST
            key = self.start.key if is_number else EPOCH + timedelta(microseconds=self.start.key)
            self.parameters |= {"key": key, "tier": self.start.tier, "id": self.start.offering_id}

    def tier(self) -> str:
        """3: the words stand in the title; 2: they begin or sound like words of it; 1: they stand elsewhere."""
        return f"(CASE WHEN {EXACT} THEN 3 WHEN {GOOD} THEN 2 ELSE 1 END)" if self.sort == RELEVANCE else "0"

    def by(self) -> str:
        down, up = ("ASC", "DESC") if self.is_back else ("DESC", "ASC")
        if self.sort == SHORTEST:
            return f"minutes {up}, offering_id {up}"
        return f"tier {down}, published_at {down}, offering_id {up}"

    def key(self, row: dict[str, Any]) -> tuple[Any, ...]:
        """The same order for rows that were fetched, the first one lowest."""
        if self.sort == SHORTEST:
            return row["minutes"], row["offering_id"]
        return -row["tier"], EPOCH - row["published_at"], row["offering_id"]

    def beyond(self) -> str:
        """What lies after the place, of all entries."""
        if self.start is None:
            return "true"
        after, further = ("<", ">") if self.is_back else (">", "<")
        if self.sort == SHORTEST:
            return f"(minutes, offering_id) {after} (%(key)s, %(id)s)"
        same = f"published_at {further}= %(key)s AND (published_at {further} %(key)s OR offering_id {after} %(id)s)"
        return f"(tier {further} %(tier)s OR (tier = %(tier)s AND {same}))" if self.sort == RELEVANCE else same

    def reaches(self, tier: int) -> tuple[bool, tuple[int, int] | None]:
        """Whether entries of the tier lie after the place, and the key and id from which on."""
        if self.start is None:
            return True, None
        if self.sort != RELEVANCE or self.start.tier == tier:
            return True, (self.start.key, self.start.offering_id)
        return (tier > self.start.tier) == self.is_back, None


def own_rows(condition: str, order: "Order") -> str:
    """The few next ones of the organisation's own entries, which are few and have no index but their owner's."""
    return f"""
        (SELECT {columns("own")}, tier, false AS is_national
         FROM (SELECT *, {order.tier()} AS tier FROM {OWN} WHERE {condition}) AS own
         WHERE {order.beyond()} ORDER BY {order.by()} LIMIT %(few)s)
    """


def columns(entry: str) -> str:
    """Of an entry by its table: what a card shows, with the sums of its ratings, which change more often than it."""
    return f"offering_id, {', '.join(FIELDS)}, ({SPREAD} {entry}.offering_id) AS spread"


def rows_of(statement: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
    """Rows as a card or the endpoint takes them, by the names of their columns."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        names = [column[0] for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    for row in rows:
        row["spread"] = Spread.of(row["spread"])
        row["competencies"] = msgspec.json.decode(row["competencies"] or "[]")
    return rows
