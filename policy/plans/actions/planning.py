"""Making and changing a plan before it reaches people."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from typing import ClassVar

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.audit import entries
from core.audit.actor import Actor
from core.display.dates import in_date
from core.refusals import Refusal
from policy.plans import queries, rules
from policy.plans.models import CapacityBuildingPlan, PlanItem, PlanState


class PlanRefused(Refusal):
    SENTENCES: ClassVar[dict[str, str | Promise]] = {
        "TITLE_MISSING": _("Give the plan a title."),
        "TITLE_TOO_LONG": _("The title may have at most 70 letters."),
        "YEAR_MALFORMED": _("“%(year)s” is not a financial year. Write it as 2026-27."),
        "YEAR_NOT_PLANNED": _("A plan can be made for this financial year and the next one."),
        "PUBLISHED_ALREADY": _("This plan has been published. You can add courses to it, but not change this."),
        "CLOSED": _("This plan is closed and cannot be changed."),
        "AUDIENCE_OUTSIDE": _("The audience must be within the organisation that makes the plan."),
        "DESIGNATION_UNKNOWN": _("One of the designations does not exist."),
        "DUE_IN_THE_PAST": _("The due date has passed. Choose a day from today on."),
        "DUE_OUTSIDE_THE_YEAR": _("The due date must lie within the plan's year, from %(first)s to %(last)s."),
        "NOT_OFFERED": _("This course is not offered to your organisation at present."),
        "IN_THE_PLAN": _("This course is in the plan already."),
        "TOO_MANY_ITEMS": _("A plan holds at most %(most)s courses. Nobody can learn more in a year."),
        "OVERTAKEN": _(
            "Somebody changed this in another window since you opened it: now it says “%(now)s”. Nothing was"
            " overwritten. Your entries are still below; save once more if they shall replace it."
        ),
        "ITEM_PUBLISHED": _("Officials have been given this course. It stays in the plan."),
    }


def details_mark(plan: CapacityBuildingPlan) -> str:
    """Tells two states of title and year apart: what a page was opened with and what there is now."""
    return _mark(plan.title, plan.title_hi, plan.financial_year)


def audience_mark(plan: CapacityBuildingPlan) -> str:
    return _mark(plan.audience_organisation_id, sorted(plan.designation_ids))


def _mark(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:20]


@transaction.atomic
def create_plan(
    *, organisation_id: int, title: str, title_hi: str = "", financial_year: str, actor: Actor, at: datetime
) -> CapacityBuildingPlan:
    """Start a draft. Its audience is the whole organisation until somebody narrows it."""
    title = _title(title)
    if reason := rules.year_refusal(financial_year, timezone.localdate(at)):
        raise PlanRefused(reason, year=financial_year)
    plan = CapacityBuildingPlan.objects.create(
        organisation_id=organisation_id,
        title=title,
        title_hi=title_hi.strip()[:70],
        financial_year=financial_year,
        audience_organisation_id=organisation_id,
        created_by_id=actor.person_id,
        created_at=at,
        changed_at=at,
    )
    entries.record(actor, "policy.plan.created", plan, at, organisation_id=organisation_id, year=financial_year)
    return plan


@transaction.atomic
def describe_plan(
    *,
    plan: CapacityBuildingPlan,
    title: str,
    title_hi: str,
    financial_year: str,
    seen: str | None = None,
    actor: Actor,
    at: datetime,
) -> CapacityBuildingPlan:
    """Change title and year of a draft. `seen`: the mark of what the person began from."""
    plan = _draft(plan)
    title, title_hi = _title(title), title_hi.strip()[:70]
    if reason := rules.year_refusal(financial_year, timezone.localdate(at)):
        raise PlanRefused(reason, year=financial_year)
    if (plan.title, plan.title_hi, plan.financial_year) == (title, title_hi, financial_year):
        return plan  # sent twice, or changed to the same in two windows
    if seen is not None and seen != details_mark(plan):
        raise PlanRefused("OVERTAKEN", now=f"{plan.title}, {plan.financial_year}")
    plan.title, plan.title_hi, plan.financial_year = title, title_hi, financial_year
    plan.changed_at = at
    plan.save(update_fields=["title", "title_hi", "financial_year", "changed_at"])
    entries.record(actor, "policy.plan.described", plan, at, organisation_id=plan.organisation_id)
    return plan


@transaction.atomic
def set_audience(
    *,
    plan: CapacityBuildingPlan,
    organisation_id: int,
    designation_ids: Sequence[int],
    seen: str | None = None,
    actor: Actor,
    at: datetime,
) -> CapacityBuildingPlan:
    """Say who a draft is for: an organisation with everything below it, and designations (none: all).

    `seen`: the mark of the audience that the person began from.
    """
    plan = _draft(plan)
    if organisation_id not in queries.offices_below(plan.organisation_id):
        raise PlanRefused("AUDIENCE_OUTSIDE")
    wanted = sorted(set(designation_ids))
    if queries.known_designations(wanted) != wanted:
        raise PlanRefused("DESIGNATION_UNKNOWN")
    if (plan.audience_organisation_id, sorted(plan.designation_ids)) == (organisation_id, wanted):
        return plan
    if seen is not None and seen != audience_mark(plan):
        raise PlanRefused("OVERTAKEN", now=queries.audience_sentence(plan, get_language() or "en"))
    plan.audience_organisation_id, plan.designation_ids, plan.changed_at = organisation_id, wanted, at
    plan.save(update_fields=["audience_organisation", "designation_ids", "changed_at"])
    entries.record(
        actor, "policy.plan.audience_set", plan, at, organisation_id=plan.organisation_id,
        audience_organisation_id=organisation_id, designation_ids=wanted,
    )  # fmt: skip
    return plan


@transaction.atomic
def add_item(
    *, plan: CapacityBuildingPlan, offering_uuid: object, due_on: date, actor: Actor, at: datetime
) -> PlanItem:
    """Put an offering into the plan, also into a published one; there it waits for the next publication."""
    plan = CapacityBuildingPlan.objects.lock(plan.pk)
    if plan.state == PlanState.CLOSED:
        raise PlanRefused("CLOSED")
    offering = queries.offered(offering_uuid, plan.organisation_id)  # type: ignore[arg-type]
    if offering is None:
        raise PlanRefused("NOT_OFFERED")
    if plan.items.filter(offering_id=offering.pk).exists():
        raise PlanRefused("IN_THE_PLAN")
    if plan.items.count() >= rules.MAX_ITEMS:
        raise PlanRefused("TOO_MANY_ITEMS", most=rules.MAX_ITEMS)
    if reason := rules.due_refusal(due_on, plan.financial_year, timezone.localdate(at)):
        first, last = rules.days_of(plan.financial_year)
        raise PlanRefused(reason, first=in_date(first), last=in_date(last))
    item = PlanItem.objects.create(
        plan=plan, organisation_id=plan.organisation_id, offering_id=offering.pk, due_on=due_on
    )
    _touch(plan, at)
    entries.record(
        actor, "policy.plan.item_added", plan, at, organisation_id=plan.organisation_id,
        offering=str(offering.uuid), title=offering.title, due_on=due_on,
    )  # fmt: skip
    return item


@transaction.atomic
def remove_item(*, item: PlanItem, actor: Actor, at: datetime) -> None:
    """Take an offering out again, as long as nobody was given it."""
    plan = CapacityBuildingPlan.objects.lock(item.plan_id)
    kept = plan.items.select_related("offering").filter(pk=item.pk).first()
    if kept is None:
        return  # two tabs: it is out already
    if kept.published_at is not None:
        raise PlanRefused("ITEM_PUBLISHED")
    entries.record(
        actor, "policy.plan.item_removed", plan, at, organisation_id=plan.organisation_id, title=kept.offering.title
    )
    kept.delete()
    _touch(plan, at)


@transaction.atomic
def close_plan(*, plan: CapacityBuildingPlan, actor: Actor, at: datetime) -> CapacityBuildingPlan:
    """End the plan: nobody is given it any more. What was given stays."""
    plan = CapacityBuildingPlan.objects.lock(plan.pk)
    if plan.state != PlanState.CLOSED:
        plan.state, plan.closed_at, plan.changed_at = PlanState.CLOSED, at, at
        plan.save(update_fields=["state", "closed_at", "changed_at"])
        entries.record(actor, "policy.plan.closed", plan, at, organisation_id=plan.organisation_id)
    return plan


def _title(title: str) -> str:
    title = " ".join(title.split())
    if not title:
        raise PlanRefused("TITLE_MISSING")
    if len(title) > 70:
        raise PlanRefused("TITLE_TOO_LONG")
    return title


def _draft(plan: CapacityBuildingPlan) -> CapacityBuildingPlan:
    plan = CapacityBuildingPlan.objects.lock(plan.pk)
    if plan.state == PlanState.PUBLISHED:
        raise PlanRefused("PUBLISHED_ALREADY")
    if plan.state == PlanState.CLOSED:
        raise PlanRefused("CLOSED")
    return plan


def _touch(plan: CapacityBuildingPlan, at: datetime) -> None:
    CapacityBuildingPlan.objects.filter(pk=plan.pk).update(changed_at=at)
