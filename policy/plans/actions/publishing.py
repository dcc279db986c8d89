"""Publishing: decided at once, carried to the audience by a job, chunk by chunk."""

from datetime import datetime
from typing import ClassVar

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.audit import entries
from core.audit.actor import Actor
from core.jobs import actions as jobs
from core.refusals import Refusal
from ehrms import facade as ehrms
from policy.plans import queries, rules
from policy.plans.actions.giving import give
from policy.plans.models import CapacityBuildingPlan, PlanItem, PlanState, Publication

CHUNK = 1000  # persons; each item of the plan adds two statements


class PublicationRefused(Refusal):
    SENTENCES: ClassVar[dict[str, str | Promise]] = {
        "CLOSED": _("This plan is closed and cannot be published."),
        "NO_ITEMS": _("The plan has no courses yet. Add at least one."),
        "ITEM_NOT_OFFERED": _("One of the courses is no longer offered. Remove it from the plan."),
        "ITEM_OVERDUE": _("One of the courses is due before today. Remove it and add it with a later day."),
        "NOBODY_SERVES_THERE": _(
            "The audience is empty: no official serves at %(organisation)s or below it. Bring in the officials first,"
            " or choose another organisation."
        ),
        "NOBODY_HOLDS_THE_DESIGNATION": _(
            "The audience is empty: nobody at %(organisation)s holds one of the designations you chose. Remove a"
            " designation or choose another one."
        ),
    }


@transaction.atomic
def publish_plan(*, plan: CapacityBuildingPlan, actor: Actor, at: datetime) -> Publication:
    """Decide that the plan counts, and start the run that carries it. Asked twice, the same run answers."""
    plan = CapacityBuildingPlan.objects.lock(plan.pk)
    today = timezone.localdate(at)
    if plan.state == PlanState.CLOSED:
        raise PublicationRefused("CLOSED")
    waiting = list(plan.items.select_related("offering").filter(published_at=None))
    last = plan.publications.order_by("-asked_at").first()
    if last is not None and (last.finished_at is None or not waiting):
        return last
    offered = queries.still_offered([item.offering_id for item in waiting], plan.organisation_id)
    facts = [rules.Item(item.offering.title, item.due_on, item.offering_id in offered) for item in waiting]
    reach = ehrms.reach_of(queries.audience_of(plan), today)
    if reason := rules.publication_refusal(facts, today, reach.emptied_by):
        raise PublicationRefused(reason, organisation=queries.organisation_name(plan.audience_organisation_id))
    plan.items.filter(published_at=None).update(published_at=at)
    plan.state, plan.changed_at = PlanState.PUBLISHED, at
    plan.published_at, plan.published_by_id = plan.published_at or at, plan.published_by_id or actor.person_id
    plan.save(update_fields=["state", "changed_at", "published_at", "published_by"])
    publication = Publication.objects.create(
        plan=plan, organisation_id=plan.organisation_id, asked_by_id=actor.person_id, asked_at=at
    )
    job = jobs.start(
        kind="policy.plans.publish",
        title=gettext("Publishing the plan: %(plan)s") % {"plan": plan.title},
        params={"publication": str(publication.uuid)},
        steps=[gettext("Give the courses to every official of the audience")],
        total=reach.with_designation,
        actor=actor,
        at=at,
    )
    publication.job_uuid = job.uuid
    publication.save(update_fields=["job_uuid"])
    entries.record(
        actor, "policy.plan.published", plan, at, organisation_id=plan.organisation_id,
        publication=str(publication.uuid), items=len(waiting), people=reach.with_designation,
    )  # fmt: skip
    return publication


@transaction.atomic
def publish_chunk(*, publication: Publication, actor: Actor, at: datetime) -> int:
    """Give the plan to the next people of the audience. Returns how many; 0 when the run is over.

    The run's row is locked first: two workers at the same run take turns and no chunk is done twice.
    """
    run = Publication.objects.select_for_update().get(pk=publication.pk)
    if run.finished_at is not None:
        return 0
    plan = CapacityBuildingPlan.objects.select_related("organisation").get(pk=run.plan_id)
    today = timezone.localdate(at)
    person_ids = ehrms.chunk_of(queries.audience_of(plan), today, after_person_id=run.reached_person_id, limit=CHUNK)
    if not person_ids or plan.state == PlanState.CLOSED:
        finish_publication(publication=run, actor=actor, at=at)
        return 0
    items = list(PlanItem.objects.filter(plan=plan, published_at__isnull=False))
    given = give(plan=plan, items=items, person_ids=person_ids, key=f"plan:{plan.uuid}:{run.uuid}", actor=actor, at=at)
    run.reached_person_id = person_ids[-1]
    run.people += len(person_ids)
    run.assigned += given.assigned
    run.enrolled += given.enrolled
    run.save(update_fields=["reached_person_id", "people", "assigned", "enrolled"])
    return len(person_ids)


@transaction.atomic
def finish_publication(*, publication: Publication, actor: Actor, at: datetime) -> None:
    """Close the run and say in the trail how far it went."""
    if Publication.objects.filter(pk=publication.pk, finished_at=None).update(finished_at=at):
        entries.record(
            actor, "policy.plan.publication_finished", publication, at, organisation_id=publication.organisation_id,
            people=publication.people, assigned=publication.assigned, enrolled=publication.enrolled,
        )  # fmt: skip
