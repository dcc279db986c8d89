"""The catalogue's search, page by page. Its cost hardly grows with the catalogue.

What matches seldom is found by its words and sorted; what matches often is met soon by walking the order of an index.
PostgreSQL cannot know which it is, for words of one title come together: so the first is tried, up to MOST_SORTED.
Pages begin where the last one ended (a cursor), not at a count.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from django.db import connection
from django.db.backends.utils import CursorWrapper

from courses.catalogue.rules.corrections import Candidate, meant
from courses.catalogue.rules.cursors import NEWEST, RELEVANCE, SHORTEST, Cursor
from courses.catalogue.rules.entries import TIMES
from courses.catalogue.rules.sounds import sound_of
from courses.catalogue.rules.spreads import Spread
from courses.catalogue.rules.words import asked_words, exact_query, wide_query

PAGE_SIZE = 24
FIELDS = (
    "uuid", "code", "kind", "title", "title_hi", "provider", "provider_hi", "minutes", "languages", "areas",
    "competencies", "summary", "summary_hi", "published_at",
)  # fmt: skip
SPREAD = "SELECT ARRAY[ones, twos, threes, fours, fives] FROM courses_ratingsummary AS sums WHERE sums.offering_id ="
NATIONAL, OWN = "courses_nationalsearchentry", "courses_organisationsearchentry"
MOST_SORTED = 1000
WIDE, GOOD, EXACT = "document @@ %(wide)s::tsquery", "titles @@ %(wide)s::tsquery", "titles @@ %(exact)s::tsquery"
TIERS = {3: EXACT, 2: f"{GOOD} AND NOT {EXACT}", 1: f"{WIDE} AND NOT {GOOD}"}
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NEAR = """
SELECT a.place, near.word, near.sound, near.entries
FROM unnest(%(words)s::text[], %(sounds)s::text[]) WITH ORDINALITY AS a(word, sound, place), LATERAL (
    (SELECT v.word, v.sound, v.entries FROM courses_nationalsearchword v
     WHERE v.word %% a.word OR v.sound %% a.sound
     ORDER BY greatest(similarity(v.word, a.word), similarity(v.sound, a.sound)) DESC, v.entries DESC LIMIT 20)
    UNION ALL
    (SELECT v.word, v.sound, v.entries FROM courses_organisationsearchword v
     WHERE v.word %% a.word OR v.sound %% a.sound
     ORDER BY greatest(similarity(v.word, a.word), similarity(v.sound, a.sound)) DESC, v.entries DESC LIMIT 20)
) AS near
"""


@dataclass(frozen=True, slots=True)
class Search:
    """What somebody looks for: words, and filters of which each value widens and each kind narrows.

    `organisation_ids`: the own organisation and those above it, when only their courses are wanted.
    """

    words: str = ""
    areas: tuple[str, ...] = ()
    competencies: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    providers: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    organisation_ids: tuple[int, ...] = ()
    sort: str = ""

    def chosen(self) -> dict[str, tuple[str, ...]]:
        """Facet -> values, of those that something was chosen in."""
        every = {
            "area": self.areas, "competency": self.competencies, "level": self.levels, "language": self.languages,
            "time": self.times, "provider": self.providers, "kind": self.kinds,
        }  # fmt: skip
        return {facet: values for facet, values in every.items() if values}

    def is_filtered(self) -> bool:
        return bool(self.chosen() or self.organisation_ids)

    def is_narrowed(self) -> bool:
        return bool(self.words or self.is_filtered())

    def order(self) -> str:
        """Without words there is nothing to be relevant to."""
        if self.sort in (NEWEST, SHORTEST):
            return self.sort
        return RELEVANCE if asked_words(self.words) else NEWEST


@dataclass(slots=True)
class Found:
    """A page. `after` and `before`: cursors of the next and the previous page, where there are such."""

    rows: list[dict[str, Any]]
    after: str = ""
    before: str = ""
    wanted: Search = field(default_factory=Search)
    corrected: str = ""  # the words that were looked for instead


def search(
    wanted: Search, *, after: Cursor | None = None, before: Cursor | None = None, size: int = PAGE_SIZE
) -> Found:
    """One page of what the open scope may see; when words find nothing, of those that were probably meant."""
    found = _page(wanted, after, before, size)
    if found.rows or after or before or not (words := asked_words(wanted.words)):
        return found
    if wanted.is_filtered() and has_any(without_filters(wanted)):
        return found  # the filters are too many, not the words unknown
    if (corrected := corrected_words(words)) != words:
        again = _page(replace(wanted, words=" ".join(corrected)), None, None, size)
        if again.rows:
            again.corrected = again.wanted.words
            return again
    return found


def without_filters(wanted: Search) -> Search:
    """The same words without any filter."""
    return Search(words=wanted.words, sort=wanted.sort)


def has_any(wanted: Search) -> bool:
    return bool(_page(wanted, None, None, 1).rows)


def corrected_words(words: Sequence[str]) -> list[str]:
    """Each word, or the one of the catalogue that comes nearest; from what the open scope may see."""
    with connection.cursor() as cursor:
        cursor.execute(NEAR, {"words": list(words), "sounds": [sound_of(word) for word in words]})
        near: dict[int, list[Candidate]] = {}
        for place, *candidate in cursor.fetchall():
            near.setdefault(place, []).append(Candidate(*candidate))
    return [meant(word, near.get(place, [])) for place, word in enumerate(words, start=1)]


def _page(wanted: Search, after: Cursor | None, before: Cursor | None, size: int) -> Found:
    words = asked_words(wanted.words)
    if wanted.words and not words:
        return Found(rows=[], wanted=wanted)
    sort, start, is_back = wanted.order(), after or before, after is None and before is not None
    parameters: dict[str, Any] = {"few": size + 1, "most": MOST_SORTED}
    if words:
        parameters |= {"wide": wide_query(words), "exact": exact_query(words)}
    order = Order(sort, start, is_back, parameters)
    filters = filters_of(wanted, parameters)
    everything = " AND ".join(part for part in (WIDE if words else "", filters) if part) or "true"
    rows: list[dict[str, Any]] | None = None
    if words or len(wanted.chosen()) > 1:
        rows = _sorted(everything, order)
    if rows is None and sort == RELEVANCE:
        rows = _by_tier(filters, order)
    elif rows is None:
        rows = _walked(everything, order)
    return _found(rows, wanted, sort, size, is_back=is_back, is_begun=start is not None)


def _by_tier(filters: str, order: "Order") -> list[dict[str, Any]]:
    """Of many that match: the best tier first, and the next only when the page is not full."""
    rows: list[dict[str, Any]] = []
    for tier in sorted(TIERS, reverse=not order.is_back):
        condition = f"{TIERS[tier]}{f' AND {filters}' if filters else ''}"
        if order.beyond(tier) is not None and len(rows) < order.parameters["few"]:
            few = _sorted(condition, order, tier)
            rows += _walked(condition, order, tier) if few is None else few
    return rows[: order.parameters["few"]]


def _sorted(condition: str, order: "Order", tier: int | None = None) -> list[dict[str, Any]] | None:
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
            SELECT {_columns(NATIONAL)}, tier, true AS is_national FROM next JOIN {NATIONAL} USING (offering_id)
            UNION ALL {_own(condition, order, tier)}
            ORDER BY {order.by()} LIMIT %(few)s
        ) AS page ON true
    """
    rows = _rows(statement, order.parameters)
    if rows[0]["matching"] > MOST_SORTED:
        return None
    return [row for row in rows if row["offering_id"] is not None]


