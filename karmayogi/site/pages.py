"""Pages of text, the map of the site, and the phone's menu."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.components.addresses import address
from core.doors import public
from institutions.roles.requests import InScope
from karmayogi.site.context import FOOTER, PERSON_MENU
from karmayogi.site.navigation import LEARNER, PUBLIC, areas, navigation
from karmayogi.site.texts import PILLARS, QUESTIONS


@public
@require_safe
def text(request: InScope, name: str) -> HttpResponse:
    return render(request, f"site/{name}.html", {"demo": settings.DEMO, "pillars": PILLARS, "questions": QUESTIONS})


@public
@require_safe
def sitemap(request: InScope) -> HttpResponse:
    """Every page that a reader can go to from here, in groups."""
    learning = {hub.name: hub.label for hub in (*PUBLIC, *LEARNER)}
    groups: list[tuple[str, dict[str, Any]]] = [
        (_("Learning"), learning),
        (_("Your account"), {n: label for _icon, n, label in PERSON_MENU}),
    ]
    if request.principal is None:
        groups = [(_("Learning"), {hub.name: hub.label for hub in PUBLIC})]
    groups.append((_("About this site"), dict(FOOTER)))
    seen: set[str] = set()
    shown: list[dict[str, Any]] = []
    for title, entries in groups:
        links = [(url, label) for name, label in entries.items() if (url := address(name)) and url not in seen]
        seen.update(url for url, _label in links)
        shown.append({"title": title, "links": links})
    for place in areas(request)[1:]:
        shown[-2]["links"].append((place["url"], f"{place['label']} {place['code']}"))
    return render(request, "site/sitemap.html", {"groups": shown})


@public
@require_safe
def menu(request: InScope) -> HttpResponse:
    """“More” of the phone's bar: everything that the wide page shows in its header."""
    signed_in = request.principal is not None
    return render(
        request,
        "site/menu.html",
        {"hubs": navigation(request, "learner" if signed_in else "public"), "places": areas(request)},
    )
