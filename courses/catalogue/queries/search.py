"""The catalogue's search, page by page. Its cost hardly grows with the catalogue.

The nation's entries are known by place and bit (national.py), so filters, words and orders cost no statement of their own.
Pages begin where the last one ended (a cursor), not at a count.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import islice
from typing import Any

from django.db import connection

from courses.catalogue.queries.asking import NATIONAL, WIDE, Search, filters_of, sees_own
from courses.catalogue.queries.national import Hits, hits_of, national
from courses.catalogue.queries.rows import EPOCH, FIELDS, Order, columns, own_rows, rows_of
from courses.catalogue.rules.corrections import Candidate, meant
from courses.catalogue.rules.cursors import RELEVANCE, SHORTEST, Cursor
from courses.catalogue.rules.places import Places
from courses.catalogue.rules.sounds import sound_of
from courses.catalogue.rules.words import asked_words, exact_query, wide_query

__all__ = ["FIELDS", "Found", "Search", "corrected_words", "has_any", "search", "without_filters"]

PAGE_SIZE = 24
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


@dataclass(slots=True)
class Found:
    """A page. `after` and `before`: cursors of the next and the previous page, where there are such."""

    rows: list[dict[str, Any]]
    after: str = ""
    before: str = ""
    wanted: Search = field(default_factory=Search)
    corrected: str = ""  # the words that were looked for instead
    hits: Hits | None = None  # of its words


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
    hits = hits_of(words) if words else None
    parameters: dict[str, Any] = {"few": size + 1}
    rows = _placed(wanted, hits, Order(sort, start, is_back, parameters))
    found = _found(rows, wanted, sort, size, is_back=is_back, is_begun=start is not None)
    found.hits = hits
    return found


def _placed(wanted: Search, hits: Hits | None, order: Order) -> list[dict[str, Any]]:
    """The few next ones by their places; the organisation's own, which have none, come with the same statement."""
    places, parameters = national(), order.parameters
    bits = places.chosen(wanted.chosen(), wanted.organisation_ids)
    if hits and order.sort == RELEVANCE:
        steps = _by_tier(places, bits, hits, order)
    else:
        steps = _ordered(places, bits & hits.bits() if hits else bits, 0, order)
    tiers = {places.ids[place]: tier for tier, place in islice(steps, parameters["few"])}
    statements = []
    if tiers:
        parameters["ids"] = list(tiers)
        statements.append(
            f"(SELECT {columns(NATIONAL)}, 0 AS tier, true AS is_national FROM {NATIONAL}"
            " WHERE offering_id = ANY(%(ids)s))"
        )
    if sees_own():
        conditions = [filters_of(wanted, parameters)]
        if hits:
            words = asked_words(wanted.words)
            parameters |= {"wide": wide_query(words), "exact": exact_query(words)}
            conditions.append(WIDE)
        statements.append(own_rows(" AND ".join(filter(None, conditions)) or "true", order))
    if not statements:
        return []
    rows = rows_of(" UNION ALL ".join(statements), parameters)
    for row in rows:
        row["tier"] = tiers.get(row["offering_id"], row["tier"]) if row["is_national"] else row["tier"]
    return sorted(rows, key=order.key, reverse=order.is_back)[: parameters["few"]]


def _by_tier(places: Places, bits: int, hits: Hits, order: Order) -> Iterator[tuple[int, int]]:
    """The best tier first."""
    for tier in sorted(hits.tiers, reverse=not order.is_back):
        yield from _ordered(places, hits.tiers[tier] & bits, tier, order)


def _ordered(places: Places, bits: int, tier: int, order: Order) -> Iterator[tuple[int, int]]:
    """Tier and place of those beyond the cursor."""
    is_reached, after = order.reaches(tier)
    if not is_reached:
        return
    walk = places.shortest_of if order.sort == SHORTEST else places.newest
    for place in walk(bits, after=after, is_back=order.is_back):
        yield tier, place


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
