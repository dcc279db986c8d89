"""Including people who join, or are posted, after a plan was published."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from core.audit import entries
from core.audit.actor import Actor
from ehrms import facade as ehrms
from policy.plans import queries
from policy.plans.actions.giving import give
from policy.plans.rules import days_of


@transaction.atomic
def include(*, person_ids: Sequence[int], actor: Actor, at: datetime) -> int:
    """Give every running plan to those of the people who belong to its audience. Returns the new assignments.

    Items whose day has passed are left out: nobody starts overdue. Runs as the platform, for all organisations' plans.
    """
    today = timezone.localdate(at)
    new = 0
    for plan in queries.running_plans_for(person_ids):
        if days_of(plan.financial_year)[1] < today:
            continue
        members = ehrms.members_among(queries.audience_of(plan), person_ids, today)
        items = list(plan.items.filter(published_at__isnull=False, due_on__gte=today))
        key = f"plan:{plan.uuid}:joined"
        given = give(plan=plan, items=items, person_ids=members, key=key, actor=actor, at=at)
        if given.assigned:
            entries.record(
                actor, "policy.plan.joiners_included", plan, at, organisation_id=plan.organisation_id,
                assigned=given.assigned,
            )  # fmt: skip
        new += given.assigned
    return new
