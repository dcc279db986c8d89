"""Another due date for a course that officials were given: decided at once, carried to them by a job."""

from datetime import date, datetime
from typing import ClassVar

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.audit import entries
from core.audit.actor import Actor
from core.display.dates import in_date
from core.jobs import actions as jobs
from core.outbox.events import publish
from core.refusals import Refusal
from courses import facade as courses
from messages import facade as messages
from policy.events import DueDateChanged
from policy.plans import rules
from policy.plans.models import CapacityBuildingPlan, DueDateChange, PlanItem, PlanState

CHUNK = 1000
LONGEST_REASON = 300


class DueDateRefused(Refusal):
    SENTENCES: ClassVar[dict[str, str | Promise]] = {
        "CLOSED": _("This plan is closed and cannot be changed."),
        "NOT_GIVEN": _("Nobody was given this course yet. Remove it and add it with another day."),
        "NO_REASON": _("Say why the day is changed. Officials read it."),
        "REASON_TOO_LONG": _("The reason may have at most %(most)s letters."),
        "SAME_DAY": _("The course is due on that day already."),
        "OVERTAKEN": _("Somebody else changed this day to %(now)s since you opened the page. Nothing was changed."),
        "DUE_IN_THE_PAST": _("The due date has passed. Choose a day from today on."),
        "DUE_OUTSIDE_THE_YEAR": _("The due date must lie within the plan's year, from %(first)s to %(last)s."),
    }


@transaction.atomic
def change_due_date(
    *, item: PlanItem, due_on: date, reason: str, seen: date | None, actor: Actor, at: datetime
) -> DueDateChange:
    """Give a published item another day. `seen`: the day that the page showed. Sent twice, the first one answers."""
    plan = CapacityBuildingPlan.objects.lock(item.plan_id)
    item = PlanItem.objects.select_for_update(of=("self",)).select_related("offering").get(pk=item.pk)
    reason = " ".join(reason.split())
    last = item.due_date_changes.order_by("-at", "-pk").first()
    if last is not None and (last.due_on, last.reason) == (due_on, reason) and due_on == item.due_on:
        return last
    if plan.state == PlanState.CLOSED:
        raise DueDateRefused("CLOSED")
    if item.published_at is None:
        raise DueDateRefused("NOT_GIVEN")
    if seen is not None and seen != item.due_on:
        raise DueDateRefused("OVERTAKEN", now=in_date(item.due_on))
    if not reason:
        raise DueDateRefused("NO_REASON")
    if len(reason) > LONGEST_REASON:
        raise DueDateRefused("REASON_TOO_LONG", most=LONGEST_REASON)
    if due_on == item.due_on:
        raise DueDateRefused("SAME_DAY")
    if no := rules.due_refusal(due_on, plan.financial_year, timezone.localdate(at)):
        first, until = rules.days_of(plan.financial_year)
        raise DueDateRefused(no, first=in_date(first), last=in_date(until))
    change = DueDateChange.objects.create(
        item=item,
        organisation_id=plan.organisation_id,
        was=item.due_on,
        due_on=due_on,
        reason=reason,
        person_name=actor.name[:200],
        at=at,
    )
    item.due_on = due_on
    item.save(update_fields=["due_on"])
    plan.changed_at = at
    plan.save(update_fields=["changed_at"])
    job = jobs.start(
        kind="policy.plans.due_date",
        title=gettext("New due date: %(course)s") % {"course": item.offering.title},
        params={"change": str(change.uuid)},
        steps=[gettext("Tell every official who was given the course")],
        actor=actor,
        at=at,
    )
    change.job_uuid = job.uuid
    change.save(update_fields=["job_uuid"])
    entries.record(
        actor, "policy.plan.due_date_changed", plan, at, organisation_id=plan.organisation_id,
        title=item.offering.title, was=change.was, due_on=due_on, reason=reason,
    )  # fmt: skip
    return change


@transaction.atomic
def carry_due_date(*, change: DueDateChange, actor: Actor, at: datetime) -> int:
    """Bring a new day to the next people. Returns how many; 0 when it is over, or a later change has taken its place.

    The change's row is locked first and holds the cursor, so that a killed worker, or two, repeat nothing.
    """
    change = DueDateChange.objects.select_for_update().get(pk=change.pk)
    if change.finished_at is not None:
        return 0
    item = PlanItem.objects.select_for_update(of=("self",)).select_related("offering", "plan").get(pk=change.item_id)
    newest = item.due_date_changes.order_by("-at", "-pk").values_list("pk", flat=True).first()
    people: list[int] = []
    if newest == change.pk:
        people = courses.change_due_date(
            source_uuid=item.plan.uuid,
            offering_id=item.offering_id,
            due_date=item.due_on,
            asked_until=change.at,
            after_person_id=change.reached_person_id,
            limit=CHUNK,
        )
    if not people:
        change.finished_at = at
        change.save(update_fields=["finished_at"])
        return 0
    done = courses.completed_people(offering_id=item.offering_id, person_ids=people)
    messages.notify(
        person_ids=[person_id for person_id in people if person_id not in done],
        kind="policy.due_date_changed",
        key=f"due-date:{change.uuid}",
        params={
            "course": {"en": item.offering.title, "hi": item.offering.title_hi or item.offering.title},
            "plan": {"en": item.plan.title, "hi": item.plan.title_hi or item.plan.title},
            "due": {"date": item.due_on.isoformat()},
            "was": {"date": change.was.isoformat()},
            "reason": change.reason,
        },
        link="/plan/",
        at=at,
    )
    publish(
        DueDateChanged(
            at=at,
            organisation_id=change.organisation_id,
            plan_uuid=str(item.plan.uuid),
            offering_id=item.offering_id,
            due_date=item.due_on,
            was=change.was,
            person_ids=people,
        )
    )
    change.reached_person_id = people[-1]
    change.people += len(people)
    change.save(update_fields=["reached_person_id", "people"])
    return len(people)
