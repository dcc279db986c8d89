"""Pages of plans: the list, the builder with its two-step publication, the completion list, and "Why?" for learners."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.doors import permitted, signed_in
from core.exports.pages import answer
from ehrms.facade import reach_of
from institutions.roles.requests import InScope
from policy.plans import actions, queries, rules, wording
from policy.plans.access import get_plan
from policy.plans.exports import COMPLETION
from policy.plans.forms import AudienceForm, CompletionFilterForm, ItemForm, PlanForm
from policy.plans.models import CapacityBuildingPlan, PlanState

MY_PLAN_PAGE = 25


def _language() -> str:
    return get_language() or "en"


def _years() -> list[str]:
    this = rules.financial_year_of(timezone.localdate())
    first = int(this[:4]) + 1
    return [this, f"{first}-{(first + 1) % 100:02d}"]


@permitted("policy.plans.view")
@require_safe
def plans(request: InScope, organisation: str) -> HttpResponse:
    """Plans of the organisation and of the offices below it."""
    language = _language()
    rows = [
        {
            "url": reverse("policy:plan", args=[organisation, plan.uuid]),
            "title": plan.title_in(language),
            "year": plan.financial_year.replace("-", "–"),
            "organisation": plan.organisation.name_in(language),
            "state": plan.get_state_display(),
            "is_published": plan.state == PlanState.PUBLISHED,
            "items": plan.item_count,  # type: ignore[attr-defined]  # annotated
            "published_at": plan.published_at,
        }
        for plan in queries.plans_of(request.organisation.pk)[:200]
    ]
    return render(
        request,
        "policy/plans/list.html",
        {
            "area": "organisation",
            "organisation": request.organisation,
            "name": request.organisation.name_in(language),
            "rows": rows,
        },
    )


@permitted("policy.plans.write")
@require_http_methods(["GET", "HEAD", "POST"])
def new_plan(request: InScope, organisation: str) -> HttpResponse:
    """Start a draft."""
    form = PlanForm(request.POST or None, years=_years())
    if request.method == "POST" and form.is_valid():
        try:
            plan = actions.create_plan(organisation_id=request.organisation.pk, **form.cleaned_data, **_who(request))
        except actions.PlanRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("policy:plan", organisation=organisation, plan_uuid=plan.uuid)
    return render(
        request,
        "policy/plans/new.html",
        {"area": "organisation", "organisation": request.organisation, "form": form},
        status=422 if request.method == "POST" else 200,
    )


@permitted("policy.plans.view")
@require_safe
def plan(request: InScope, organisation: str, plan_uuid: UUID) -> HttpResponse:
    """The builder: courses, audience and what is missing; `?q=` searches courses to add."""
    return _plan(request, get_plan(plan_uuid, request.organisation.pk))


@permitted("policy.plans.write")
@require_POST
def details(request: InScope, organisation: str, plan_uuid: UUID) -> HttpResponse:
    found = get_plan(plan_uuid, request.organisation.pk)
    form = PlanForm(request.POST, years=_years())
    if form.is_valid():
        try:
            actions.describe_plan(plan=found, seen=request.POST.get("seen"), **form.cleaned_data, **_who(request))
        except actions.PlanRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Title and year are saved."))
            return redirect("policy:plan", organisation=organisation, plan_uuid=found.uuid)
    return _plan(request, found, details_form=form, refusal=_unshown(found, form), status=422)


@permitted("policy.plans.write")
@require_POST
def items(request: InScope, organisation: str, plan_uuid: UUID) -> HttpResponse:
    """Add a course."""
    found = get_plan(plan_uuid, request.organisation.pk)
    form = ItemForm(request.POST)
    if form.is_valid():
        try:
            actions.add_item(
                plan=found,
                offering_uuid=form.cleaned_data["offering"],
                due_on=form.cleaned_data["due_on"],
                **_who(request),
            )
        except actions.PlanRefused as refusal:
            return _plan(request, found, refusal=str(refusal), status=422)
        messages.success(request, _("The course is in the plan."))
        return redirect("policy:plan", organisation=organisation, plan_uuid=found.uuid)
    return _plan(request, found, refusal=_("Choose a course and the day by which it is due."), status=422)


@permitted("policy.plans.write")
@require_POST
def removal(request: InScope, organisation: str, plan_uuid: UUID, item_uuid: UUID) -> HttpResponse:
    """Take a course out. In the second of two windows it is out already, and that is what was wanted."""
    found = get_plan(plan_uuid, request.organisation.pk)
    if item := found.items.filter(uuid=item_uuid).first():
        try:
            actions.remove_item(item=item, **_who(request))
        except actions.PlanRefused as refusal:
            return _plan(request, found, refusal=str(refusal), status=422)
    messages.success(request, _("The course is out of the plan."))
    return redirect("policy:plan", organisation=organisation, plan_uuid=found.uuid)


@permitted("policy.plans.write")
@require_POST
def audience(request: InScope, organisation: str, plan_uuid: UUID) -> HttpResponse:
    """Say who the plan is for; the page then shows how many they are."""
    found = get_plan(plan_uuid, request.organisation.pk)
    form = _audience_form(found, request.POST)
    if form.is_valid():
        office, designations = queries.audience_ids(
            found.organisation_id, form.cleaned_data["office"], form.cleaned_data["designations"]
        )
        try:
            actions.set_audience(
                plan=found,
                organisation_id=office or 0,
                designation_ids=designations,
                seen=request.POST.get("seen"),
                **_who(request),
            )
        except actions.PlanRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(reverse("policy:plan", args=[organisation, found.uuid]) + "#audience")
    return _plan(request, found, audience_form=form, refusal=_unshown(found, form), status=422)


@permitted("policy.plans.publish")
@require_safe
def review(request: InScope, organisation: str, plan_uuid: UUID) -> HttpResponse:
    """The second step: everything that will happen, in words, before it happens."""
    return _review(request, get_plan(plan_uuid, request.organisation.pk))


@permitted("policy.plans.publish")
@require_POST
def publication(request: InScope, organisation: str, plan_uuid: UUID) -> HttpResponse:
    """Publish; a worker brings the plan to its audience."""
    found = get_plan(plan_uuid, request.organisation.pk)
    try:
        actions.publish_plan(plan=found, **_who(request))
    except actions.PublicationRefused as refusal:
        return _review(request, found, refusal=str(refusal), status=422)
    messages.success(request, _("The plan is published. Officials are being given their courses now."))
    return redirect("policy:plan", organisation=organisation, plan_uuid=found.uuid)


@permitted("policy.plans.publish")
@require_POST
def closure(request: InScope, organisation: str, plan_uuid: UUID) -> HttpResponse:
    """End the plan."""
    found = get_plan(plan_uuid, request.organisation.pk)
    actions.close_plan(plan=found, **_who(request))
    messages.success(request, _("The plan is closed. What was given stays."))
    return redirect("policy:plan", organisation=organisation, plan_uuid=found.uuid)


@permitted("policy.plans.view")
@require_safe
def completion(request: InScope, organisation: str, plan_uuid: UUID) -> HttpResponse:
    """Every official and course of the plan, and how far it is."""
    return _completion(request, get_plan(plan_uuid, request.organisation.pk))


@permitted("policy.plans.view")
@require_POST
def proofs(request: InScope, organisation: str, plan_uuid: UUID) -> HttpResponse:
    """The certificates behind the list, with the filters of the page, as one file: a job's page leads to it."""
    found = get_plan(plan_uuid, request.organisation.pk)
    try:
        job = actions.start_proofs(
            plan=found,
            wanted=_completion_form(found, request).wanted(),
            actor=request.principal.actor("page", request.organisation.pk),
            at=timezone.now(),
        )
    except actions.ProofsRefused as refused:
        return _completion(request, found, refused=str(refused), status=422)
    return redirect("jobs:job", job.uuid)


