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
from core.tenancy.homes import Moved
from courses.certificates.actions import follow_merge, follow_transfer, issue
from courses.certificates.models import Certificate, CertificateCorrection, CorrectionReason, RevocationReason
from courses.certificates.rules import printed
from courses.certificates.tasks import draw_documents
from courses.events import (
    CertificateIssued,
    CertificateReissued,
    CertificateRevoked,
    CorrectionAsked,
    CorrectionDeclined,
    CourseCompleted,
)
from institutions import facade as institutions
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
REISSUED = message_kind(
    "courses.certificate.reissued",
    label=_("A certificate of mine was issued anew"),
    subject=_("Corrected certificate: %(title)s"),
    body=_(
        "%(provider)s issued your certificate for “%(title)s” anew: %(reason)s. Its ID is %(number)s. The page of the old"
        " one leads to it; give out only the new one."
    ),
    is_optional=False,
)
CORRECTION_ASKED = message_kind(
    "courses.certificate.correction_asked",
    label=_("A holder asks for a correction of a certificate"),
    subject=_("Correction asked: %(title)s"),
    body=_("%(name)s asks for a correction of certificate %(number)s for “%(title)s”: %(reason)s."),
)
CORRECTION_DECLINED = message_kind(
    "courses.certificate.correction_declined",
    label=_("A correction that I asked for was declined"),
    subject=_("Certificate stays as it is: %(title)s"),
    body=_("%(provider)s declined the correction of certificate %(number)s for “%(title)s”. Its answer: %(answer)s"),
    is_optional=False,
)

DECIDERS = "provider_admin"  # the role that decides about corrections
DOCUMENTS_A_TASK = 50


def issue_for_completions(events: Sequence[Event]) -> None:
    """CourseCompleted: every completion gets its certificate."""
    uuids = [UUID(event.completion_uuid) for event in events if isinstance(event, CourseCompleted)]
    issue(completion_uuids=uuids, actor=platform(), at=timezone.now())


def draw_after_issue(events: Sequence[Event]) -> None:
    """CertificateIssued and CertificateReissued: hand the drawing to workers. A lost task is no loss, a download draws
    what is missing."""
    uuids = [
        uuid
        for event in events
        if isinstance(event, CertificateIssued | CertificateReissued)
        for uuid in _certificate_uuids(event)
    ]
    for start in range(0, len(uuids), DOCUMENTS_A_TASK):
        chunk = uuids[start : start + DOCUMENTS_A_TASK]
        transaction.on_commit(partial(draw_documents.delay, certificate_uuids=chunk), robust=True)


def follow_transfers(events: Sequence[Moved]) -> None:
    """OfficialTransferred: certificates open to the new organisation."""
    for home, moved in groupby(events, key=lambda event: event.to_organisation_id):
        person_ids = [person_id for event in moved for person_id in event.person_ids]
        follow_transfer(person_ids=person_ids, home_organisation_id=home, actor=platform(), at=timezone.now())


def follow_merges(events: Sequence[Event]) -> None:
    """PersonJoined: whoever turned out to be somebody listed already brings their certificates along."""
    for event in events:
        follow_merge(person_id=event.person_id, actor=platform(), at=timezone.now())  # type: ignore[attr-defined]


def tell_holders(events: Sequence[Event]) -> None:
    """CertificateIssued, CertificateReissued and CertificateRevoked: the person hears of it, once."""
    uuids = [uuid for event in events for uuid in _certificate_uuids(event)]
    known = {str(row.uuid): row for row in Certificate.objects.filter(uuid__in=uuids)}
    for event in events:
        became = BECAME.get(type(event), "issued")
        for uuid in _certificate_uuids(event):
            certificate = known[uuid]
            notify(
                person_ids=[certificate.person_id],
                kind=f"courses.certificate.{became}",
                key=f"certificate:{uuid}:{became}",
                params=_said(certificate) | {"reason": _reason(certificate)},
                link=f"/certificates/{uuid}/",
                at=event.at,
            )


BECAME: dict[type[Event], str] = {CertificateRevoked: "revoked", CertificateReissued: "reissued"}


def tell_deciders(events: Sequence[Event]) -> None:
    """CorrectionAsked: the provider's admins hear of each request, but not of their own."""
    for event in events:
        if not isinstance(event, CorrectionAsked) or event.organisation_id is None:
            continue
        correction = _correction(event.correction_uuid)
        deciders = institutions.holders_of(role=DECIDERS, organisation_id=event.organisation_id, at=event.at)
        says = correction.certificate.content
        notify(
            person_ids=set(deciders) - {event.person_id},
            kind="courses.certificate.correction_asked",
            key=f"correction:{event.correction_uuid}:asked",
            params=_said(correction.certificate)
            | {
                "name": {"en": says["name"], "hi": says["name_hi"] or says["name"]},
                "reason": _in_both(CorrectionReason(correction.reason).label),
            },
            link=f"/provider/{_code_of(event.organisation_id)}/certificate-corrections/{event.correction_uuid}/",
            at=event.at,
        )


def tell_askers(events: Sequence[Event]) -> None:
    """CorrectionDeclined: the holder reads the provider's answer."""
    for event in events:
        if not isinstance(event, CorrectionDeclined):
            continue
        correction = _correction(event.correction_uuid)
        notify(
            person_ids=[event.person_id],
            kind="courses.certificate.correction_declined",
            key=f"correction:{event.correction_uuid}:declined",
            params=_said(correction.certificate) | {"answer": correction.answer},
            link=f"/certificates/{event.certificate_uuid}/",
            at=event.at,
        )


def _correction(uuid: str) -> CertificateCorrection:
    return CertificateCorrection.objects.select_related("certificate").get(uuid=uuid)


def _code_of(organisation_id: int) -> str:
    return next(code for code, pk in institutions.ids_of_codes().items() if pk == organisation_id)


def _said(certificate: Certificate) -> dict[str, object]:
    says = certificate.content
    return {
        "title": {"en": says["course"], "hi": says["course_hi"] or says["course"]},
        "provider": {"en": says["provider"], "hi": says["provider_hi"] or says["provider"]},
        "number": printed(certificate.number),
    }


def _certificate_uuids(event: Event) -> list[str]:
    if isinstance(event, CertificateIssued):
        return event.certificate_uuids
    return [event.certificate_uuid] if isinstance(event, CertificateRevoked | CertificateReissued) else []


def _reason(certificate: Certificate) -> dict[str, str]:
    """Why it was revoked or issued anew, in both languages."""
    if certificate.revocation_reason:
        return _in_both(RevocationReason(certificate.revocation_reason).label)
    if certificate.reissue_reason:
        return _in_both(CorrectionReason(certificate.reissue_reason).label)
    return {"en": "", "hi": ""}


def _in_both(sentence: object) -> dict[str, str]:
    said = {}
    for language in ("en", "hi"):
        with override(language):
            said[language] = str(sentence)
    return said
