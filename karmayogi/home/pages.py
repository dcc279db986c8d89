"""My iGOT, and the front door for whoever is not signed in."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation

from core.doors import public, signed_in
from institutions.roles.requests import InScope
from karmayogi.demo.access import is_allowed
from karmayogi.home.front import front_of
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
        },
    )


@public
def front(request: InScope) -> HttpResponse:
    """`/`: a signed-in person goes on to My iGOT."""
    if request.principal:
        return redirect("home:home")
    about = front_of(translation.get_language() or "en", has_demo=is_allowed(request), at=timezone.now())
    return render(request, "home/front.html", about)
