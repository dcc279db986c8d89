"""Browsing the national catalogue of competencies."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from competencies.framework.models import Level
from competencies.framework.queries import catalogue
from core.doors import public


@public
def framework(request: HttpRequest) -> HttpResponse:
    search = request.GET.get("q", "").strip()[:100]
    areas = catalogue(language=get_language() or "en", search=search)
    return render(
        request,
        "competencies/framework/framework.html",
        {
            "areas": areas,
            "search": search,
            "levels": [(level.value, level.label) for level in Level],
            "found": sum(area.count() for area in areas),
        },
    )
