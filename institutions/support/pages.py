"""Pages of support sessions: staff open and end them; everybody sees who looked at their account."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.doors import permitted, signed_in
from institutions.roles.requests import InScope
from institutions.support import access, queries
from institutions.support.actions import SupportRefused, end_session, open_session
from institutions.support.forms import OpeningForm
from institutions.support.middleware import SESSION_KEY


@permitted(access.OPEN)
@require_http_methods(["GET", "HEAD", "POST"])
def support(request: InScope) -> HttpResponse:
    """Open a session; and those one opened before."""
    may_write = access.may_write(request.principal)
    form, status = OpeningForm(request.POST or None, may_write=may_write), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                session = open_session(
                    **form.cleaned_data, may_write=may_write, actor=request.principal.actor("page"), at=timezone.now()
                )
            except SupportRefused as refusal:
                form.add_error(
                    "address" if refusal.reason in ("UNKNOWN", "YOURSELF", "NO_LOGIN") else None, str(refusal)
                )
            else:
                request.session[SESSION_KEY] = str(session.uuid)
                return redirect("home:home")
    opened = queries.by_staff(request.principal.person_id)
    return render(request, "institutions/support/support.html", {"form": form, "opened": opened}, status=status)


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
