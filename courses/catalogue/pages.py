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
        },
    )
