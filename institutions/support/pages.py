"""Pages of support: staff open and end sessions and help out of a lost second step; everybody sees who looked."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.doors import permitted, signed_in
from institutions.roles.requests import InScope
from institutions.support import access, queries
from institutions.support.actions import SupportRefused, end_second_step, end_session, open_session
from institutions.support.forms import LostStepForm, OpeningForm
from institutions.support.middleware import SESSION_KEY


@permitted(access.OPEN)
@require_http_methods(["GET", "HEAD", "POST"])
def support(request: InScope) -> HttpResponse:
    """Open a session; and those one opened before."""
    form = OpeningForm(request.POST or None, may_write=access.may_write(request.principal))
    if request.method != "POST":
        return _support(request, opening=form)
    if form.is_valid():
        try:
            session = open_session(
                **form.cleaned_data, may_write=access.may_write(request.principal),
                actor=request.principal.actor("page"), at=timezone.now(),
            )  # fmt: skip
        except SupportRefused as refusal:
            _put(refusal, form)
        else:
            request.session[SESSION_KEY] = str(session.uuid)
            return redirect("home:home")
    return _support(request, opening=form, status=422)


@permitted(access.SECOND_STEP)
@require_POST
def second_step(request: InScope) -> HttpResponse:
    """Take away a second step that its owner has lost."""
    form = LostStepForm(request.POST, prefix="lost")
    if form.is_valid():
        try:
            end_second_step(**form.cleaned_data, actor=request.principal.actor("page"), at=timezone.now())
        except SupportRefused as refusal:
            _put(refusal, form)
        else:
            messages.success(request, _("The second step and the password are gone. The person was told."))
            return redirect("institutions:support")
    return _support(request, lost=form, status=422)


def _put(refusal: SupportRefused, form: Form) -> None:
    form.add_error(None if refusal.reason == "READ_ONLY" else "address", str(refusal))


def _support(
    request: InScope, *, opening: OpeningForm | None = None, lost: LostStepForm | None = None, status: int = 200
) -> HttpResponse:
    principal = request.principal
    context = {
        "form": opening or OpeningForm(may_write=access.may_write(principal)),
        "lost": (lost or LostStepForm(prefix="lost")) if access.may_end_second_steps(principal) else None,
        "opened": queries.by_staff(principal.person_id),
    }
    return render(request, "institutions/support/support.html", context, status=status)


@signed_in
@require_POST
def ending(request: InScope) -> HttpResponse:
    """Be oneself again."""
    if uuid := request.session.pop(SESSION_KEY, None):
        end_session(uuid=uuid, actor=request.principal.actor("page"), at=timezone.now())
        messages.success(request, _("The support session has ended. You are yourself again."))
    return redirect("institutions:support" if access.may_open(request.principal) else "home:home")


@signed_in
@require_safe
def mine(request: InScope) -> HttpResponse:
    """Who looked at my account, when and why."""
    sessions = queries.of_person(request.principal.person_id)
    return render(request, "institutions/support/mine.html", {"sessions": sessions})