def _walked(condition: str, order: "Order", tier: int | None = None) -> list[dict[str, Any]]:
    """The few next ones, by walking the order until so many match. For what matches often."""
    beyond = order.beyond(tier if tier is not None else 0)
    statement = f"""
        (SELECT {_columns(NATIONAL)}, {tier or 0} AS tier, true AS is_national FROM {NATIONAL}
         WHERE {condition}{f" AND {beyond}" if beyond else ""} ORDER BY {order.by(tier or 0)} LIMIT %(few)s)
        UNION ALL {_own(condition, order, tier)}
        ORDER BY {order.by()} LIMIT %(few)s
    """
    return _rows(statement, order.parameters)


def _own(condition: str, order: "Order", tier: int | None) -> str:
    """The same of the organisation's own entries, which are few and have no index but their owner's."""
    ranked = str(tier) if tier is not None else order.tier()
    return f"""
        (SELECT {_columns("own")}, tier, false AS is_national
         FROM (SELECT *, {ranked} AS tier FROM {OWN} WHERE {condition}) AS own
         WHERE {order.beyond() or "true"} ORDER BY {order.by()} LIMIT %(few)s)
    """


def _columns(entry: str) -> str:
    """Of an entry by its table: what a card shows, with the sums of its ratings, which change more often than it."""
    return f"offering_id, {', '.join(FIELDS)}, ({SPREAD} {entry}.offering_id) AS spread"


@contextmanager
def by_index() -> Iterator[CursorWrapper]:
    """A cursor for statements that shall use an index: PostgreSQL thinks that most words begin half of all titles."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('enable_seqscan', 'off', true)")
        yield cursor
        cursor.execute("SELECT set_config('enable_seqscan', 'on', true)")  # after an error the transaction is over


def _rows(statement: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
    with by_index() as cursor:
        cursor.execute(statement, parameters)
        names = [column[0] for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    for row in rows:
        row["spread"] = Spread(tuple(row["spread"])) if row["spread"] else Spread()
        row["competencies"] = msgspec.json.decode(row["competencies"] or "[]")
    return rows


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


def _found(rows: list[dict[str, Any]], wanted: Search, sort: str, size: int, *, is_back: bool, is_begun: bool) -> Found:
    has_more, rows = len(rows) > size, rows[:size]
    if is_back:
        rows.reverse()
    found = Found(rows=rows, wanted=wanted)
    if rows and (has_more or is_back):
        found.after = str(_cursor(rows[-1], sort))
    if rows and (has_more if is_back else is_begun):
        found.before = str(_cursor(rows[0], sort))
    return found


def _cursor(row: dict[str, Any], sort: str) -> Cursor:
    key = row["minutes"] if sort == SHORTEST else (row["published_at"] - EPOCH) // timedelta(microseconds=1)
    return Cursor(sort, row["tier"], key, row["offering_id"])


def filters_of(wanted: Search, parameters: dict[str, Any], *, without: str = "") -> str:
    """The conditions of what was chosen, but for one facet's."""
    conditions = []
    for facet, values in wanted.chosen().items():
        if facet != without:
            parameters[facet] = [f"{facet}:{value}" for value in values]
            conditions.append(f"facets && %({facet})s::text[]")
            if facet == "time":  # also as the index of the shortest has it
                bands = [TIMES[value] for value in values]
                conditions.append(
                    f"minutes BETWEEN {min(least for least, _most in bands)} AND {max(m for _l, m in bands)}"
                )
    if wanted.organisation_ids and without != "mine":
        parameters["organisations"] = list(wanted.organisation_ids)
        conditions.append("owner_id = ANY(%(organisations)s)")
    return " AND ".join(conditions)
