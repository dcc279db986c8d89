"""My iGOT, and the front door for whoever is not signed in."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core.display.dates import financial_year
from core.doors import public, signed_in
from institutions.roles.requests import InScope
from karmayogi.home.queries import home_of


@signed_in
def home(request: InScope) -> HttpResponse:
    """What is due and why, where to go on, what is new."""
    language = translation.get_language()
    today = timezone.localdate()
    year_start = date(today.year if today.month >= 4 else today.year - 1, 4, 1)
    principal = request.principal
    return render(
        request,
        "home/home.html",
        {
            "area": "learner",
            "name": principal.names.get(language, principal.names["en"]),
            "organisation": principal.organisation_names.get(language, ""),
            "home": home_of(principal.person_id, language=language, today=today, year_start=year_start),
            "year": financial_year(today),
        },
    )


@public
def front(request: InScope) -> HttpResponse:
    """`/`: a signed-in person goes on to My iGOT."""
    if request.principal:
        return redirect("home:home")
    focal = {
        "eyebrow": _("Mission Karmayogi"),
        "title": _("Learning for public service"),
        "text": _(
            "Courses that build what your post needs, at your pace, on any device. Each completion is evidence, and each"
            " certificate can be checked by anyone."
        ),
        "action_url": reverse("account_login"),
        "action_label": _("Sign in"),
        "link_url": reverse("courses:catalogue"),
        "link_label": _("See all courses"),
        "seed": "karmayogi",
        "area": "functional",
        "heading": "h1",
    }
    return render(request, "home/front.html", {"focal": focal})
