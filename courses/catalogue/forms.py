"""What the catalogue's search and filters accept. Anything else is ignored, not refused: a link may be old."""

import re

from django.http import QueryDict

from courses.catalogue.models import OfferingKind
from courses.catalogue.queries import LANGUAGES
from courses.catalogue.queries.search import Search
from courses.catalogue.rules.cursors import SORTS, Cursor, cursor_of
from courses.catalogue.rules.entries import AREAS, LEVELS, TIMES

CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
MOST_CHOSEN = 20


def search_of(query: QueryDict, *, above_ids: tuple[int, ...] = ()) -> Search:
    """`above_ids`: the reader's organisation and those above it, for the filter "mine"."""
    return Search(
        words=" ".join(query.get("q", "").replace("\x00", "").split())[:200],
        areas=_known(AREAS, query.getlist("area")),
        competencies=_codes(query.getlist("competency")),
        levels=_known(LEVELS, query.getlist("level")),
        languages=_known(LANGUAGES, query.getlist("language")),
        times=_known(TIMES, query.getlist("time")),
        providers=_codes(query.getlist("provider")),
        kinds=_known(OfferingKind.values, query.getlist("kind")),
        organisation_ids=above_ids if query.get("mine") else (),
        sort=sort if (sort := query.get("sort", "")) in SORTS else "",
    )


def place_of(query: QueryDict, wanted: Search) -> tuple[Cursor | None, Cursor | None]:
    """The cursors "after" and "before"; one that fits no such search is none."""
    after, before = (cursor_of(query.get(name, ""), wanted.order()) for name in ("after", "before"))
    return after, None if after else before


def _known(values: object, asked: list[str]) -> tuple[str, ...]:
    return tuple(value for value in values if value in asked)  # type: ignore[attr-defined]


def _codes(asked: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for code in asked if CODE.fullmatch(code)))[:MOST_CHOSEN]
