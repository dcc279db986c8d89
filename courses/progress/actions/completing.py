"""Settling a completion the moment it is reached."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from competencies import facade as competencies
from core.audit import entries as audit
from core.audit.actor import Actor
from core.outbox import events as outbox
from courses.catalogue.models import CourseVersion, Offering, VersionCompetency
from courses.enrolment.models import Completion, Enrolment, EnrolmentState
from courses.events import CourseCompleted, LearningStarted
from courses.progress import rules
from courses.progress.models import ResourceProgress
from courses.progress.queries import leaves_of


@transaction.atomic
def complete_resource(
    *, enrolment_id: int, resource_id: int, score: int | None, actor: Actor, at: datetime
) -> Enrolment:
    """A leaf is done: lock the enrolment, count, and settle the course if the rule is met."""
    enrolment = Enrolment.objects.lock(enrolment_id)  # its own statement: see EnrolmentQuerySet.lock
    ResourceProgress.objects.filter(
        enrolment_id=enrolment_id, resource_id=resource_id, completed_at__isnull=True
    ).update(completed_at=at, updated_at=at)
    return settle(enrolment=enrolment, actor=actor, at=at)


def settle(*, enrolment: Enrolment, actor: Actor, at: datetime, earned_at: datetime | None = None) -> Enrolment:
    """Decide by the rule of the pinned version. The enrolment is locked by the caller. Never backwards.

    `earned_at`: when what is settled now was reached, where that was earlier.
    """
    version = CourseVersion.objects.get(pk=enrolment.version_id)
    leaves = leaves_of(enrolment.pk, enrolment.version_id)
    verdict = rules.judge(version.completion_rule, leaves)
    is_first = enrolment.progress == 0
    if verdict.percent > enrolment.progress:
        enrolment.progress = verdict.percent
        enrolment.save(update_fields=["progress"])
    if enrolment.state != EnrolmentState.OPEN:
        return enrolment
    if verdict.is_complete:
        _complete(enrolment, version, verdict, leaves, actor, at, earned_at or at)
    elif is_first:
        outbox.publish(
            LearningStarted(
                at=at,
                organisation_id=enrolment.organisation_id,
                offering_id=enrolment.offering_id,
                person_id=enrolment.person_id,
                enrolment_uuid=str(enrolment.uuid),
            )
        )
    return enrolment


def _complete(
    enrolment: Enrolment,
    version: CourseVersion,
    verdict: rules.Verdict,
    leaves: Mapping[str, rules.Leaf],
    actor: Actor,
    at: datetime,
    earned_at: datetime,
) -> None:
    completion = Completion.objects.create(
        enrolment=enrolment,
        person_id=enrolment.person_id,
        organisation_id=enrolment.organisation_id,
        home_organisation_id=enrolment.home_organisation_id,
        provider_id=enrolment.provider_id,
        offering_id=enrolment.offering_id,
        version=version,
        grade=verdict.grade,
        score=verdict.score,
        minutes=version.minutes,
        evidence={
            "rule": version.completion_rule,
            "leaves": [
                {
                    "resource": leaf.uuid,
                    "kind": leaf.kind,
                    "is_complete": leaf.is_complete,
                    "score": leaf.score,
                    "is_seen": leaf.is_seen,
                }
                for leaf in leaves.values()
            ],
        },
        completed_at=earned_at,
    )
    enrolment.state = EnrolmentState.COMPLETED
    enrolment.completed_at = earned_at
    enrolment.progress = 100
    enrolment.save(update_fields=["state", "completed_at", "progress"])
    audit.record(
        actor, "courses.enrolment.completed", enrolment, at, organisation_id=enrolment.organisation_id,
        grade=verdict.grade, version=version.number,
    )  # fmt: skip
    tags = VersionCompetency.objects.filter(version=version).values_list("competency_id", "level")
    competencies.record_attainments(
        person_id=enrolment.person_id,
        claims=[
            competencies.Claim(
                competency_id=competency_id,
                level=level,
                kind="course",
                evidence=version.title,
                evidence_hi=version.title_hi,
                source=completion.uuid,
            )
            for competency_id, level in tags
        ],
        actor=actor,
        at=earned_at,
        organisation_id=enrolment.organisation_id,
        home_organisation_id=enrolment.home_organisation_id,
    )
    outbox.publish(
        CourseCompleted(
            at=earned_at,
            organisation_id=enrolment.organisation_id,
            offering_id=enrolment.offering_id,
            offering_uuid=str(Offering.objects.values_list("uuid", flat=True).get(pk=enrolment.offering_id)),
            version_id=version.pk,
            enrolment_uuid=str(enrolment.uuid),
            completion_uuid=str(completion.uuid),
            person_id=enrolment.person_id,
            provider_id=enrolment.provider_id,
            grade=verdict.grade,
            minutes=version.minutes,
            score=verdict.score,
        )
    )
