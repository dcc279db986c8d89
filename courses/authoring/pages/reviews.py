"""Review: sending, the queue, remarks at the place, returning, publishing by a second person."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.doors import permitted
from core.refusals import Refusal
from courses.authoring import access, queries
from courses.authoring.actions import publishing, reviewing
from courses.authoring.forms import RemarkForm, ReturnForm
from courses.authoring.pages.frame import (
    PUBLISH,
    REVIEW,
    VIEW,
    WRITE,
    actor_of,
    address,
    course_frame,
    may,
    organisation_frame,
)  # fmt: skip
from courses.authoring.pages.outline import checks
from courses.catalogue.models import Course, VersionState
from institutions.roles.requests import InScope


@permitted(REVIEW)
def reviews(request: InScope, organisation: str) -> HttpResponse:
    """What waits for review, the longest waiting first."""
    rows = queries.review_queue(request.organisation, request.principal.person_id)
    context = organisation_frame(request) | {"rows": [(row, address(request, "review", row.code)) for row in rows]}
    return render(request, "courses/authoring/reviews.html", context)


@permitted(VIEW)
def review(request: InScope, organisation: str, code: str) -> HttpResponse:
    """The way of the version so far: remarks at their places and decisions. Reviewers add to it here."""
    course = access.get_course_for(request.organisation, code)
    return _review(request, course)


def _review(
    request: InScope, course: Course, *, return_form: ReturnForm | None = None,
    remark_form: RemarkForm | None = None, sentence: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    frame = course_frame(request, course, "review")
    version = frame["version"]
    code = course.offering.code
    comments = queries.comments_on(version)
    is_in_review = version.state == VersionState.IN_REVIEW
    modules = queries.outline(version)
    for module in modules:
        module.comments = [comment for comment in comments if comment.module_id == module.id]
        for resource in module.resources:
            resource.comments = [comment for comment in comments if comment.resource_id == resource.id]
    placed = {comment.pk for module in modules for comment in module.comments}
    placed |= {comment.pk for module in modules for resource in module.resources for comment in resource.comments}
    person_id = request.principal.person_id
    context = frame | {
        "modules": modules,
        "general": [comment for comment in comments if comment.pk not in placed],
        "open_comments": sum(comment.settled_at is None for comment in comments),
        "decisions": queries.decisions_on(version),
        "is_in_review": is_in_review,
        "can_remark": is_in_review and frame["may_review"],
        "can_publish": is_in_review and frame["may_publish"],
        "is_own": is_in_review and person_id in publishing.hands_in(version),
        **(checks(request, course, version) if frame["is_editable"] or is_in_review else {}),
        "return_form": return_form or ReturnForm(),
        "remark_form": remark_form or RemarkForm(),
        "sentence": sentence,
        "comments_url": address(request, "comments", code),
        "return_url": address(request, "return", code),
        "publication_url": address(request, "publication", code),
        "submission_url": address(request, "submission", code),
        "settle_from": address(request, "comments", code),
        "preview_url": address(request, "preview", code),
        "can_settle": frame["may_write"] or frame["may_review"],
    }
    return render(request, "courses/authoring/review.html", context, status=status)


@permitted(WRITE)
@require_POST
def submission(request: InScope, organisation: str, code: str) -> HttpResponse:
    course = access.get_course_for(request.organisation, code)
    version = access.get_draft_for(request.organisation, code)
    try:
        reviewing.submit(version=version, actor=actor_of(request), at=timezone.now())
    except Refusal as refusal:
        return _review(request, course, sentence=str(refusal), status=422)
    messages.success(request, _("Sent for review. A second person reads it before it is published."))
    return redirect(address(request, "review", code))


@permitted(REVIEW)
@require_POST
def comments(request: InScope, organisation: str, code: str) -> HttpResponse:
    """Leave a remark, on the whole or at one place."""
    course = access.get_course_for(request.organisation, code)
    version = access.get_draft_for(request.organisation, code)
    form = RemarkForm(request.POST)
    if not form.is_valid():
        return _review(request, course, remark_form=form, status=422)
    said = form.cleaned_data
    module = access.get_module_for(version, said["module"]) if said["module"] else None
    resource = access.get_resource_for(version, said["resource"]) if said["resource"] else None
    try:
        comment = reviewing.remark(
            version=version, body=said["body"], module=module, resource=resource, actor=actor_of(request),
            at=timezone.now(),
        )  # fmt: skip
    except Refusal as refusal:
        return _review(request, course, sentence=str(refusal), status=422)
    messages.success(request, _("The remark is saved."))
    return redirect(address(request, "review", code) + f"#c-{comment.uuid}")


@permitted(VIEW)
@require_POST
def settlement(request: InScope, organisation: str, code: str, uuid: Any) -> HttpResponse:
    """Mark a remark as dealt with; for those who write or review."""
    course = access.get_course_for(request.organisation, code)
    version = access.get_draft_for(request.organisation, code)
    comment = access.get_comment_for(version, uuid)
    if may(request, WRITE) or may(request, REVIEW):
        reviewing.settle(comment=comment, actor=actor_of(request), at=timezone.now())
        return redirect(address(request, "review", code) + f"#c-{comment.uuid}")
    return _review(request, course, sentence=_("Your role here does not include this."), status=403)


@permitted(REVIEW)
@require_POST
def giving_back(request: InScope, organisation: str, code: str) -> HttpResponse:
    course = access.get_course_for(request.organisation, code)
    version = access.get_draft_for(request.organisation, code)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _review(request, course, return_form=form, status=422)
    try:
        reviewing.return_to_author(
            version=version, reason=form.cleaned_data["reason"], actor=actor_of(request), at=timezone.now()
        )
    except Refusal as refusal:
        form.add_error("reason", str(refusal))
        return _review(request, course, return_form=form, status=422)
    messages.success(request, _("Returned to the author."))
    return redirect(address(request, "reviews"))


@permitted(PUBLISH)
@require_POST
def publication(request: InScope, organisation: str, code: str) -> HttpResponse:
    course = access.get_course_for(request.organisation, code)
    if course.draft_id is None:  # the second of two windows
        messages.info(request, _("This version has been published already."))
        return redirect(address(request, "outline", code))
    version = access.get_draft_for(request.organisation, code)
    try:
        publishing.publish(version=version, actor=actor_of(request), at=timezone.now())
    except Refusal as refusal:
        return _review(request, course, sentence=str(refusal), status=422)
    messages.success(request, _("Published. Learners find it in the catalogue now."))
    return redirect(address(request, "outline", code))
