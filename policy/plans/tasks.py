"""The jobs that carry a plan, or a new due date, to its audience, and that collect its certificates."""

from core.jobs.kinds import Chunk, Work, job_kind
from policy.plans.access import get_due_date_change, get_publication
from policy.plans.actions import carry_due_date, proofs_chunk, publish_chunk


@job_kind("policy.plans.publish")
def publish(work: Work) -> Chunk:
    """One chunk of people. The publication's own row knows how far it is; the job's cursor only shows it."""
    publication = get_publication(work.params["publication"])
    given = publish_chunk(publication=publication, actor=work.actor, at=work.at)
    if given == 0:
        plan = publication.plan
        link = f"/mdo/{plan.organisation.code}/plans/{plan.uuid}/completion/"
        return Chunk(cursor=work.done, result={"link": link}, is_last=True)
    return Chunk(cursor=work.done + given, done=given)


@job_kind("policy.plans.due_date")
def carry_day(work: Work) -> Chunk:
    """One chunk of people; the change's own row knows how far it is."""
    change = get_due_date_change(work.params["change"])
    told = carry_due_date(change=change, actor=work.actor, at=work.at)
    if told == 0:
        plan = change.item.plan
        link = f"/mdo/{plan.organisation.code}/plans/{plan.uuid}/completion/"
        return Chunk(cursor=work.done, result={"link": link}, is_last=True)
    return Chunk(cursor=work.done + told, done=told)


job_kind("policy.plans.proofs")(proofs_chunk)
