"""Who may see a job: the fence says it (who started it; role holders of its organisation). Not visible is not found."""

from uuid import UUID

from django.http import Http404

from core.files.models import StoredFile
from core.jobs.models import Job


def get_job(job_uuid: UUID) -> Job:
    job = Job.objects.filter(uuid=job_uuid).first()
    if job is None:
        raise Http404
    return job


def get_file(job_uuid: UUID) -> StoredFile:
    """The file that a job made. Only for who started it: a role holder of the organisation sees the job, not the file."""
    made = (get_job(job_uuid).result or {}).get("file")
    file = StoredFile.objects.filter(uuid=made).first() if made else None
    if file is None:
        raise Http404
    return file