def _completion(request: InScope, found: CapacityBuildingPlan, *, refused: str = "", status: int = 200) -> HttpResponse:
    today, language, address = timezone.localdate(), _language(), [request.organisation.code, found.uuid]
    form = _completion_form(found, request)
    wanted = form.wanted()
    after = request.GET.get("after", "").replace("\x00", "")[:300]
    rows, next_after = queries.completion_page(found, wanted, today, language, after)
    kept = {name: value for name in form.fields if (value := getattr(wanted, name))}
    asked = f"?{urlencode(kept)}" if kept else ""
    figures = queries.progress_of(found, today)
    return render(
        request,
        "policy/plans/completion.html",
        {
            "area": "organisation",
            "organisation": request.organisation,
            "plan": found,
            "title": found.title_in(language),
            "form": form,
            "refused": refused,
            "is_filtered": bool(kept),
            "rows": [_completion_row(row) for row in rows],
            "figures": [
                {"label": _("Officials"), "value": figures["officials"]},
                {"label": _("Courses given"), "value": figures["assignments"]},
                {"label": _("Completed"), "value": figures["completed"]},
                {"label": _("Overdue"), "value": figures["overdue"]},
            ],
            "is_first": not after,
            "first_url": asked or request.path,
            "next_url": f"?{urlencode({**kept, 'after': next_after})}" if next_after else "",
            "export_url": reverse("policy:completion_export", args=address) + asked,
            "proofs_url": reverse("policy:proofs", args=address) + asked if figures["completed"] else "",
        },
        status=status,
    )


