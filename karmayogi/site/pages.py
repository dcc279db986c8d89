"""Pages of text, the map of the site, the phone's menu, and the style guide of developers."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.components.addresses import address
from core.doors import public
from institutions.roles.requests import InScope
from karmayogi.site.context import FOOTER, PERSON_MENU
from karmayogi.site.navigation import LEARNER, PUBLIC, areas, navigation
from karmayogi.site.specimens import account, authoring, frame, player, questions
from karmayogi.site.specimens.drawn import Group, say
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


@public
@require_safe
def styleguide(request: InScope) -> HttpResponse:
    """Every component in every state, for those who build pages."""
    _for_builders_only()
    return render(request, "site/styleguide.html", frame.all_of_them() | _guide_tabs("styleguide"))


@public
@require_safe
def styleguide_questions(request: InScope) -> HttpResponse:
    """Every kind of question and what stands around a quiz."""
    title = say("Style guide: questions and quizzes", "शैली मार्गदर्शिका: प्रश्न और क्विज़")
    return _guide(request, "styleguide-questions", title, questions.groups)


@public
@require_safe
def styleguide_learning(request: InScope) -> HttpResponse:
    """What a learner sees beside and below a part of a course."""
    return _guide(request, "styleguide-learning", say("Style guide: learning", "शैली मार्गदर्शिका: सीखना"), player.groups)


@public
@require_safe
def styleguide_authoring(request: InScope) -> HttpResponse:
    """What authors and reviewers see."""
    title = say("Style guide: authoring", "शैली मार्गदर्शिका: लेखन")
    return _guide(request, "styleguide-authoring", title, authoring.groups)


@public
@require_safe
def styleguide_account(request: InScope) -> HttpResponse:
    """What stands around a person, and what waits for them."""
    return _guide(request, "styleguide-account", say("Style guide: account", "शैली मार्गदर्शिका: खाता"), account.groups)


def _guide(request: InScope, name: str, title: str, groups: Callable[[], list[Group]]) -> HttpResponse:
    _for_builders_only()
    return render(request, "site/guide/guide.html", {"title": title, "groups": groups(), **_guide_tabs(name)})


def _for_builders_only() -> None:
    if not (settings.DEBUG or settings.DEMO):
        raise Http404


def _guide_tabs(current: str) -> dict[str, Any]:
    labels = {
        "styleguide": say("Components", "घटक"),
        "styleguide-questions": say("Questions and quizzes", "प्रश्न और क्विज़"),
        "styleguide-learning": say("Learning", "सीखना"),
        "styleguide-authoring": say("Authoring", "लेखन"),
        "styleguide-account": say("Account", "खाता"),
    }
    tabs = [
        {"label": label, "url": reverse(f"site:{name}"), "is_current": name == current}
        for name, label in labels.items()
    ]
    return {"guide_tabs": tabs, "guide_label": say("Style guide", "शैली मार्गदर्शिका")}
