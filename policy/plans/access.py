"""Who may see and change which plan. Not visible is not found."""

import uuid

from django.http import Http404

from policy.plans.models import CapacityBuildingPlan, DueDateChange, PlanItem, Publication


def get_plan(plan_uuid: uuid.UUID | str, organisation_id: int) -> CapacityBuildingPlan:
    """A plan of the organisation or of one below it; those above are seen, not managed."""
    plans = CapacityBuildingPlan.objects.select_related("organisation", "audience_organisation", "published_by")
    plan = plans.filter(uuid=plan_uuid, organisation__path__contains=[organisation_id]).first()
    if plan is None:
        raise Http404
    return plan


def get_item(plan: CapacityBuildingPlan, item_uuid: uuid.UUID | str) -> PlanItem:
    item = plan.items.select_related("offering").filter(uuid=item_uuid).first()
    if item is None:
        raise Http404
    return item


def get_publication(publication_uuid: uuid.UUID | str) -> Publication:
    """For the job, inside the scope of whoever published."""
    publications = Publication.objects.select_related("plan__organisation")
    publication = publications.filter(uuid=publication_uuid).first()
    if publication is None:
        raise Http404
    return publication


def get_due_date_change(change_uuid: uuid.UUID | str) -> DueDateChange:
    """For the job, inside the scope of whoever changed it."""
    change = DueDateChange.objects.select_related("item__plan__organisation").filter(uuid=change_uuid).first()
    if change is None:
        raise Http404
    return change
