"""How many courses each filter would leave, under the other filters and the words.

What the nation offers is counted by bits (national.py), exactly. What the own organisation and those above it offer is
counted by PostgreSQL, not more rows than a bound: below it the counts are exact, above it they say "at least".
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from competencies.framework.models import Competency
from core.kept import kept
from courses.catalogue.queries.asking import OWN, WIDE, Search, filters_of, sees_own
from courses.catalogue.queries.national import CATALOGUE, KEEP_SECONDS, Hits, hits_of, national
from courses.catalogue.rules.entries import FACETS
from courses.catalogue.rules.words import asked_words, wide_query
from institutions.organisations.models import Organisation

MOST_OF_OWN = 1000
ALL = "*"  # counted as if it were a value
MINE = "mine"

Names = dict[str, tuple[str, str]]  # code -> English, Hindi


@dataclass(frozen=True, slots=True)
class Counts:
    """`of`: facet -> value -> how many; `found`: in all. `incomplete`: chosen facets, or "" for all others and `found`."""

    of: dict[str, dict[str, int]]
    found: int
    mine: int
    chosen: frozenset[str]
    incomplete: frozenset[str]

    def is_at_least(self, facet: str = "") -> bool:
        return (facet if facet in self.chosen else "") in self.incomplete

    def with_own(self, own: "Counts") -> "Counts":
        of = {facet: Counter(self.of.get(facet, {})) + Counter(own.of.get(facet, {})) for facet in {*self.of, *own.of}}
        both = self.incomplete | own.incomplete
        return Counts(dict(of), self.found + own.found, self.mine + own.mine, self.chosen, both)


def counts(wanted: Search, *, mine: tuple[int, ...] = (), hits: Hits | None = None) -> Counts:
    """`mine`: the reader's organisation and those above it, to be counted as one more filter. `hits`: of the words, if
    they were looked for already."""
    words = asked_words(wanted.words)
    if wanted.words and not words:
        return Counts(of={}, found=0, mine=0, chosen=frozenset(wanted.chosen()), incomplete=frozenset())
    counted = _by_bits(wanted, mine, (hits or hits_of(words)) if words else None)
    return counted.with_own(_own(wanted, mine)) if sees_own() else counted


def _by_bits(wanted: Search, mine: tuple[int, ...], hits: Hits | None) -> Counts:
    """All of the nation's entries, and not one too few."""
    places, chosen = national(), wanted.chosen()
    hit = hits.bits() if hits else places.every()
    found = places.chosen(chosen, wanted.organisation_ids) & hit
    of = {}
    for facet in FACETS:
        others = {name: values for name, values in chosen.items() if name != facet}
        bits = places.chosen(others, wanted.organisation_ids) & hit if facet in chosen else found
        of[facet] = places.count(bits, facet)
    return Counts(
        of=of,
        found=found.bit_count(),
        mine=(places.chosen(chosen, mine) & hit).bit_count() if mine else 0,
        chosen=frozenset(chosen),
        incomplete=frozenset(),
    )


def _own(wanted: Search, mine: tuple[int, ...]) -> Counts:
    """By PostgreSQL, in one statement: one arm for each facet that was chosen, which is left out of its conditions."""
    parameters: dict[str, Any] = {"bound": MOST_OF_OWN, "mine": list(mine)}
    words = ""
    if asked := asked_words(wanted.words):
        parameters["wide"] = wide_query(asked)
        words = WIDE
    arms = []
    for group in ("", *wanted.chosen(), *([MINE] if mine else [])):
        conditions = [words, filters_of(wanted, parameters, without=group)]
        if group == MINE:
            conditions.append("owner_id = ANY(%(mine)s)")
        condition = " AND ".join(filter(None, conditions)) or "true"
        arms.append(f"(SELECT '{group}' AS of_group, facets FROM {OWN} WHERE {condition} LIMIT %(bound)s)")
    statement = (
        f"SELECT of_group, facet, count(*) FROM ({' UNION ALL '.join(arms)}) AS rows,"
        f" unnest(array_append(facets, '{ALL}')) AS facet"
        f" WHERE of_group = '' OR facet = '{ALL}' OR starts_with(facet, of_group || ':')"
        " GROUP BY of_group, facet"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        found = {(group, token): number for group, token, number in cursor.fetchall()}
    chosen = frozenset(wanted.chosen())
    of: dict[str, dict[str, int]] = {}
    for (group, token), number in found.items():
        facet, _colon, value = token.partition(":")
        if value and group == (facet if facet in chosen else ""):
            of.setdefault(facet, {})[value] = number
    return Counts(
        of=of,
        found=found.get(("", ALL), 0),
        mine=found.get((MINE, ALL), 0),
        chosen=chosen,
        incomplete=frozenset(
            group for (group, token), number in found.items() if token == ALL and number >= MOST_OF_OWN
        ),
    )


def names_of(facet: str, codes: Iterable[str]) -> Names:
    """What these competencies or providers are called. Names are no secret; those of the whole nation are kept."""
    build = {"competency": _competencies, "provider": _providers}[facet]
    known = kept(f"catalogue:{facet}", depends_on=[CATALOGUE], build=build, seconds=KEEP_SECONDS, is_near=True)
    missing = set(codes) - known.keys()
    table: Any = Competency if facet == "competency" else Organisation
    return {**known, **_names(table.objects.filter(code__in=missing))} if missing else known


def _names(rows: QuerySet[Any]) -> Names:
    return {code: (name, name_hi) for code, name, name_hi in rows.values_list("code", "name", "name_hi")}


def _competencies() -> Names:
    return _names(Competency.objects.filter(kind="sub_theme"))


def _providers() -> Names:
    return _names(Organisation.objects.filter(pk__in=list(national().owned)))