@permitted("policy.plans.view")
@require_safe
def completion_export(request: InScope, organisation: str, plan_uuid: UUID) -> HttpResponseBase:
    """The list as a file, with the filters of the page."""
    found = get_plan(plan_uuid, request.organisation.pk)
    wanted = _completion_form(found, request).wanted()
    return answer(
        COMPLETION,
        arguments={
            "plan": str(found.uuid),
            "organisation_id": request.organisation.pk,
            "title": found.title_in(_language()),
            "wanted": {"name": wanted.name, "item": wanted.item, "state": wanted.state},
        },
        file_format=request.GET.get("format", "csv"),
        actor=request.principal.actor("page", request.organisation.pk),
        at=timezone.now(),
    )


@signed_in
@require_safe
def my_plan(request: InScope) -> HttpResponse:
    """Everything the person is asked to learn, by when; one state of it when asked for."""
    today, language = timezone.localdate(), _language()
    duties = queries.my_plan(request.principal.person_id, today, language)
    state = request.GET.get("state", "")
    state = state if state in queries.STATE_NAMES else ""
    shown = sorted((duty for duty in duties if state in ("", duty.state)), key=wording.order)
    page = Paginator(shown, MY_PLAN_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "policy/plans/my_plan.html",
        {
            "area": "learner",
            "standing": wording.standing(duties),
            "tabs": wording.tabs(duties, state, request.path),
            "groups": wording.groups(list(page), duties, today),
            "page_obj": page,
            "is_filtered": bool(state),
        },
    )


@signed_in
@require_safe
def why(request: InScope, assignment_uuid: UUID) -> HttpResponse:
    """Why do I have this course? Each condition beside what my service record says."""
    reason = queries.why(assignment_uuid, request.principal.person_id, timezone.localdate(), _language())
    if reason is None:
        raise Http404
    return render(request, "policy/plans/why.html", {"area": "learner", "why": reason, "steps": wording.way(reason)})


def _who(request: InScope) -> dict[str, Any]:
    return {"actor": request.principal.actor("page", request.organisation.pk), "at": timezone.now()}


def _unshown(found: CapacityBuildingPlan, form: Form) -> str:
    """What a form would say that the page no longer has, since the plan was published in another window."""
    return "" if found.state == PlanState.DRAFT else " ".join(map(str, form.non_field_errors()))


def _audience_form(found: CapacityBuildingPlan, data: Any = None) -> AudienceForm:
    language = _language()
    return AudienceForm(
        data,
        initial=queries.audience_words(found),
        offices=queries.offices_of(found.organisation_id, language),
        designations=queries.designation_choices(language),
    )


