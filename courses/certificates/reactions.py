"""What certificates do when something happened; subscribed in karmayogi/reactions.py, run as the platform."""

from collections.abc import Sequence
from functools import partial
from itertools import groupby
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from core.audit.actor import platform
from core.outbox.events import Event
from courses.certificates.actions import follow_transfer, issue
from courses.certificates.models import Certificate, RevocationReason
from courses.certificates.rules import printed
from courses.certificates.tasks import draw_documents
from courses.events import CertificateIssued, CertificateRevoked, CourseCompleted
from messages.facade import message_kind, notify

ISSUED = message_kind(
    "courses.certificate.issued",
    label=_("I got a certificate"),
    subject=_("Your certificate: %(title)s"),
    body=_("Your certificate for “%(title)s” is ready. Its ID is %(number)s; anyone can check it with this ID."),
)
REVOKED = message_kind(
    "courses.certificate.revoked",
    label=_("A certificate of mine was revoked"),
    subject=_("Certificate revoked: %(title)s"),
    body=_(
        "%(provider)s revoked your certificate %(number)s for “%(title)s”. Reason: %(reason)s. "
        "If you think this is wrong, write to the provider or use Help."
    ),
    is_optional=False,
)

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
        transaction.on_commit(partial(draw_documents.delay, certificate_uuids=chunk), robust=True)


def follow_transfers(events: Sequence[Event]) -> None:
    """OfficialTransferred: certificates open to the new organisation."""
    for home, moved in groupby(events, key=lambda event: event.to_organisation_id):  # type: ignore[attr-defined]
        person_ids = [person_id for event in moved for person_id in event.person_ids]  # type: ignore[attr-defined]
        follow_transfer(person_ids=person_ids, home_organisation_id=home, actor=platform(), at=timezone.now())


def tell_holders(events: Sequence[Event]) -> None:
    """CertificateIssued and CertificateRevoked: the person hears of it, once."""
    uuids = [uuid for event in events for uuid in _certificate_uuids(event)]
    known = {str(row.uuid): row for row in Certificate.objects.filter(uuid__in=uuids)}
    for event in events:
        became = "revoked" if isinstance(event, CertificateRevoked) else "issued"
        for uuid in _certificate_uuids(event):
            certificate = known[uuid]
            says = certificate.content
            notify(
                person_ids=[certificate.person_id],
                kind=f"courses.certificate.{became}",
                key=f"certificate:{uuid}:{became}",
                params={
                    "title": {"en": says["course"], "hi": says["course_hi"] or says["course"]},
                    "provider": {"en": says["provider"], "hi": says["provider_hi"] or says["provider"]},
                    "number": printed(certificate.number),
                    "reason": _reason(certificate.revocation_reason),
                },
                link="/certificates/",
                at=event.at,
            )


def _certificate_uuids(event: Event) -> list[str]:
    if isinstance(event, CertificateIssued):
        return event.certificate_uuids
    return [event.certificate_uuid] if isinstance(event, CertificateRevoked) else []


def _reason(reason: str) -> dict[str, str]:
    """The reason's sentence in both languages."""
    said = {"en": "", "hi": ""}
    for language in said if reason else ():
        with override(language):
            said[language] = str(RevocationReason(reason).label)
    return said
