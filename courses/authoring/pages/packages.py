"""A package: what is inside, bringing another one, and how far a worker is with unpacking it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.doors import permitted
from core.files.links import signed_url
from core.files.queries import described
from core.jobs.models import Job, JobState
from core.refusals import Refusal
from courses.authoring import access
from courses.authoring.actions.contents import set_terms
from courses.authoring.actions.packaging import bring_package
from courses.authoring.actions.policies import set_status_policy
from courses.authoring.forms import FileForm, StatusPolicyForm, TermsForm
from courses.authoring.pages import scorm
from courses.authoring.pages.frame import WRITE, actor_of, address, resource_frame
from courses.catalogue.models import Course, Resource
from courses.packages.queries import contents_in_words, package_of, unpacking
from institutions.roles.requests import InScope


def package_page(
    request: InScope, course: Course, part: Resource, form: FileForm | None = None,
    policy: StatusPolicyForm | None = None,
) -> HttpResponse:  # fmt: skip
    """A form given is one that was sent to its own address and was refused."""
    is_for_terms = request.method == "POST" and form is None and policy is None
    terms = TermsForm(request.POST if is_for_terms else None, initial=TermsForm.of(part))
    status = 200
    if terms.is_bound:
        if terms.is_valid():
            try:
                set_terms(resource=part, **terms.cleaned_data, actor=actor_of(request), at=timezone.now())
            except Refusal as refusal:
                terms.add_error(None, str(refusal))
                status = 409
            else:
                messages.success(request, _("Saved."))
                return redirect(address(request, "resource", course.offering.code, part.uuid))
        else:
            status = 422
    package = package_of(part)
    face = described([package.file_uuid]).get(package.file_uuid) if package else None
    context: dict[str, Any] = resource_frame(request, course, part) | {
        "form": form or FileForm(),
        "terms": terms,
        "upload_url": address(request, "resource-file", course.offering.code, part.uuid),
        "package": contents_in_words(package) if package else None,
        "face": face,
        "file_url": signed_url(face, request.principal.person_id, attachment=True) if face else "",
        "unpacking": _unpacking(request, unpacking(part)),
        **scorm.about(request, part, package, policy),
    }
    status = 422 if any(sent is not None and sent.errors for sent in (form, policy)) else status
    return render(request, "courses/authoring/package.html", context, status=status)


def _unpacking(request: InScope, job: Job | None) -> dict[str, Any] | None:
    """The job as its author sees it: how far, or why it ended. Only who started it may open it."""
    if job is None or job.state == JobState.CANCELLED:
        return None
    is_mine = job.person_id == request.principal.person_id
    return {
        "has_failed": job.state == JobState.FAILED,
        "failure": job.failure,
        "done": job.done,
        "total": job.total or 0,
        "url": reverse("jobs:job", args=[job.uuid]) if is_mine else "",
    }


def bring(request: InScope, course: Course, part: Resource) -> HttpResponse:
    """Bring a package; a large one is unpacked by a worker, whose page is shown."""
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            brought = bring_package(
                resource=part, upload=form.cleaned_data["file"], actor=actor_of(request), at=timezone.now()
            )
        except Refusal as refusal:
            form.add_error("file", str(refusal))
            part.refresh_from_db()
        else:
            if brought.job is not None:
                messages.info(request, _("The package is large, so it is unpacked in the background."))
            else:
                messages.success(request, _("The package is here. Look at what was found inside."))
            return redirect(address(request, "resource", course.offering.code, part.uuid))
    return package_page(request, course, part, form)


@permitted(WRITE)
@require_POST
def status_policy(request: InScope, organisation: str, code: str, uuid: Any) -> HttpResponse:
    """When a SCORM package counts as done."""
    course = access.get_course_for(request.organisation, code)
    part = access.get_resource_for(access.get_draft_for(request.organisation, code), uuid)
    form = StatusPolicyForm(request.POST)
    if form.is_valid():
        try:
            set_status_policy(resource=part, **form.cleaned_data, actor=actor_of(request), at=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect(address(request, "resource", code, uuid))
    return package_page(request, course, part, policy=form)
