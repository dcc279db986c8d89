"""What the nation offers, kept by this process as places and bits (rules/places.py), and the places that words hit.

Facets, counts and orders are then answered without the database, however many courses there are. Words are PostgreSQL's
to find: what a word hits is asked once and remembered, for people look for the same words. All of it is given up by every
publication.
"""

from array import array
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

from django.db import connection

from core.kept import kept
from courses.catalogue.queries.asking import EXACT, GOOD, NATIONAL, WIDE, by_index
from courses.catalogue.rules.places import Listed, Places, places_of
from courses.catalogue.rules.words import Term, terms_of

CATALOGUE = "catalogue"  # what is kept under this name is given up by every publication
KEEP_SECONDS = 600
MOST_TERMS = 512
FEW = 64  # a term that hits fewer than one of so many is remembered by its places, others by their bits
LISTED = f"""
SELECT offering_id, owner_id, (extract(epoch FROM published_at) * 1000000)::bigint, minutes, array_to_string(facets, E'\n')
FROM {NATIONAL} ORDER BY published_at DESC, offering_id
"""
HITS = f"""
SELECT CASE WHEN {EXACT} THEN 3 WHEN {GOOD} THEN 2 ELSE 1 END AS tier, string_agg(offering_id::text, ' ')
FROM {NATIONAL} WHERE {WIDE} GROUP BY tier
"""

Remembered = dict[int, "int | array[int]"]  # tier -> bits or places


class _Memory:
    """What terms hit, at the places that they are true of; who comes with other places begins anew."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.places: Places | None = None
        self.terms: OrderedDict[Term, Remembered] = OrderedDict()

    def at(self, places: Places) -> "OrderedDict[Term, Remembered]":
        with self.lock:
            if self.places is not places:
                self.places, self.terms = places, OrderedDict()
            return self.terms


_memory = _Memory()


@dataclass(frozen=True, slots=True)
class Hits:
    """Tier -> bits of the entries that words hit so well. 3: all words stand in the title; 2: they begin or sound like
    words of it; 1: they stand elsewhere."""

    tiers: dict[int, int]

    def bits(self) -> int:
        return self.tiers[1] | self.tiers[2] | self.tiers[3]


def national() -> Places:
    return kept("catalogue:places-1", depends_on=[CATALOGUE], build=_read, seconds=KEEP_SECONDS, is_near=True)


def hits_of(words: Sequence[str]) -> Hits:
    places = national()
    at_least = {1: places.every(), 2: places.every(), 3: places.every()}  # how well: so well or better
    for term in terms_of(list(words)):
        found = _of_term(term, places)
        so_far = 0
        for tier in (3, 2, 1):
            bits = found.get(tier, 0)
            so_far |= bits if isinstance(bits, int) else places.bits_of(bits)
            at_least[tier] &= so_far
    return Hits({3: at_least[3], 2: at_least[2] & ~at_least[3], 1: at_least[1] & ~at_least[2]})


def _of_term(term: Term, places: Places) -> Remembered:
    terms = _memory.at(places)
    with _memory.lock:
        if term in terms:
            terms.move_to_end(term)
            return terms[term]
    with by_index() as cursor:
        cursor.execute(HITS, {"wide": term.wide, "exact": term.exact()})
        found = {tier: _remembered(ids, places) for tier, ids in cursor.fetchall()}
    with _memory.lock:
        terms[term] = found
        while len(terms) > MOST_TERMS:
            terms.popitem(last=False)
    return found


def _remembered(ids: str, places: Places) -> "int | array[int]":
    hit = places.places([int(one) for one in ids.split()])
    return hit if len(hit) * FEW < len(places.ids) else places.bits_of(hit)


def _read() -> Places:
    with connection.cursor() as cursor:
        cursor.execute(LISTED)
        rows = cursor.fetchall()
    return places_of([Listed(pk, owner, at, minutes, of.split("\n")) for pk, owner, at, minutes, of in rows])
