"""The catalogue."""

from copy import copy

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language

from core.doors import public
from courses.catalogue.forms import place_of, search_of
from courses.catalogue.queries.cards import card
from courses.catalogue.queries.facets import counts
from courses.catalogue.queries.filters import Choice, chosen_of, filters
from courses.catalogue.queries.search import has_any, search, without_filters
from courses.catalogue.rules.cursors import NEWEST, RELEVANCE, SHORTEST
from courses.catalogue.rules.synonyms import also
from courses.catalogue.rules.words import asked_words
from institutions.roles.requests import InScope

OF_THIS_PAGE = ("filters", "page", "after", "before")  # of no other page of the same search
MOST_ALSO = 4


@public
def catalogue(request: InScope) -> HttpResponse:
    """Published courses: all of government's; for a signed-in person also those of the own organisations."""
    language = get_language() or "en"
    above_ids = request.principal.above_ids if request.principal else ()
    asked = search_of(request.GET, above_ids=above_ids)
    after, before = place_of(request.GET, asked)
    found = search(asked, after=after, before=before)
    wanted = found.wanted
    words = asked_words(wanted.words)
    counted = counts(wanted, mine=above_ids, hits=found.hits)
    facets = filters(wanted, counted, language, has_mine=bool(above_ids))
    query = _query(request, wanted.words)
    return render(
        request,
        "courses/catalogue/catalogue.html",
        {
            "area": "learner",
            "catalogue_url": request.path,
            "asked": asked,
            "wanted": wanted,
            "corrected": found.corrected,
            "also": also(words)[:MOST_ALSO],
            "cards": [card(row, language, words) for row in found.rows],
            "found": counted.found,
            "is_at_least": counted.is_at_least(),
            "facets": facets,
            "chosen": [(choice, _address(request, _without(query, choice))) for choice in chosen_of(facets)],
            "sorts": [
                (name, _address(request, _with(query, sort=name)), wanted.order() == name)
                for name in (RELEVANCE, NEWEST, SHORTEST)
                if words or name != RELEVANCE
            ],
            "next_url": _address(request, _with(query, after=found.after)) if found.after else "",
            "previous_url": _address(request, _with(query, before=found.before)) if found.before else "",
            # Filters that leave nothing of what there is: taking them off helps, another word does not.
            "all_url": _address(request, _with(QueryDict(mutable=True), q=wanted.words))
            if not found.rows and wanted.words and wanted.is_filtered() and has_any(without_filters(wanted))
            else "",
            # On a phone the filters are a page of their own; elsewhere they stand beside the results.
            "is_filtering": "filters" in request.GET,
            "filters_url": _address(request, _with(query, filters="1")),
            "results_url": _address(request, query),
        },
    )


def _query(request: HttpRequest, words: str) -> QueryDict:
    """The search of this page, without the place in it."""
    query = request.GET.copy()
    for name in OF_THIS_PAGE:
        query.pop(name, None)
    if words:
        query["q"] = words
    return query


def _with(query: QueryDict, **values: str) -> QueryDict:
    changed = copy(query)  # no list in it is changed: its own copy() copies each value
    for name, value in values.items():
        changed[name] = value
    return changed


def _without(query: QueryDict, choice: Choice) -> QueryDict:
    changed = copy(query)
    changed.setlist(choice.name, [value for value in changed.getlist(choice.name) if value != choice.value])
    return changed


def _address(request: HttpRequest, query: QueryDict) -> str:
    words = query.urlencode()
    return f"{request.path}?{words}" if words else request.path
