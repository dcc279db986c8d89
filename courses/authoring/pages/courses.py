"""The provider's courses by state, a new course, and what a course is about."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.doors import permitted
from core.refusals import Refusal
from courses.authoring import access, queries
from courses.authoring.actions.drafts import change_details, create_course, open_next_version
from courses.authoring.actions.publishing import retire
from courses.authoring.forms import DetailsForm
from courses.authoring.pages.frame import (
    PUBLISH,
    VIEW,
    WRITE,
    actor_of,
    address,
    course_frame,
    organisation_frame,
    refused,
)  # fmt: skip
from courses.catalogue.models import Visibility
from institutions.roles.requests import InScope


@permitted(VIEW)
def courses(request: InScope, organisation: str) -> HttpResponse:
    """All courses, or those of one state, with the count of each state."""
    rows = queries.course_rows(request.organisation)
    wanted = request.GET.get("state", "")
    counts = {state: sum(row.state == state for row in rows) for state in queries.STATES}
    here = address(request, "courses")
    tabs = [{"url": here, "label": _("All"), "count": len(rows), "is_current": wanted not in counts}]
    tabs += [
        {"url": f"{here}?state={state}", "label": label, "count": counts[state], "is_current": wanted == state}
        for state, label in queries.STATES.items()
    ]
    if wanted in counts:
        rows = [row for row in rows if row.state == wanted]
    context = organisation_frame(request) | {
        "rows": [(row, address(request, "outline", row.code)) for row in rows],
        "tabs": tabs,
        "new_url": address(request, "new"),
        "is_filtered": wanted in counts,
    }
    return render(request, "courses/authoring/courses.html", context)


@permitted(WRITE)
def new(request: InScope, organisation: str) -> HttpResponse:
    """A new course: its outline is next."""
    initial = {"visibility": Visibility.NATIONAL, "languages": ["en"]}
    form = DetailsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            course = create_course(
                owner_id=request.organisation.pk,
                details=form.details,
                visibility=form.cleaned_data["visibility"],
                competencies=form.tags,
                actor=actor_of(request),
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The course is begun. Add modules and resources."))
            return redirect(address(request, "outline", course.offering.code))
    frame = organisation_frame(request)
    context = frame | {"form": form, "crumbs": [(frame["courses_url"], _("Courses"))]}
    return render(request, "courses/authoring/new.html", context, status=422 if form.errors else 200)


@permitted(WRITE)
def details(request: InScope, organisation: str, code: str) -> HttpResponse:
    course = access.get_course_for(request.organisation, code)
    version = access.get_draft_for(request.organisation, code)
    is_fixed = course.offering.published_version_id is not None
    form = DetailsForm(request.POST or None, initial=DetailsForm.of(version), is_visibility_fixed=is_fixed)
    if request.method == "POST" and form.is_valid():
        try:
            change_details(
                version=version,
                details=form.details,
                visibility=form.cleaned_data.get("visibility"),
                competencies=form.tags,
                actor=actor_of(request),
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect(address(request, "details", code))
    context = course_frame(request, course, "details") | {"form": form}
    return render(request, "courses/authoring/details.html", context, status=422 if form.errors else 200)


@permitted(WRITE)
@require_POST
def next_version(request: InScope, organisation: str, code: str) -> HttpResponse:
    """Start a new version as a copy of the published one."""
    course = access.get_course_for(request.organisation, code)
    try:
        version = open_next_version(course=course, actor=actor_of(request), at=timezone.now())
    except Refusal as refusal:
        return refused(request, refusal, course_frame(request, course, "outline"), address(request, "outline", code))
    messages.success(
        request,
        _("Version %(number)s is begun as a copy. Learners stay on theirs until it is published.")
        % {"number": version.number},
    )
    return redirect(address(request, "outline", code))


@permitted(PUBLISH)
@require_POST
def retirement(request: InScope, organisation: str, code: str) -> HttpResponse:
    course = access.get_course_for(request.organisation, code)
    retire(course=course, actor=actor_of(request), at=timezone.now())
    messages.success(request, _("The course is retired. Whoever is inside may finish."))
    return redirect(address(request, "outline", code))
