"""How many courses each filter would leave, under the other filters and the words.

In one statement, and not more rows than a bound: below it the counts are exact, above it they say "at least". Words are
counted anew each time. Filters without words are the same few for everybody, so what the nation offers is counted once
for all until something is published; the catalogue as a whole without a bound.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from competencies.framework.models import Competency
from core.kept import kept
from core.tenancy.context import current_scope
from courses.catalogue.queries.search import NATIONAL, OWN, WIDE, Search, by_index, filters_of
from courses.catalogue.rules.words import asked_words, wide_query
from institutions.organisations.models import Organisation

MOST_OF_WORDS = 1000
MOST_OF_FILTERS = 5000
CATALOGUE = "catalogue"  # what is kept under this name is given up by every publication
KEEP_SECONDS = 600
ALL = "*"  # counted as if it were a value
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
    groups = ["", *wanted.chosen()]
    if wanted.words and not asked_words(wanted.words):
        return Counts(of={}, found=0, mine=0, chosen=frozenset(groups[1:]), incomplete=frozenset())
    bound = MOST_OF_WORDS if wanted.words else MOST_OF_FILTERS
    if wanted.words:
        national = _counted(wanted, NATIONAL, groups, bound)
    else:
        national = kept(
            _key("counts", wanted),
            depends_on=[CATALOGUE],
            build=lambda: _counted(wanted, NATIONAL, groups, bound) if wanted.is_filtered() else {"": _whole()},
            seconds=KEEP_SECONDS,
        )
    own = _counted(wanted, OWN, groups, bound) if _sees_own() else {}
    counted = {group: Counter(national.get(group, {})) + Counter(own.get(group, {})) for group in groups}
    of: dict[str, dict[str, int]] = {}
    for group, values in counted.items():
        for token, number in values.items():
            facet, _colon, value = token.partition(":")
            if value and facet == (group or facet) and (group or facet not in groups):
                of.setdefault(facet, {})[value] = number
    is_bounded = wanted.is_narrowed()
    return Counts(
        of=of,
        found=counted[""][ALL],
        mine=_mine(wanted, NATIONAL, mine, bound) + _mine(wanted, OWN, mine, bound) if mine else 0,
        chosen=frozenset(groups[1:]),
        incomplete=frozenset(g for g, values in counted.items() if is_bounded and values[ALL] >= bound),
    )


def _mine(wanted: Search, table: str, organisation_ids: tuple[int, ...], bound: int) -> int:
    parameters: dict[str, Any] = {"bound": bound, "wide": wide_query(asked_words(wanted.words))}
    mine = replace(wanted, organisation_ids=organisation_ids)
    condition = f"{filters_of(mine, parameters)}{f' AND {WIDE}' if wanted.words else ''}"

    def count() -> int:
        with by_index() as cursor:
            cursor.execute(
                f"WITH every AS MATERIALIZED (SELECT 1 FROM {table} WHERE {condition})"
                " SELECT count(*) FROM (SELECT FROM every LIMIT %(bound)s) AS rows",
                parameters,
            )
            return int(cursor.fetchone()[0])

    if table == OWN or wanted.words:
        return count()
    return kept(_key("mine", mine), depends_on=[CATALOGUE], build=count, seconds=KEEP_SECONDS)


def _key(what: str, wanted: Search) -> str:
    asked = repr((sorted(wanted.chosen().items()), wanted.organisation_ids)).encode()
    return f"catalogue:{what}:{blake2b(asked, digest_size=12).hexdigest()}"


def _sees_own() -> bool:
    scope = current_scope()
    return scope is not None and bool(scope.above_ids or scope.organisation_ids or scope.is_national)


def _whole() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(WHOLE)
        return dict(cursor.fetchall())


def _counted(wanted: Search, table: str, groups: list[str], bound: int) -> dict[str, dict[str, int]]:
    """Facet that is left out of the conditions, or none -> facet and value -> rows."""
    parameters: dict[str, Any] = {"bound": bound}
    words = ""
    if asked := asked_words(wanted.words):
        parameters["wide"] = wide_query(asked)
        words = WIDE
    arms = []
    for group in groups:
        condition = " AND ".join([c for c in (words, filters_of(wanted, parameters, without=group)) if c] or ["true"])
        # Planned for all that match, which an index knows, and given up after the bound.
        arms.append(
            f"(WITH every AS MATERIALIZED (SELECT facets FROM {table} WHERE {condition})"
            f" SELECT '{group}' AS of_group, facets FROM every LIMIT %(bound)s)"
        )
    statement = (
        f"SELECT of_group, facet, count(*) FROM ({' UNION ALL '.join(arms)}) AS rows,"
        f" unnest(array_append(facets, '{ALL}')) AS facet"
        f" WHERE of_group = '' OR facet = '{ALL}' OR starts_with(facet, of_group || ':')"
        " GROUP BY of_group, facet"
    )
    found: dict[str, dict[str, int]] = {}
    with by_index() as cursor:
        cursor.execute(statement, parameters)
        for group, token, number in cursor.fetchall():
            found.setdefault(group, {})[token] = number
    return found


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
