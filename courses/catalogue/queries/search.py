"""The catalogue's search, page by page. Its cost does not grow with the catalogue.

Every arm of a statement is "the next few of those that match, in an order that an index has", so PostgreSQL either walks
that order until it has them or sorts the few that match. Pages begin where the last one ended (a cursor), not at a count.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from django.db import connection

from courses.catalogue.rules.corrections import Candidate, meant
from courses.catalogue.rules.cursors import NEWEST, RELEVANCE, SHORTEST, Cursor
from courses.catalogue.rules.sounds import sound_of
from courses.catalogue.rules.words import asked_words, exact_query, wide_query

PAGE_SIZE = 24
FIELDS = (
    "uuid", "code", "kind", "title", "title_hi", "provider", "provider_hi", "minutes", "languages", "areas",
    "competencies", "summary", "summary_hi", "published_at",
)  # fmt: skip
COLUMNS = f"offering_id, {', '.join(FIELDS)}"
NATIONAL, OWN = "courses_nationalsearchentry", "courses_organisationsearchentry"
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
    parameters: dict[str, Any] = {"few": size + 1}
    filters = filters_of(wanted, parameters)
    arms = []
    for source, tier, condition in _tiers(words, sort, parameters):
        beyond = _beyond(tier, sort, start, parameters, is_back=is_back)
        if beyond is None:
            continue
        where = " AND ".join([part for part in (condition, filters, beyond) if part] or ["true"])
        arms.append(
            f"(SELECT {COLUMNS}, {tier} AS tier, {source == NATIONAL} AS is_national FROM {source}"
            f" WHERE {where} ORDER BY {_order(sort, is_back, tier)} LIMIT %(few)s)"
        )
    statement = f"{' UNION ALL '.join(arms)} ORDER BY {_order(sort, is_back, 'tier')} LIMIT %(few)s"
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        names = [column[0] for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    for row in rows:
        row["competencies"] = msgspec.json.decode(row["competencies"])
    return _found(rows, wanted, sort, size, is_back=is_back, is_begun=start is not None)


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


def _tiers(words: list[str], sort: str, parameters: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Table, tier and condition of each arm. 3: in the title, as written; 2: there, begun or by sound; 1: elsewhere."""
    if not words:
        return [(NATIONAL, "0", ""), (OWN, "0", "")]
    parameters |= {"wide": wide_query(words), "exact": exact_query(words)}
    wide, exact = "%(wide)s::tsquery", "%(exact)s::tsquery"
    if sort != RELEVANCE:
        return [(table, "0", f"document @@ {wide}") for table in (NATIONAL, OWN)]
    best, good, any_ = f"titles @@ {exact}", f"titles @@ {wide}", f"document @@ {wide}"
    return [
        (NATIONAL, "3", best),
        (NATIONAL, "2", f"{good} AND NOT {best}"),
        (NATIONAL, "1", f"{any_} AND NOT {good}"),
        (OWN, f"(CASE WHEN {best} THEN 3 WHEN {good} THEN 2 ELSE 1 END)", any_),
    ]


def filters_of(wanted: Search, parameters: dict[str, Any], *, without: str = "") -> str:
    """The conditions of what was chosen, but for one facet's."""
    conditions = []
    for facet, values in wanted.chosen().items():
        if facet != without:
            parameters[facet] = [f"{facet}:{value}" for value in values]
            conditions.append(f"facets && %({facet})s::text[]")
    if wanted.organisation_ids and without != "mine":
        parameters["organisations"] = list(wanted.organisation_ids)
        conditions.append("owner_id = ANY(%(organisations)s)")
    return " AND ".join(conditions)


def _order(sort: str, is_back: bool, tier: str) -> str:
    down, up = ("ASC", "DESC") if is_back else ("DESC", "ASC")
    if sort == SHORTEST:
        return f"minutes {up}, offering_id {up}"
    ranked = f"{tier} {down}, " if sort == RELEVANCE and not tier.isdigit() else ""
    return f"{ranked}published_at {down}, offering_id {up}"


def _beyond(tier: str, sort: str, start: Cursor | None, parameters: dict[str, Any], *, is_back: bool) -> str | None:
    """The condition "after the cursor" for one arm; None when all of the arm comes before it."""
    if start is None:
        return ""
    parameters |= {"tier": start.tier, "id": start.offering_id}
    after, further = ("<", ">") if is_back else (">", "<")
    if sort == SHORTEST:
        parameters["key"] = start.key
        return f"(minutes, offering_id) {after} (%(key)s, %(id)s)"
    parameters["key"] = EPOCH + timedelta(microseconds=start.key)
    same = f"published_at {further}= %(key)s AND (published_at {further} %(key)s OR offering_id {after} %(id)s)"
    if sort != RELEVANCE:
        return same
    if tier.isdigit():
        behind = int(tier) - start.tier if is_back else start.tier - int(tier)
        return same if behind == 0 else "" if behind > 0 else None
    return f"({tier} {further} %(tier)s OR ({tier} = %(tier)s AND {same}))"
