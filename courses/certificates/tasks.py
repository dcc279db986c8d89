"""Celery doors of certificates."""

from uuid import UUID

from celery import shared_task

from core.jobs.kinds import job_kind
from core.tenancy.context import everywhere
from courses.certificates.actions import draw
from courses.certificates.actions.archiving import archive_chunk
from courses.certificates.models import Certificate


@shared_task
def draw_documents(*, certificate_uuids: list[str], **_: object) -> int:
    """Draw the PDFs that are not drawn yet, one short transaction each. Twice is the same as once."""
    drawn = 0
    for uuid in certificate_uuids:
        with everywhere(reason="draw certificates", audited=False):
            certificate = (
                Certificate.objects.select_for_update(skip_locked=True).filter(uuid=UUID(uuid), document_key="").first()
            )
            if certificate is not None:
                draw(certificate)
                drawn += 1
    return drawn


job_kind("courses.certificates.archive")(archive_chunk)
