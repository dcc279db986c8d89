"""Taking a certificate back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.audit import entries as audit
from core.audit.actor import Actor
from core.outbox import events as outbox
from core.refusals import Refusal
from courses.certificates.models import (
    Certificate,
    CertificateCorrection,
    CertificateFace,
    CertificateState,
    CorrectionState,
    RevocationReason,
)
from courses.certificates.rules import without_person
from courses.events import CertificateRevoked

SHORTEST_NOTE = 10


class RevocationRefused(Refusal):
    SENTENCES = {
        "ALREADY_REVOKED": _("This certificate was revoked before."),
        "SUPERSEDED": _("Another certificate took the place of this one. Revoke that one."),
        "REASON_MISSING": _("Choose a reason for revoking."),
        "NOTE_MISSING": _("Write at least %(least)s characters about what was found."),
    }


@transaction.atomic
def revoke(*, certificate: Certificate, reason: str, note: str, actor: Actor, at: datetime) -> Certificate:
    """The page of the certificate stays and says since when and why it is not valid. There is no way back.

    `reason` is public, `note` is for the provider's own file. The completion and the passbook are not touched.
    """
    certificate = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if certificate.state == CertificateState.REVOKED:
        raise RevocationRefused("ALREADY_REVOKED")
    if certificate.state == CertificateState.SUPERSEDED:
        raise RevocationRefused("SUPERSEDED")
    if reason not in RevocationReason.values:
        raise RevocationRefused("REASON_MISSING")
    if len(note.strip()) < SHORTEST_NOTE:
        raise RevocationRefused("NOTE_MISSING", least=SHORTEST_NOTE)
    certificate.state, certificate.revoked_at = CertificateState.REVOKED, at
    certificate.revocation_reason, certificate.revocation_note = reason, note.strip()
    certificate.revoked_by_id = actor.person_id
    certificate.save(update_fields=["state", "revoked_at", "revocation_reason", "revocation_note", "revoked_by"])
    CertificateFace.objects.filter(number=certificate.number).update(
        state=CertificateState.REVOKED,
        revoked_at=at,
        revocation_reason=reason,
        content=without_person(certificate.content),
    )
    # Whoever waits for a correction of it hears of the revocation; there is nothing left to decide.
    CertificateCorrection.objects.filter(certificate=certificate, state=CorrectionState.OPEN).update(
        state=CorrectionState.DECLINED, decided_at=at, decided_by_id=actor.person_id
    )
    audit.record(
        actor, "courses.certificate.revoked", certificate, at, organisation_id=certificate.provider_id,
        reason=reason, note=note.strip(),
    )  # fmt: skip
    outbox.publish(
        CertificateRevoked(
            at=at,
            organisation_id=certificate.provider_id,
            certificate_uuid=str(certificate.uuid),
            completion_uuid=str(certificate.completion_uuid),
            person_id=certificate.person_id,
            offering_id=certificate.offering_id,
            reason=reason,
        )
    )
    return certificate
