"""Who may see a job: the fence says it (who started it; role holders of its organisation). Not visible is not found."""

from uuid import UUID

from django.http import Http404

from core.jobs.models import Job


def get_job(job_uuid: UUID) -> Job:
    job = Job.objects.filter(uuid=job_uuid).first()
    if job is None:
        raise Http404
    return job
