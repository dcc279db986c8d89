"""A holder asks for a correction; the provider decides."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.audit import entries as audit
from core.audit.actor import Actor
from core.outbox import events as outbox
from core.refusals import Refusal
from courses.certificates.actions.reissuing import reissue
from courses.certificates.models import (
    Certificate,
    CertificateCorrection,
    CertificateState,
    CorrectionReason,
    CorrectionState,
)
from courses.events import CorrectionAsked, CorrectionDeclined

SHORTEST = 10


class CorrectionRefused(Refusal):
    SENTENCES = {
        "NOT_VALID": _("This certificate is no longer valid, so nothing in it is corrected."),
        "ALREADY_ASKED": _("You have asked for a correction of this certificate. The provider has not decided yet."),
        "REASON_MISSING": _("Choose what is wrong."),
        "NOTE_MISSING": _("Write at least %(least)s characters about what is wrong and what is right."),
    }


class DecisionRefused(Refusal):
    SENTENCES = {
        "ALREADY_DECIDED": _("This request was decided before."),
        "OWN_CERTIFICATE": _("This is your own request. Somebody else of your organisation decides about it."),
        "ANSWER_MISSING": _("Write at least %(least)s characters to the holder about why."),
    }


@transaction.atomic
def ask_for_correction(
    *, certificate: Certificate, reason: str, note: str, actor: Actor, at: datetime
) -> CertificateCorrection:
    """Note what the holder says is wrong, once at a time. The door has decided that it is their own certificate."""
    certificate = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if certificate.state != CertificateState.ISSUED:
        raise CorrectionRefused("NOT_VALID")
    if certificate.corrections.filter(state=CorrectionState.OPEN).exists():
        raise CorrectionRefused("ALREADY_ASKED")
    if reason not in CorrectionReason.values:
        raise CorrectionRefused("REASON_MISSING")
    if len(note.strip()) < SHORTEST:
        raise CorrectionRefused("NOTE_MISSING", least=SHORTEST)
    correction = CertificateCorrection.objects.create(
        certificate=certificate,
        person_id=certificate.person_id,
        organisation_id=certificate.organisation_id,
        home_organisation_id=certificate.home_organisation_id,
        provider_id=certificate.provider_id,
        reason=reason,
        note=note.strip(),
        asked_at=at,
    )
    audit.record(
        actor, "courses.certificate.correction_asked", certificate, at, organisation_id=certificate.provider_id,
        reason=reason,
    )  # fmt: skip
    outbox.publish(
        CorrectionAsked(
            at=at,
            organisation_id=certificate.provider_id,
            correction_uuid=str(correction.uuid),
            certificate_uuid=str(certificate.uuid),
            person_id=certificate.person_id,
        )
    )
    return correction


@transaction.atomic
def decide_correction(
    *, correction: CertificateCorrection, approve: bool, answer: str, actor: Actor, at: datetime
) -> CertificateCorrection:
    """Approve, which issues the certificate anew, or decline with an answer that the holder reads."""
    certificate = Certificate.objects.select_for_update().get(pk=correction.certificate_id)
    correction = CertificateCorrection.objects.select_for_update().get(pk=correction.pk)
    if correction.state != CorrectionState.OPEN:
        raise DecisionRefused("ALREADY_DECIDED")
    if correction.person_id == actor.person_id:
        raise DecisionRefused("OWN_CERTIFICATE")
    if len(answer.strip()) < SHORTEST:
        raise DecisionRefused("ANSWER_MISSING", least=SHORTEST)
    if approve:
        reissue(certificate=certificate, reason=correction.reason, note=answer, actor=actor, at=at)
    correction.state = CorrectionState.APPROVED if approve else CorrectionState.DECLINED
    correction.decided_at, correction.decided_by_id, correction.answer = at, actor.person_id, answer.strip()
    correction.save(update_fields=["state", "decided_at", "decided_by", "answer"])
    if not approve:
        audit.record(
            actor, "courses.certificate.correction_declined", certificate, at,
            organisation_id=certificate.provider_id, reason=correction.reason, answer=correction.answer,
        )  # fmt: skip
        outbox.publish(
            CorrectionDeclined(
                at=at,
                organisation_id=certificate.provider_id,
                correction_uuid=str(correction.uuid),
                certificate_uuid=str(certificate.uuid),
                person_id=certificate.person_id,
            )
        )
    return correction
