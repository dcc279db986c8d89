"""Another due date for a course of a published plan: asked for on a page, with what was changed before."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.doors import permitted
from institutions.roles.requests import InScope
from policy.plans import actions, rules
from policy.plans.access import get_item, get_plan
from policy.plans.forms import DueDateForm


@permitted("policy.plans.publish")
def due_date(request: InScope, organisation: str, plan_uuid: UUID, item_uuid: UUID) -> HttpResponse:
    plan = get_plan(plan_uuid, request.organisation.pk)
    item = get_item(plan, item_uuid)
    form = DueDateForm(request.POST or None, initial={"seen": item.due_on})
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_due_date(
                item=item,
                due_on=form.cleaned_data["due_on"],
                reason=form.cleaned_data["reason"],
                seen=form.cleaned_data["seen"],
                actor=request.principal.actor("page", request.organisation.pk),
                at=timezone.now(),
            )
        except actions.DueDateRefused as refusal:
            form.add_error(None, str(refusal))
            if refusal.reason == "OVERTAKEN":  # sending it again means: knowing theirs
                status = 409
                item.refresh_from_db()
                form.data = request.POST.copy()
                form.data["seen"] = item.due_on.isoformat()  # type: ignore[index]
        else:
            messages.success(request, _("The new due date is set. Officials are being told now."))
            return redirect("policy:plan", organisation=organisation, plan_uuid=plan.uuid)
    language = get_language() or "en"
    context = {
        "area": "organisation",
        "organisation": request.organisation,
        "plan": plan,
        "title": plan.title_in(language),
        "course": item.offering.title_in(language),
        "item": item,
        "form": form,
        "due_last": rules.days_of(plan.financial_year)[1],
        "changes": list(item.due_date_changes.order_by("-at", "-pk")),
    }
    return render(request, "policy/plans/due_date.html", context, status=status)
