"""Issuing a certificate anew when what it says was wrong."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.audit import entries as audit
from core.audit.actor import Actor
from core.outbox import events as outbox
from core.refusals import Refusal
from core.tenancy.context import everywhere
from courses.certificates.actions.issuing import TRIES, new_number
from courses.certificates.models import (
    Certificate,
    CertificateCorrection,
    CertificateFace,
    CertificateState,
    CorrectionReason,
    CorrectionState,
)
from courses.certificates.queries import facts_of
from courses.certificates.rules import Content, corrected, differences, sha256_of, without_person
from courses.events import CertificateReissued

SHORTEST_NOTE = 10


class ReissueRefused(Refusal):
    SENTENCES = {
        "NOT_VALID": _("This certificate is no longer valid, so it cannot be replaced."),
        "REASON_MISSING": _("Choose what is corrected."),
        "NOTE_MISSING": _("Write at least %(least)s characters about what was checked."),
        "OWN_CERTIFICATE": _("This is your own certificate. Somebody else of your organisation decides about it."),
        "NOTHING_CHANGES": _(
            "The new certificate would say the same. Have the record corrected first (name and posting by the"
            " organisation of the holder), then issue it anew."
        ),
    }


@transaction.atomic
def reissue(*, certificate: Certificate, reason: str, note: str, actor: Actor, at: datetime) -> Certificate:
    """Supersede a certificate by another one of the same completion, and return that.

    What the reason is about is read anew from the records (`rules.corrected`); nobody types what a certificate says.
    The old one keeps its number and its page, which leads to the new one. `note` is for the provider's own file.
    """
    before = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if before.state != CertificateState.ISSUED:
        raise ReissueRefused("NOT_VALID")
    if before.person_id == actor.person_id:
        raise ReissueRefused("OWN_CERTIFICATE")
    if reason not in CorrectionReason.values:
        raise ReissueRefused("REASON_MISSING")
    if len(note.strip()) < SHORTEST_NOTE:
        raise ReissueRefused("NOTE_MISSING", least=SHORTEST_NOTE)
    content = content_when_reissued(before, reason)
    changed = differences(Content.from_json(before.content), content)
    if not changed:
        raise ReissueRefused("NOTHING_CHANGES")
    before.state, before.superseded_at = CertificateState.SUPERSEDED, at
    before.save(update_fields=["state", "superseded_at"])
    after = _issued_after(before, content, reason, note.strip(), actor, at)
    CertificateFace.objects.filter(number=before.number).update(
        state=CertificateState.SUPERSEDED,
        superseded_at=at,
        successor_number=after.number,
        content=without_person(before.content),
    )
    CertificateCorrection.objects.filter(certificate=before, state=CorrectionState.OPEN).update(
        state=CorrectionState.APPROVED, decided_at=at, decided_by_id=actor.person_id
    )
    audit.record(
        actor, "courses.certificate.reissued", after, at, organisation_id=after.provider_id, supersedes=before.number,
        reason=reason, note=note.strip(), changed=changed,
    )  # fmt: skip
    outbox.publish(
        CertificateReissued(
            at=at,
            organisation_id=after.provider_id,
            certificate_uuid=str(after.uuid),
            superseded_uuid=str(before.uuid),
            completion_uuid=str(after.completion_uuid),
            person_id=after.person_id,
            offering_id=after.offering_id,
            reason=reason,
        )
    )
    return after


def content_when_reissued(certificate: Certificate, reason: str) -> Content:
    """What it would say. Postings and names stand in the holder's organisation, which a provider does not see."""
    with everywhere(reason="what a certificate says when it is re-issued", audited=False):
        (facts,) = facts_of([certificate.completion_uuid])
    return corrected(Content.from_json(certificate.content), facts.content, reason)


def _issued_after(
    before: Certificate, content: Content, reason: str, note: str, actor: Actor, at: datetime
) -> Certificate:
    said = content.as_json()
    number = next(number for number in (new_number() for _try in range(TRIES)) if not _is_taken(number))
    after = Certificate.objects.create(
        number=number,
        person_id=before.person_id,
        organisation_id=before.organisation_id,
        home_organisation_id=before.home_organisation_id,
        provider_id=before.provider_id,
        offering_id=before.offering_id,
        completion_uuid=before.completion_uuid,
        content=said,
        content_sha256=sha256_of(said),
        completed_at=before.completed_at,
        issued_at=at,
        issued_by_id=actor.person_id,
        supersedes=before,
        reissue_reason=reason,
        reissue_note=note,
    )
    CertificateFace.objects.create(
        number=after.number, provider_id=after.provider_id, content=said, issued_at=after.issued_at
    )
    return after


def _is_taken(number: str) -> bool:
    return CertificateFace.objects.filter(number=number).exists()
