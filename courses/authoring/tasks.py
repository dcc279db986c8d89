"""Celery doors of authoring: the kinds of jobs it starts."""

from core.jobs.kinds import Chunk, Work, job_kind
from courses.authoring.actions.packaging import unpack_some
from courses.packages.queries import UNPACKING


@job_kind(UNPACKING)
def unpack_package(work: Work) -> Chunk:
    return unpack_some(work)
