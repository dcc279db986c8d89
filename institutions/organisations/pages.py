"""The organisation tree for everybody: drill down by links, or search by the beginning of a word."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from core.doors import public
from institutions.organisations import queries
from institutions.organisations.access import get_organisation

QUESTION_LIMIT = 100


@public
@require_safe
def tree(request: HttpRequest, code: str | None = None) -> HttpResponse:
    """One organisation with those directly below it, the nation first; `?q=` searches all instead."""
    language = get_language() or "en"
    words = request.GET.get("q", "").replace("\x00", "").strip()[:QUESTION_LIMIT]
    here = get_organisation(code) if code else queries.root()
    found = queries.starting_with(words, language) if words else None
    path = queries.path_of(here) if here else []
    return render(
        request,
        "institutions/organisations/tree.html",
        {
            "here": here,
            "name": here.name_in(language) if here else "",
            "kind_name": here.get_kind_display() if here else "",
            "above": [
                {"code": row.code, "name": row.name_in(language), "is_root": not row.parent_id} for row in path[:-1]
            ],
            "words": words,
            "found": found,
            "found_all": found is None or len(found) < queries.FOUND_AT_MOST,
            "groups": queries.children_by_kind(here, language) if here and not words else [],
        },
    )
