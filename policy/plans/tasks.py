"""The job that carries a plan to its audience."""

from core.jobs.kinds import Chunk, Work, job_kind
from policy.plans.access import get_publication
from policy.plans.actions import publish_chunk


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
