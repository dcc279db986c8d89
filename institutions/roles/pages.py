"""Pages of roles: who holds which, granting and ending, why somebody may do something, one's own, the second step."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import facade as accounts
from core.doors import permitted, signed_in
from institutions.organisations.models import Organisation
from institutions.roles import access, queries, rules
from institutions.roles.actions import EndingRefused, GrantRefused, end, grant
from institutions.roles.forms import GrantForm, MayForm
from institutions.roles.models import Role
from institutions.roles.principal import second_step_policy
from institutions.roles.requests import InScope
from institutions.roles.rules import HeldRole

WAY_ON = "second_step_way_on"  # session key: where to go once the second step is set up


def _language() -> str:
    return get_language() or "en"


@permitted("institutions.roles.view")
@require_http_methods(["GET", "HEAD"])
def people_and_roles(request: InScope, organisation: str) -> HttpResponse:
    """Who holds a role at the organisation or below it."""
    return _people_and_roles(request, GrantForm(grantable=_grantable(request)))


@permitted("institutions.roles.grant")
@require_POST
def granting(request: InScope, organisation: str) -> HttpResponse:
    """Give a role at the organisation to one of its people."""
    form = GrantForm(request.POST, grantable=_grantable(request))
    if not form.is_valid():
        return _people_and_roles(request, form, status=422)
    person = access.person_here(request.organisation, form.cleaned_data["address"])
    if person is None:
        form.add_error("address", _("Nobody with this address belongs to this organisation or to one below it."))
        return _people_and_roles(request, form, status=422)
    role = form.cleaned_data["role"]
    try:
        grant(
            person=person, organisation=request.organisation, role=role,
            actor=request.principal.actor("page", request.organisation.pk), at=timezone.now(),
        )  # fmt: skip
    except GrantRefused as refusal:
        form.add_error(None, str(refusal))
        return _people_and_roles(request, form, status=422)
    messages.success(
        request,
        _("%(person)s now holds the role %(role)s.")
        % {"person": person.name_in(_language()), "role": Role(role).label},
    )
    return redirect("institutions:people_and_roles", organisation=organisation)


@permitted("institutions.roles.grant")
@require_POST
def ending(request: InScope, organisation: str, uuid: UUID) -> HttpResponse:
    """End a role held at the organisation or below it."""
    membership = access.get_membership_for(request.organisation, uuid)
    try:
        end(
            membership=membership,
            actor=request.principal.actor("page", request.organisation.pk),
            at=timezone.now(),
        )
    except EndingRefused as refusal:
        return _people_and_roles(request, GrantForm(grantable=_grantable(request)), refusal=str(refusal), status=422)
    messages.success(request, _("The role %(role)s has ended.") % {"role": Role(membership.role).label})
    return redirect("institutions:people_and_roles", organisation=organisation)


@permitted("institutions.roles.view")
@require_safe
def may(request: InScope, organisation: str) -> HttpResponse:
    """May this person do this here, and why?"""
    answer, unknown = None, False
    form = MayForm(request.GET or None)
    if form.is_valid():
        answer = access.may(
            organisation=request.organisation, address=form.cleaned_data["person"],
            permission=form.cleaned_data["permission"], at=timezone.now(), language=_language(),
        )  # fmt: skip
        unknown = answer is None
    return render(
        request, "institutions/roles/may.html",
        {"organisation": request.organisation, "name": request.organisation.name_in(_language()),
         "form": form, "answer": answer, "unknown": unknown},
    )  # fmt: skip


@signed_in
@require_safe
def profile(request: InScope) -> HttpResponse:
    """The signed-in person: name, organisation, and each role with who gave it and what it permits."""
    language = _language()
    principal = request.principal
    policy = second_step_policy()
    roles = [
        {
            "holder": holder,
            "asks_from": policy.asks_from(HeldRole(holder.role, holder.organisation_id, holder.active_from)),
            "permits": [access.PERMISSION_NAMES[code] for code in access.permissions_of([holder.role])],
        }
        for holder in queries.roles_of(principal.person_id, timezone.now(), language)
    ]
    above = Organisation.objects.in_bulk(principal.above_ids)
    return render(
        request, "institutions/roles/profile.html",
        {"name": principal.names[language], "roles": roles, "has_mobile": accounts.mobiles_are_used(),
         "organisations": [above[pk].name_in(language) for pk in reversed(principal.above_ids)]},
    )  # fmt: skip


@signed_in
@require_safe
def second_step(request: InScope) -> HttpResponse:
    """Leads whoever holds a role that asks for it to the second step of signing in, and then back to where they went."""
    asked = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    way_on = asked if is_ours else reverse("home:home")
    if not request.principal.waiting and request.principal.second_step_by is None:
        return redirect(way_on)
    request.session[WAY_ON] = way_on
    waiting = {(role.role, role.organisation_id) for role in request.principal.waiting}
    held = queries.roles_of(request.principal.person_id, timezone.now(), _language())
    return render(
        request, "institutions/roles/second_step.html",
        {"roles": [holder for holder in held if (holder.role, holder.organisation_id) in waiting],
         "by": request.principal.second_step_by, "way_on": way_on,
         "is_set_up": accounts.has_second_step(request.principal.user_id)},
    )  # fmt: skip


def _grantable(request: InScope) -> tuple[str, ...]:
    here = request.organisation
    return rules.grantable_here(request.principal.roles, here.kind, tuple(here.path))


def _people_and_roles(request: InScope, form: GrantForm, *, refusal: str = "", status: int = 200) -> HttpResponse:
    here = request.organisation
    below = Organisation.objects.below(here.pk).values_list("pk", flat=True)
    may_grant = rules.permits(request.principal.roles, "institutions.roles.grant", tuple(here.path)) is not None
    return render(
        request,
        "institutions/roles/people_and_roles.html",
        {
            "organisation": here,
            "name": here.name_in(_language()),
            "holders": queries.holders_at(below, timezone.now(), _language()),
            "form": form,
            "may_grant": may_grant and bool(form.offered),
            "may_end": may_grant,
            "refusal": refusal,
        },
        status=status,
    )
