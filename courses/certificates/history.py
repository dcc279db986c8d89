"""What became of the certificates of one completion, in order; and requests for corrections, as pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import Person
from core.display.dates import in_date, in_date_long
from core.tenancy.context import everywhere
from courses.certificates import wording
from courses.certificates.models import (
    Certificate,
    CertificateCorrection,
    CorrectionReason,
    CorrectionState,
    RevocationReason,
)
from courses.certificates.queries import in_language, result_label
from courses.certificates.rules import Content, differences, printed


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened to a certificate. `why` is a reason in words, `note` what only the provider reads."""

    at: datetime
    kind: str  # issued, asked, declined, reissued, revoked
    number: str
    by: str = ""
    why: str = ""
    note: str = ""


def history_of(certificate: Certificate, *, language: str, for_provider: bool = False) -> list[Step]:
    """The whole chain, oldest first: all certificates of the completion and what was asked about them."""
    rows = list(Certificate.objects.filter(completion_uuid=certificate.completion_uuid).order_by("pk"))
    asked = list(CertificateCorrection.objects.filter(certificate__in=rows).order_by("pk"))
    deciders = {row.issued_by_id for row in rows} | {row.revoked_by_id for row in rows}
    names = _names({*deciders, *(one.decided_by_id for one in asked)}, language)
    numbers = {row.pk: printed(row.number) for row in rows}
    steps = []
    for row in rows:
        number = numbers[row.pk]
        if row.supersedes_id is None:
            steps.append(Step(row.issued_at, "issued", number, by=_("Karmayogi")))
        else:
            why = str(CorrectionReason(row.reissue_reason).label)
            note = row.reissue_note if for_provider else ""
            steps.append(Step(row.issued_at, "reissued", number, names.get(row.issued_by_id, ""), why, note))
        if row.revoked_at is not None:
            why = str(RevocationReason(row.revocation_reason).label)
            note = row.revocation_note if for_provider else ""
            steps.append(Step(row.revoked_at, "revoked", number, names.get(row.revoked_by_id, ""), why, note))
    for one in asked:
        number = numbers[one.certificate_id]
        why = str(CorrectionReason(one.reason).label)
        steps.append(Step(one.asked_at, "asked", number, _("the holder"), why, one.note))
        if one.state == CorrectionState.DECLINED and one.decided_at is not None:
            steps.append(Step(one.decided_at, "declined", number, names.get(one.decided_by_id, ""), "", one.answer))
    return sorted(steps, key=lambda step: step.at)


def _names(person_ids: Iterable[int | None], language: str) -> dict[int | None, str]:
    """Who decided, past the fence: it is told to whom the decision is about."""
    with everywhere(reason="who decided about a certificate", audited=False):
        people = Person.objects.filter(pk__in=[pk for pk in person_ids if pk is not None])
        return {person.pk: person.name_in(language) for person in people}


def shown(steps: Iterable[Step]) -> list[dict[str, str]]:
    """As the page's list of what happened."""
    labels = {
        "issued": _("Issued"),
        "asked": _("Correction asked"),
        "declined": _("Correction declined"),
        "reissued": _("Issued anew"),
        "revoked": _("Revoked"),
    }
    kinds = {"issued": "ok", "asked": "info", "declined": "plain", "reissued": "ok", "revoked": "bad"}
    return [
        {
            "date": in_date(step.at),
            "what": labels[step.kind],
            "kind": kinds[step.kind],
            "number": step.number,
            "by": step.by,
            "why": step.why,
            "note": step.note,
        }
        for step in steps
    ]


def compared(before: Content, after: Content, language: str) -> list[dict[str, Any]]:
    """What a re-issue changes: a term, what it says and what it would say, each in both languages. Only what differs."""
    changed = set(differences(before, after))
    pairs = [
        (_("Name"), {"name", "name_hi"}, lambda said: (said.name, said.name_hi)),
        (_("Post"), {"post", "post_hi", "organisation", "organisation_hi"}, wording.post),
        (_("Course"), {"course", "course_hi"}, lambda said: (said.course, said.course_hi)),
        (_("Competency"), {"competencies"}, lambda said: wording.competencies(said) or ("", "")),
        (_("Duration"), {"minutes"}, lambda said: wording.duration(said.minutes)),
        (_("Result"), {"band"}, lambda said: (result_label(said.band), "")),
        (_("Completed on"), {"completed_on"}, lambda said: (in_date_long(said.completed_on), "")),
        (_("Issued by"), {"provider", "provider_hi"}, lambda said: (said.provider, said.provider_hi)),
    ]
    return [
        {"term": term, "before": read(before), "after": read(after)} for term, names, read in pairs if names & changed
    ]


@dataclass(frozen=True, slots=True)
class Request:
    """A request for a correction as the provider's list shows it."""

    uuid: UUID
    number: str
    name: str
    course: str
    reason: str
    note: str
    asked_at: datetime
    state: str


def open_requests(provider_id: int, *, language: str) -> list[Request]:
    """The longest waiting first. Uses index corrections_open."""
    rows = CertificateCorrection.objects.filter(provider_id=provider_id, state=CorrectionState.OPEN)
    return [request_of(row, language=language) for row in rows.select_related("certificate").order_by("asked_at")[:200]]


def request_of(row: CertificateCorrection, *, language: str) -> Request:
    said = Content.from_json(row.certificate.content)
    return Request(
        uuid=row.uuid,
        number=printed(row.certificate.number),
        name=in_language(said.name, said.name_hi, language),
        course=in_language(said.course, said.course_hi, language),
        reason=str(CorrectionReason(row.reason).label),
        note=row.note,
        asked_at=row.asked_at,
        state=row.state,
    )
