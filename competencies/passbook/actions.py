"""Writing the passbook."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from competencies.events import AttainmentRecorded
from competencies.framework.models import Competency
from competencies.passbook.models import Attainment, EvidenceKind
from competencies.passbook.rules import HIGHEST, LOWEST
from core.audit import entries as audit
from core.audit.actor import Actor
from core.outbox import events as outbox
from core.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Claim:
    """What a course, an assessment, a supervisor or the person says was reached. `source`: what says so, by uuid."""

    competency_id: int
    level: int
    kind: str  # of EvidenceKind
    evidence: str
    source: UUID
    evidence_hi: str = ""


class AttainmentRefused(Refusal):
    SENTENCES = {
        "LEVEL_OUT_OF_RANGE": _("A level is a number from 1 to 5."),
        "NOT_A_SUB_THEME": _("Levels are held in sub-themes of the competency framework."),
        "NO_EVIDENCE": _("Say what shows the competency."),
    }


@transaction.atomic
def record_attainments(
    *,
    person_id: int,
    claims: Sequence[Claim],
    actor: Actor,
    at: datetime,
    organisation_id: int | None = None,
    home_organisation_id: int | None = None,
) -> list[Attainment]:
    """Add what the passbook does not have yet, and return only that. Asked twice, written once.

    `organisation_id` is where it happened; without it, where the person is now.
    """
    _refuse_the_impossible(claims)
    if home_organisation_id is None:
        home_organisation_id = Person.objects.values_list("home_organisation_id", flat=True).get(pk=person_id)
    if organisation_id is None:
        organisation_id = home_organisation_id
    rows = [
        Attainment(
            person_id=person_id,
            competency_id=claim.competency_id,
            level=claim.level,
            kind=claim.kind,
            evidence=claim.evidence[:300],
            evidence_hi=claim.evidence_hi[:300],
            source=claim.source,
            organisation_id=organisation_id,
            home_organisation_id=home_organisation_id,
            attained_at=at,
        )
        for claim in claims
    ]
    Attainment.objects.bulk_create(rows, ignore_conflicts=True)
    new = list(
        Attainment.objects.filter(uuid__in=[row.uuid for row in rows])
        .select_related("competency")
        .order_by("source", "kind", "competency__place")
    )
    for row in new:
        audit.record(
            actor,
            "competencies.passbook.attained",
            row,
            at,
            organisation_id=organisation_id,
            competency=row.competency.code,
            level=row.level,
            kind=row.kind,
        )
    for (_source, kind), group in groupby(new, key=lambda row: (row.source, row.kind)):
        lines = list(group)
        outbox.publish(
            AttainmentRecorded(
                at=at,
                organisation_id=organisation_id,
                home_organisation_id=home_organisation_id,
                person_id=person_id,
                attainment_uuids=[str(row.uuid) for row in lines],
                competency_ids=[row.competency_id for row in lines],
                levels=[row.level for row in lines],
                kind=kind,
            )
        )
    return new


def _refuse_the_impossible(claims: Sequence[Claim]) -> None:
    if any(not LOWEST <= claim.level <= HIGHEST for claim in claims):
        raise AttainmentRefused("LEVEL_OUT_OF_RANGE")
    if any(claim.kind not in EvidenceKind.values or not claim.evidence.strip() for claim in claims):
        raise AttainmentRefused("NO_EVIDENCE")
    ids = {claim.competency_id for claim in claims}
    if Competency.objects.sub_themes().filter(pk__in=ids).count() != len(ids):
        raise AttainmentRefused("NOT_A_SUB_THEME")


@transaction.atomic
def follow_transfer(*, person_ids: Sequence[int], home_organisation_id: int, actor: Actor, at: datetime) -> int:
    """The passbooks of people who moved open to their new organisation. Where each line was earned stays written."""
    moved = (
        Attainment.objects.filter(person_id__in=person_ids)
        .exclude(home_organisation_id=home_organisation_id)
        .update(home_organisation_id=home_organisation_id)
    )
    if moved:
        audit.record(
            actor, "competencies.passbook.followed_transfer", None, at, organisation_id=home_organisation_id,
            people=len(person_ids), lines=moved,
        )  # fmt: skip
    return moved
