"""What the nation offers, kept by this process as places and bits (rules/places.py), and the places that words hit.

Facets, counts and orders are then answered without the database, however many courses there are. It is given up by every
publication; words are PostgreSQL's to find.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from core.kept import kept
from courses.catalogue.queries.asking import EXACT, GOOD, NATIONAL, WIDE, by_index
from courses.catalogue.rules.places import Listed, Places, places_of
from courses.catalogue.rules.words import exact_query, wide_query

CATALOGUE = "catalogue"  # what is kept under this name is given up by every publication
KEEP_SECONDS = 600
LISTED = f"""
SELECT offering_id, owner_id, (extract(epoch FROM published_at) * 1000000)::bigint, minutes, array_to_string(facets, E'\n')
FROM {NATIONAL} ORDER BY published_at DESC, offering_id
"""
# Planned for all that match, which an index knows, and given up after the bound.
HITS = f"""
WITH every AS MATERIALIZED (SELECT offering_id, titles FROM {NATIONAL} WHERE {WIDE}),
    few AS MATERIALIZED (SELECT * FROM every LIMIT %(most)s + 1)
SELECT CASE WHEN {EXACT} THEN 3 WHEN {GOOD} THEN 2 ELSE 1 END AS tier, count(*), string_agg(offering_id::text, ' ')
FROM few GROUP BY tier
"""


@dataclass(frozen=True, slots=True)
class Hits:
    """Tier -> bits of the entries that words hit so well; none of them when those are more than was looked at."""

    tiers: dict[int, int]
    is_whole: bool

    def bits(self) -> int:
        return self.tiers.get(1, 0) | self.tiers.get(2, 0) | self.tiers.get(3, 0)


def national() -> Places:
    return kept("catalogue:places-1", depends_on=[CATALOGUE], build=_read, seconds=KEEP_SECONDS, is_near=True)


def hits_of(words: Sequence[str], *, most: int) -> Hits:
    parameters: dict[str, Any] = {"most": most, "wide": wide_query(list(words)), "exact": exact_query(list(words))}
    with by_index() as cursor:
        cursor.execute(HITS, parameters)
        found = cursor.fetchall()
    if sum(number for _tier, number, _ids in found) > most:
        return Hits({}, is_whole=False)
    places = national()
    tiers = {}
    for tier, _number, ids in found:
        known = (places.place(int(one)) for one in ids.split())
        tiers[tier] = places.bits_of(place for place in known if place is not None)
    return Hits(tiers, is_whole=True)


def _read() -> Places:
    with connection.cursor() as cursor:
        cursor.execute(LISTED)
        rows = cursor.fetchall()
    return places_of([Listed(pk, owner, at, minutes, of.split("\n")) for pk, owner, at, minutes, of in rows])
