"""How many courses each filter would leave, under the other filters and the words.

At most MOST_COUNTED of the matching rows are counted, in one statement: below that the counts are exact, above it they
say "at least". The catalogue as a whole is counted exactly, once after every publication.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from competencies.framework.models import Competency
from core.kept import kept
from core.tenancy.context import current_scope
from courses.catalogue.queries.search import NATIONAL, OWN, Search, filters_of
from courses.catalogue.rules.words import asked_words, wide_query
from institutions.organisations.models import Organisation

MOST_COUNTED = 1000
CATALOGUE = "catalogue"  # what is kept under this name is given up by every publication
KEEP_SECONDS = 600
ALL, MINE = "*", "mine"  # counted as if they were values
WHOLE = f"SELECT facet, count(*) FROM {NATIONAL}, unnest(array_append(facets, '{ALL}')) AS facet GROUP BY facet"

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


def counts(wanted: Search, *, mine: tuple[int, ...] = ()) -> Counts:
    """`mine`: the reader's organisation and those above it, to be counted as one more filter."""
    counted: dict[str, dict[str, int]] = {group: {} for group in ("", *wanted.chosen(), *_mine_group(wanted))}
    is_whole = not wanted.is_narrowed()
    if is_whole:
        counted[""] = dict(kept("catalogue:whole", depends_on=[CATALOGUE], build=_whole, seconds=KEEP_SECONDS))
    if not (wanted.words and not asked_words(wanted.words)):
        for group, token, number in _counted(wanted, mine, is_whole=is_whole):
            values = counted.setdefault(group, {})
            values[token] = values.get(token, 0) + number
    of: dict[str, dict[str, int]] = {}
    for group, values in counted.items():
        for token, number in values.items():
            facet, _colon, value = token.partition(":")
            if value and facet == (group or facet) and not (group == "" and facet in counted):
                of.setdefault(facet, {})[value] = number
    return Counts(
        of=of,
        found=counted[""].get(ALL, 0),
        mine=counted.get(MINE, counted[""]).get(MINE, 0),
        chosen=frozenset(counted) - {""},
        incomplete=frozenset(g for g, values in counted.items() if not is_whole and values.get(ALL, 0) >= MOST_COUNTED),
    )


def _mine_group(wanted: Search) -> list[str]:
    return [MINE] if wanted.organisation_ids else []


def _whole() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(WHOLE)
        return dict(cursor.fetchall())


def _counted(wanted: Search, mine: tuple[int, ...], *, is_whole: bool) -> list[tuple[str, str, int]]:
    """Facet that is left out of the conditions, or none; facet and value; rows."""
    scope = current_scope()
    sees_own = scope is not None and (scope.above_ids or scope.organisation_ids or scope.is_national)
    if is_whole and not sees_own:
        return []
    parameters: dict[str, Any] = {"mine": list(mine), "most": MOST_COUNTED}
    words = ""
    if asked := asked_words(wanted.words):
        parameters["wide"] = wide_query(asked)
        words = "document @@ %(wide)s::tsquery"
    groups = ["", *wanted.chosen(), *_mine_group(wanted)]
    arms = []
    for group in groups:
        condition = " AND ".join([c for c in (words, filters_of(wanted, parameters, without=group)) if c] or ["true"])
        tables = [OWN] if is_whole else [NATIONAL, OWN]
        for table in tables:
            arms.append(_arm(group, table, condition))
    if is_whole and mine:
        arms.append(
            f"(SELECT '' AS of_group, ARRAY['{MINE}'] AS facets FROM {NATIONAL}"
            f" WHERE owner_id = ANY(%(mine)s) LIMIT %(most)s)"
        )
    statement = (
        f"SELECT of_group, facet, count(*) FROM ({' UNION ALL '.join(arms)}) AS rows, unnest(facets) AS facet"
        " WHERE of_group = '' OR facet = '*' OR facet = of_group OR starts_with(facet, of_group || ':')"
        " GROUP BY of_group, facet"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return list(cursor.fetchall())


def _arm(group: str, table: str, condition: str) -> str:
    extra = f"CASE WHEN owner_id = ANY(%(mine)s::bigint[]) THEN ARRAY['{ALL}', '{MINE}'] ELSE ARRAY['{ALL}'] END"
    return f"(SELECT '{group}' AS of_group, facets || {extra} AS facets FROM {table} WHERE {condition} LIMIT %(most)s)"


def names_of(facet: str, codes: Iterable[str]) -> Names:
    """What these competencies or providers are called. Names are no secret; those of the whole nation are kept."""
    build = {"competency": _competencies, "provider": _providers}[facet]
    known = kept(f"catalogue:{facet}", depends_on=[CATALOGUE], build=build, seconds=KEEP_SECONDS)
    missing = set(codes) - known.keys()
    table: Any = Competency if facet == "competency" else Organisation
    return {**known, **_names(table.objects.filter(code__in=missing))} if missing else known


def _names(rows: QuerySet[Any]) -> Names:
    return {code: (name, name_hi) for code, name, name_hi in rows.values_list("code", "name", "name_hi")}


def _competencies() -> Names:
    return _names(Competency.objects.filter(kind="sub_theme"))


def _providers() -> Names:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT owner_id FROM {NATIONAL}")
        owners = [owner for (owner,) in cursor.fetchall()]
    return _names(Organisation.objects.filter(pk__in=owners))