def _completion_form(found: CapacityBuildingPlan, request: InScope) -> CompletionFilterForm:
    language = _language()
    names = [
        (str(item.offering.uuid), item.offering.title_in(language)) for item in found.items.select_related("offering")
    ]
    return CompletionFilterForm(request.GET, items=names)


def _items(found: CapacityBuildingPlan) -> list[dict[str, Any]]:
    language = _language()
    return [
        {
            "uuid": item.uuid,
            "title": item.offering.title_in(language),
            "code": item.offering.code,
            "due_on": item.due_on,
            "is_given": item.published_at is not None,
        }
        for item in found.items.select_related("offering")
    ]


def _audience(found: CapacityBuildingPlan) -> dict[str, Any]:
    """Who the plan is for and how many they are; an empty audience names the condition that empties it."""
    language = _language()
    reach = reach_of(queries.audience_of(found), timezone.localdate())
    return {
        "office": found.audience_organisation.name_in(language),
        "designations": queries.designation_names(found.designation_ids, language),
        "in_organisation": reach.in_organisation,
        "people": reach.with_designation,
        "emptied_by": reach.emptied_by,
    }


def _plan(
    request: InScope,
    found: CapacityBuildingPlan,
    *,
    refusal: str = "",
    details_form: PlanForm | None = None,
    audience_form: AudienceForm | None = None,
    status: int = 200,
) -> HttpResponse:
    language = _language()
    words = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    shown = _items(found)
    in_plan = {item["code"] for item in shown}
    run = found.publications.order_by("-asked_at").first()
    first = {"title": found.title, "title_hi": found.title_hi, "financial_year": found.financial_year}
    years = _years() if found.financial_year in _years() else [found.financial_year, *_years()]
    choices = [
        {
            "uuid": offering.uuid,
            "title": offering.title_in(language),
            "provider": offering.owner.name_in(language),
            "minutes": offering.published_version.minutes if offering.published_version else 0,
            "is_in": offering.code in in_plan,
        }
        for offering in queries.choices_of_offerings(found.organisation_id, words)
    ]
    return render(
        request,
        "policy/plans/plan.html",
        {
            "area": "organisation",
            "organisation": request.organisation,
            "plan": found,
            "title": found.title_in(language),
            "year": found.financial_year.replace("-", "–"),
            "owner": found.organisation.name_in(language),
            "is_draft": found.state == PlanState.DRAFT,
            "is_published": found.state == PlanState.PUBLISHED,
            "is_open": found.state != PlanState.CLOSED,
            "items": shown,
            "waiting": sum(not item["is_given"] for item in shown),
            "audience": _audience(found),
            "refusal": refusal,
            "words": words,
            "choices": choices,
            "due_first": timezone.localdate().isoformat(),
            "due_last": rules.days_of(found.financial_year)[1].isoformat(),
            "details_form": details_form or PlanForm(initial=first, years=years),
            "details_mark": actions.details_mark(found),
            "audience_form": audience_form or _audience_form(found),
            "audience_mark": actions.audience_mark(found),
            "run": run,
            "job_url": reverse("jobs:organisation-job", args=[request.organisation.code, run.job_uuid])
            if run and run.job_uuid and run.finished_at is None
            else "",
        },
        status=status,
    )


def _review(request: InScope, found: CapacityBuildingPlan, *, refusal: str = "", status: int = 200) -> HttpResponse:
    shown = [item for item in _items(found) if not item["is_given"]]
    return render(
        request,
        "policy/plans/review.html",
        {
            "area": "organisation",
            "organisation": request.organisation,
            "plan": found,
            "title": found.title_in(_language()),
            "items": shown,
            "audience": _audience(found),
            "refusal": refusal,
        },
        status=status,
    )


CHIPS = {"completed": "ok", "overdue": "bad", "soon": "warn", "later": "info"}


def _completion_row(row: queries.CompletionRow) -> dict[str, Any]:
    return {"row": row, "state": queries.STATE_NAMES[row.state], "kind": CHIPS[row.state]}
