"""Giving a plan's items to a chunk of people: asked, enrolled, told; each once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.audit.actor import Actor
from core.outbox.events import publish
from courses import facade as courses
from messages import facade as messages
from policy.events import PlanPublished
from policy.plans import queries
from policy.plans.models import CapacityBuildingPlan, PlanItem


@dataclass(frozen=True, slots=True)
class Given:
    """How many assignments and enrolments of a chunk are new."""

    assigned: int
    enrolled: int


def give(
    *,
    plan: CapacityBuildingPlan,
    items: Sequence[PlanItem],
    person_ids: Sequence[int],
    key: str,
    actor: Actor,
    at: datetime,
) -> Given:
    """One statement for each item and kind of row, for any number of people; one announcement.

    Somebody who has an item from this plan already is neither asked nor told again.
    """
    # Locked and read anew: whoever changes a due date waits for this chunk, or this chunk has the new day.
    wanted = [item.pk for item in items]
    items = list(PlanItem.objects.select_for_update().filter(pk__in=wanted).order_by("pk"))
    offered = queries.still_offered([item.offering_id for item in items], plan.organisation_id)
    items = [item for item in items if item.offering_id in offered]  # one may have been retired since
    if not items or not person_ids:
        return Given(0, 0)
    source = courses.Source(
        kind="plan",
        uuid=plan.uuid,
        title=plan.title,
        title_hi=plan.title_hi,
        by=plan.organisation.name,
        by_hi=plan.organisation.name_hi,
    )
    assigned = enrolled = 0
    newly: set[int] = set()
    for item in items:
        asked = courses.assign(
            offering_id=item.offering_id,
            person_ids=person_ids,
            due_date=item.due_on,
            source=source,
            organisation_id=plan.organisation_id,
            actor=actor,
            at=at,
        )
        # Only who is newly asked: somebody who left the course is not put back by the next publication.
        placed = courses.enrol_many(
            offering_id=item.offering_id,
            person_ids=asked,
            organisation_id=plan.organisation_id,
            actor=actor,
            at=at,
        )
        assigned += len(asked)
        enrolled += len(placed)
        newly.update(asked)
    if newly:
        first_due = min(item.due_on for item in items)
        messages.notify(
            person_ids=sorted(newly),
            kind="policy.plan_given",
            key=key,
            params={
                "plan": {"en": plan.title, "hi": plan.title_hi or plan.title},
                "organisation": {"en": plan.organisation.name, "hi": plan.organisation.name_hi},
                "courses": len(items),
                "due": {"date": first_due.isoformat()},
            },
            link="/plan/",
            at=at,
        )
        publish(
            PlanPublished(
                at=at,
                organisation_id=plan.organisation_id,
                plan_uuid=str(plan.uuid),
                title=plan.title,
                person_ids=sorted(newly),
                item_count=len(items),
            )
        )
    return Given(assigned, enrolled)
