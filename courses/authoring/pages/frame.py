"""What every page of a course in the making shares: who may do what here, crumbs, tabs, and how a refusal is shown."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.audit.actor import Actor
from core.refusals import Refusal
from courses.authoring import queries
from courses.catalogue.models import Course, Resource, ResourceKind, VersionState
from institutions.roles.requests import InScope
from institutions.roles.rules import permits

VIEW, WRITE = "courses.authoring.view", "courses.authoring.write"
REVIEW, PUBLISH, EXTEND = "courses.review", "courses.publish", "courses.extensions.grant"


def may(request: InScope, permission: str) -> bool:
    """Whether the signed-in person's role at the URL's organisation gives the permission."""
    return permits(request.principal.roles, permission, tuple(request.organisation.path)) is not None


def actor_of(request: InScope) -> Actor:
    return request.principal.actor("page", organisation_id=request.organisation.pk)


def address(request: InScope, name: str, *args: object) -> str:
    return reverse(f"courses:authoring-{name}", args=[request.organisation.code, *args])


def organisation_frame(request: InScope) -> dict[str, Any]:
    return {
        "area": "provider",
        "organisation": request.organisation,
        "organisation_name": request.organisation.name_in(get_language() or "en"),
        "may_write": may(request, WRITE),
        "may_review": may(request, REVIEW),
        "may_publish": may(request, PUBLISH),
        "courses_url": address(request, "courses"),
        "reviews_url": address(request, "reviews"),
        "sections": [
            {"url": address(request, "courses"), "label": _("Courses"), "is_current": "courses/" in request.path},
            {"url": address(request, "reviews"), "label": _("Reviews"), "is_current": "reviews/" in request.path},
        ],
    }


def course_frame(request: InScope, course: Course, current: str) -> dict[str, Any]:
    """`current`: which tab is open; the version shown is the draft, or without one the published version."""
    version = course.draft or course.offering.published_version
    assert version is not None  # a course has one or the other from its first moment
    code = course.offering.code
    state = queries.state_of(course)
    tabs = [("outline", _("Outline")), ("details", _("Details")), ("preview", _("Preview")), ("review", _("Review"))]
    base = organisation_frame(request)
    if course.draft is None or not base["may_write"]:
        tabs = [tab for tab in tabs if tab[0] != "details"]
    if course.offering.published_version_id is not None:
        tabs = [*tabs, ("statistics", _("Statistics"))]
    shown_tabs = [
        {"url": address(request, name, code), "label": label, "is_current": name == current} for name, label in tabs
    ]
    if course.offering.published_version_id is not None:
        said = reverse("courses:provider-ratings", args=[request.organisation.code, code])
        shown_tabs.append({"url": said, "label": _("What learners say"), "is_current": False})
    if course.offering.published_version_id is not None and may(request, EXTEND):
        more_time = reverse("courses:extensions", args=[request.organisation.code, code])
        shown_tabs.append({"url": more_time, "label": _("More time"), "is_current": False})
    return base | {
        "course": course,
        "code": code,
        "version": version,
        "title": version.title_in(get_language() or "en"),
        "state": state,
        "state_label": queries.STATES[state],
        "state_chip": queries.CHIPS[state],
        "is_editable": bool(
            base["may_write"] and course.draft is not None and course.draft.state == VersionState.DRAFT
        ),
        "may_start_version": base["may_write"] and course.draft is None and state == "live",
        "crumbs": [(base["courses_url"], _("Courses"))],
        "tabs": shown_tabs,
        "outline_url": address(request, "outline", code),
    }


def resource_frame(request: InScope, course: Course, part: Resource) -> dict[str, Any]:
    """`part` is the resource; a form's own `resource` would hide it."""
    frame = course_frame(request, course, "outline")
    frame["crumbs"] = [*frame["crumbs"], (frame["outline_url"], frame["title"])]
    return frame | {
        "part": part,
        "part_title": part.title_in(get_language() or "en"),
        "kind_label": ResourceKind(part.kind).label,
        "preview_url": address(request, "preview-resource", course.offering.code, part.uuid),
    }


def refused(request: InScope, refusal: Refusal, frame: dict[str, Any], back: str) -> HttpResponse:
    """A button's refusal: the sentence on a page of its own, with the way back. Nothing was changed."""
    return render(
        request, "courses/authoring/refused.html", {**frame, "sentence": str(refusal), "back_url": back}, status=409
    )
