"""A page of what matches too often to be looked at one by one: met soon by walking the order of an index.

PostgreSQL cannot know how often words match, for words of one title come together: within a tier what matches seldom is
sorted, up to MOST_SORTED, and the rest is walked.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from django.db import connection

from courses.catalogue.queries.asking import EXACT, GOOD, NATIONAL, OWN, WIDE, by_index
from courses.catalogue.rules.cursors import RELEVANCE, SHORTEST, Cursor
from courses.catalogue.rules.spreads import Spread

FIELDS = (
    "uuid", "code", "kind", "title", "title_hi", "provider", "provider_hi", "minutes", "languages", "areas",
    "competencies", "summary", "summary_hi", "published_at",
)  # fmt: skip
SPREAD = "SELECT ARRAY[ones, twos, threes, fours, fives] FROM courses_ratingsummary AS sums WHERE sums.offering_id ="
MOST_SORTED = 1000
TIERS = {3: EXACT, 2: f"{GOOD} AND NOT {EXACT}", 1: f"{WIDE} AND NOT {GOOD}"}
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

    def by(self, tier: int | None = None) -> str:
        down, up = ("ASC", "DESC") if self.is_back else ("DESC", "ASC")
        if self.sort == SHORTEST:
            return f"minutes {up}, offering_id {up}"
        ranked = f"tier {down}, " if self.sort == RELEVANCE and tier is None else ""
        return f"{ranked}published_at {down}, offering_id {up}"

    def key(self, row: dict[str, Any]) -> tuple[Any, ...]:
        """The same order for rows that were fetched, the first one lowest."""
        if self.sort == SHORTEST:
            return row["minutes"], row["offering_id"]
        return -row["tier"], EPOCH - row["published_at"], row["offering_id"]

    def beyond(self, tier: int | None = None) -> str | None:
        """What lies after the place; within one tier, if given: empty when all of that does, None when nothing does."""
        if self.start is None:
            return ""
        after, further = ("<", ">") if self.is_back else (">", "<")
        if self.sort == SHORTEST:
            return f"(minutes, offering_id) {after} (%(key)s, %(id)s)"
        same = f"published_at {further}= %(key)s AND (published_at {further} %(key)s OR offering_id {after} %(id)s)"
        if self.sort != RELEVANCE:
            return same
        if tier is None:
            return f"(tier {further} %(tier)s OR (tier = %(tier)s AND {same}))"
        behind = tier - self.start.tier if self.is_back else self.start.tier - tier
        return same if behind == 0 else "" if behind > 0 else None


def by_tier(filters: str, order: "Order") -> list[dict[str, Any]]:
    """Of many that match: the best tier first, and the next only when the page is not full."""
    rows: list[dict[str, Any]] = []
    for tier in sorted(TIERS, reverse=not order.is_back):
        condition = f"{TIERS[tier]}{f' AND {filters}' if filters else ''}"
        if order.beyond(tier) is not None and len(rows) < order.parameters["few"]:
            few = sorted_rows(condition, order, tier)
            rows += walked(condition, order, tier) if few is None else few
    return rows[: order.parameters["few"]]


def sorted_rows(condition: str, order: "Order", tier: int | None = None) -> list[dict[str, Any]] | None:
    """The few next ones, by sorting all that match; None when they are too many. They come by an index on their words:
    the first expression is planned for all of them, and given up after so many."""
    ranked = str(tier) if tier is not None else order.tier()
    statement = f"""
        WITH every AS MATERIALIZED (SELECT offering_id, published_at, minutes, titles FROM {NATIONAL} WHERE {condition}),
        bounded AS MATERIALIZED (SELECT * FROM every LIMIT %(most)s + 1),
        next AS (
            SELECT offering_id, tier FROM (SELECT *, {ranked} AS tier FROM bounded) AS ranked
            WHERE (SELECT count(*) FROM bounded) <= %(most)s AND {order.beyond() or "true"}
            ORDER BY {order.by()} LIMIT %(few)s
        )
        SELECT number.matching, page.* FROM (SELECT count(*) AS matching FROM bounded) AS number LEFT JOIN LATERAL (
            SELECT {columns(NATIONAL)}, tier, true AS is_national FROM next JOIN {NATIONAL} USING (offering_id)
            UNION ALL {own_rows(condition, order, tier)}
            ORDER BY {order.by()} LIMIT %(few)s
        ) AS page ON true
    """
    rows = _by_index(statement, order.parameters)
    if rows[0]["matching"] > MOST_SORTED:
        return None
    return [row for row in rows if row["offering_id"] is not None]


def walked(condition: str, order: "Order", tier: int | None = None) -> list[dict[str, Any]]:
    """The few next ones, by walking the order until so many match. For what matches often."""
    beyond = order.beyond(tier if tier is not None else 0)
    statement = f"""
        (SELECT {columns(NATIONAL)}, {tier or 0} AS tier, true AS is_national FROM {NATIONAL}
         WHERE {condition}{f" AND {beyond}" if beyond else ""} ORDER BY {order.by(tier or 0)} LIMIT %(few)s)
        UNION ALL {own_rows(condition, order, tier)}
        ORDER BY {order.by()} LIMIT %(few)s
    """
    return _by_index(statement, order.parameters)


def own_rows(condition: str, order: "Order", tier: int | None) -> str:
    """The same of the organisation's own entries, which are few and have no index but their owner's."""
    ranked = str(tier) if tier is not None else order.tier()
    return f"""
        (SELECT {columns("own")}, tier, false AS is_national
         FROM (SELECT *, {ranked} AS tier FROM {OWN} WHERE {condition}) AS own
         WHERE {order.beyond() or "true"} ORDER BY {order.by()} LIMIT %(few)s)
    """


def columns(entry: str) -> str:
    """Of an entry by its table: what a card shows, with the sums of its ratings, which change more often than it."""
    return f"offering_id, {', '.join(FIELDS)}, ({SPREAD} {entry}.offering_id) AS spread"


def _by_index(statement: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
    with by_index():
        return rows_of(statement, parameters)


def rows_of(statement: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
    """Rows as a card or the endpoint takes them, by the names of their columns."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        names = [column[0] for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    for row in rows:
        row["spread"] = Spread(tuple(row["spread"])) if row["spread"] else Spread()
        row["competencies"] = msgspec.json.decode(row["competencies"] or "[]")
    return rows
