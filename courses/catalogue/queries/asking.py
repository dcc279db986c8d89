"""What somebody looks for, and how PostgreSQL is asked for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

from core.tenancy.context import current_scope
from courses.catalogue.rules.cursors import NEWEST, RELEVANCE, SHORTEST
from courses.catalogue.rules.entries import TIMES
from courses.catalogue.rules.words import asked_words

NATIONAL, OWN = "courses_nationalsearchentry", "courses_organisationsearchentry"
WIDE, GOOD, EXACT = "document @@ %(wide)s::tsquery", "titles @@ %(wide)s::tsquery", "titles @@ %(exact)s::tsquery"


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


@contextmanager
def by_index() -> Iterator[CursorWrapper]:
    """A cursor for statements that shall use an index: PostgreSQL thinks that most words begin half of all titles."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('enable_seqscan', 'off', true)")
        yield cursor
        cursor.execute("SELECT set_config('enable_seqscan', 'on', true)")  # after an error the transaction is over


def sees_own() -> bool:
    """Whether the open scope may see any organisation's own entries."""
    scope = current_scope()
    return scope is not None and bool(scope.above_ids or scope.organisation_ids or scope.is_national)


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
