"""What certificates do when something happened; subscribed in karmayogi/reactions.py, run as the platform."""

from collections.abc import Sequence
from itertools import groupby
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from core.audit.actor import platform
from core.outbox.events import Event
from courses.certificates.actions import follow_transfer, issue
from courses.certificates.tasks import draw_documents
from courses.events import CertificateIssued, CourseCompleted

DOCUMENTS_A_TASK = 50


def issue_for_completions(events: Sequence[Event]) -> None:
    """CourseCompleted: every completion gets its certificate."""
    uuids = [UUID(event.completion_uuid) for event in events if isinstance(event, CourseCompleted)]
    issue(completion_uuids=uuids, actor=platform(), at=timezone.now())


def draw_after_issue(events: Sequence[Event]) -> None:
    """CertificateIssued: hand the drawing to workers. A lost task is no loss, a download draws what is missing."""
    uuids = [uuid for event in events if isinstance(event, CertificateIssued) for uuid in event.certificate_uuids]
    for start in range(0, len(uuids), DOCUMENTS_A_TASK):
        chunk = uuids[start : start + DOCUMENTS_A_TASK]
        transaction.on_commit(lambda chunk=chunk: draw_documents.delay(certificate_uuids=chunk), robust=True)


def follow_transfers(events: Sequence[Event]) -> None:
    """OfficialTransferred: certificates open to the new organisation."""
    for home, moved in groupby(events, key=lambda event: event.to_organisation_id):  # type: ignore[attr-defined]
        person_ids = [person_id for event in moved for person_id in event.person_ids]  # type: ignore[attr-defined]
        follow_transfer(person_ids=person_ids, home_organisation_id=home, actor=platform(), at=timezone.now())
