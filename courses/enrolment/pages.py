"""Enrolling and leaving."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.doors import signed_in
from courses.catalogue.access import get_offering
from courses.catalogue.queries import outline
from courses.enrolment import access, actions
from courses.enrolment.actions import WithdrawalRefused
from courses.enrolment.forms import WithdrawalForm
from institutions.roles.requests import InScope


@signed_in
@require_http_methods(["GET", "POST"])
def withdrawal(request: InScope, code: str) -> HttpResponse:
    """Leave a course, with a reason."""
    principal = request.principal
    offering = get_offering(code)
    enrolment = access.current_enrolment(principal, offering.pk)
    if enrolment is None:
        return redirect("courses:course", code)
    form = WithdrawalForm(request.POST or None)
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw(
                enrolment=enrolment, reason=form.cleaned_data["reason"], actor=principal.actor(), at=timezone.now()
            )
        except WithdrawalRefused as refusal:
            refused = str(refusal)
        else:
            messages.success(request, _("You have left the course. What you did is kept."))
            return redirect("courses:course", code)
    course = outline(enrolment.version_id, get_language() or "en")
    return render(
        request,
        "courses/enrolment/withdrawal.html",
        {"area": "learner", "code": code, "course": course, "form": form, "refused": refused,
         "crumbs": _crumbs(code, course)},
        status=422 if request.method == "POST" else 200,
    )  # fmt: skip


def _crumbs(code: str, course: dict[str, object]) -> list[tuple[str, object]]:
    return [(reverse("courses:catalogue"), _("Courses")), (reverse("courses:course", args=[code]), course["title"])]
