"""The catalogue."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from core.doors import public
from courses.catalogue import queries
from courses.catalogue.forms import facets, search_of


@public
def catalogue(request: HttpRequest) -> HttpResponse:
    """Published courses: all of government's; for a signed-in person also those of the own organisations."""
    language = get_language() or "en"
    wanted = search_of(request.GET)
    page = queries.search(wanted, page=request.GET.get("page"))
    return render(
        request,
        "courses/catalogue/catalogue.html",
        {
            "area": "learner",
            "wanted": wanted,
            "page_obj": page,
            "cards": [queries.card(row, language) for row in page.object_list],
            "facets": facets(wanted),
            # On a phone the filters are a page of their own; elsewhere they stand beside the results.
            "is_filtering": "filters" in request.GET,
            "filters_url": _with_filters(request, shown=True),
            "results_url": _with_filters(request, shown=False),
            "chosen_count": len(wanted.areas) + len(wanted.languages) + len(wanted.times),
        },
    )


def _with_filters(request: HttpRequest, *, shown: bool) -> str:
    """The same search, with the filters or with the results on a phone."""
    query = request.GET.copy()
    query.pop("filters", None)
    query.pop("page", None)
    if shown:
        query["filters"] = "1"
    return f"{request.path}?{query.urlencode()}" if query else request.path
