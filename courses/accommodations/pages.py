"""Pages of accommodations: an organisation's for its people, a provider's for a course, and one's own."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.display.dates import local_date
from core.doors import permitted, signed_in
from core.refusals import Refusal
from courses.accommodations import access, queries
from courses.accommodations.actions import end, grant
from courses.accommodations.forms import GrantForm
from courses.catalogue.models import Offering
from institutions.roles.requests import InScope

GRANT, EXTEND = "courses.accommodations.grant", "courses.extensions.grant"


@permitted(GRANT)
@require_http_methods(["GET", "HEAD", "POST"])
def accommodations(request: InScope, organisation: str) -> HttpResponse:
    """What the organisation's people were given, and the form to give more."""
    form = GrantForm(request.POST or None, courses=queries.course_choices(), today=local_date(timezone.now()))
    if request.method == "POST" and form.is_valid():
        found = access.person_of(request.organisation, form.cleaned_data["address"])
        offering = access.offering_named(form.cleaned_data["course"])
        if found is None:
            form.add_error("address", _("Nobody with this address belongs to this organisation or to one below it."))
        elif _granted(request, form, found, offering):
            return redirect("courses:accommodations", organisation)
    return _page(request, form, None)


@permitted(GRANT)
@require_POST
def ending(request: InScope, organisation: str, uuid: UUID) -> HttpResponse:
    row = access.get_accommodation(request.organisation, uuid)
    return _ended(request, row, None) or redirect("courses:accommodations", organisation)


@permitted(EXTEND)
@require_http_methods(["GET", "HEAD", "POST"])
def extensions(request: InScope, organisation: str, code: str) -> HttpResponse:
    """What learners of a course were given by its provider, and the form to give more."""
    offering = access.get_own_offering(request.organisation, code)
    form = GrantForm(request.POST or None, courses=None, today=local_date(timezone.now()))
    if request.method == "POST" and form.is_valid():
        found = access.learner_of(request.organisation, offering, form.cleaned_data["address"])
        if found is None:
            form.add_error("address", _("Nobody with this address is enrolled in this course."))
        elif _granted(request, form, found, offering):
            return redirect("courses:extensions", organisation, code)
    return _page(request, form, offering)


@permitted(EXTEND)
@require_POST
def extension_ending(request: InScope, organisation: str, code: str, uuid: UUID) -> HttpResponse:
    offering = access.get_own_offering(request.organisation, code)
    row = access.get_accommodation(request.organisation, uuid, offering)
    return _ended(request, row, offering) or redirect("courses:extensions", organisation, code)


@signed_in
@require_safe
def mine(request: InScope) -> HttpResponse:
    """What the person was given, by whom and why."""
    at = timezone.now()
    rows = [queries.listed(row, at) for row in queries.mine(request.principal.person_id)]
    return render(request, "courses/accommodations/mine.html", {"area": "learner", "rows": rows})


def _granted(request: InScope, form: GrantForm, found: access.Found, offering: Offering | None) -> bool:
    try:
        grant(
            found=found, organisation_id=request.organisation.pk, offering=offering, **form.decision,
            actor=request.principal.actor("page", request.organisation.pk), at=timezone.now(),
        )  # fmt: skip
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("It holds from the first day on, and the person gets a message."))
    return True


def _ended(request: InScope, row: Any, offering: Offering | None) -> HttpResponse | None:
    actor = request.principal.actor("page", request.organisation.pk)
    try:
        end(accommodation=row, actor=actor, at=timezone.now())
    except Refusal as refusal:
        courses = None if offering else queries.course_choices()
        form = GrantForm(courses=courses, today=local_date(timezone.now()))
        return _page(request, form, offering, refused=str(refusal), status=422)
    messages.success(request, _("Ended. An attempt under way keeps its time."))
    return None


def _page(
    request: InScope, form: GrantForm, offering: Offering | None, *, refused: str = "", status: int = 200
) -> HttpResponse:
    place, language, at = request.organisation, get_language() or "en", timezone.now()
    after = request.GET.get("after", "")
    rows, following = queries.page_of(
        organisation_ids=access.given_by(place), offering_id=offering.pk if offering else None, after=after
    )
    home = ["courses:extensions", place.code, offering.code] if offering else ["courses:accommodations", place.code]
    address = reverse(home[0], args=home[1:])
    ending_name = "courses:extension-ending" if offering else "courses:accommodation-ending"
    context = {
        "area": "provider" if offering else "organisation",
        "organisation": place,
        "name": place.name_in(language),
        "course": offering.title_in(language) if offering else "",
        "crumbs": [(reverse("courses:authoring-courses", args=[place.code]), _("Courses"))] if offering else [],
        "form": form,
        "refused": refused,
        "rows": [
            queries.listed(row, at) | {"ending_url": reverse(ending_name, args=[*home[1:], row.uuid])} for row in rows
        ],
        "first_url": address if after else "",
        "next_url": f"{address}?after={following}" if following else "",
    }
    return render(
        request, "courses/accommodations/given.html", context, status=422 if form.errors and status == 200 else status
    )
