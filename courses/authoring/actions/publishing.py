"""A draft becomes what learners see, and stays that way."""

from datetime import datetime

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from core.audit import entries as audit
from core.audit.actor import Actor
from core.outbox import events as outbox
from core.refusals import Refusal
from courses.catalogue import rules
from courses.catalogue.actions import list_offering
from courses.catalogue.models import (
    Course,
    CourseVersion,
    Module,
    Offering,
    Resource,
    ResourceKind,
    VersionCompetency,
    VersionState,
    Visibility,
)
from courses.enrolment.models import Batch, BatchPlaces
from courses.events import CoursePublished
from courses.questions.models import Paper


class PublishRefused(Refusal):
    SENTENCES = {
        "NOT_A_DRAFT": _("This version is already published."),
        "AUTHOR_CANNOT_PUBLISH": _("A course is published by somebody who did not write it or send it for review."),
        "NOTHING_REQUIRED": _("A course needs at least one part that must be done."),
        "TEXT_EMPTY": _("A reading has no text yet."),
        "FILE_MISSING": _("A video or document has no file yet."),
        "POOL_TOO_SMALL": _("A quiz draws more questions than its pool has."),
    }


@transaction.atomic
def publish(*, version: CourseVersion, actor: Actor, at: datetime) -> CourseVersion:
    """Freeze the version and offer it. A version before it is superseded; who is enrolled there stays there."""
    offering = Offering.objects.select_for_update().get(pk=version.offering_id)
    version = CourseVersion.objects.select_for_update().get(pk=version.pk)
    if version.is_published:
        raise PublishRefused("NOT_A_DRAFT")
    if actor.person_id is not None and actor.person_id in (version.created_by_id, version.submitted_by_id):
        raise PublishRefused("AUTHOR_CANNOT_PUBLISH")
    resources = list(Resource.objects.filter(version=version).order_by("module__position", "position"))
    if problem := rules.publish_problem(_parts(version, resources)):
        raise PublishRefused(problem)

    _freeze_parts(version, offering, resources)
    before = offering.published_version
    if before is not None:
        before.state = VersionState.SUPERSEDED
        before.save(update_fields=["state"])
    version.state = VersionState.PUBLISHED
    version.is_published = True
    version.is_national = offering.visibility == Visibility.NATIONAL
    version.minutes = sum(resource.minutes for resource in resources)
    version.published_at = at
    version.published_by_id = actor.person_id
    if not version.completion_rule:
        version.completion_rule = {"all": [{"resource": str(r.uuid)} for r in resources if r.is_required]}
    version.save()
    offering.published_version = version
    offering.title, offering.title_hi = version.title, version.title_hi
    offering.save(update_fields=["published_version", "title", "title_hi"])
    Course.objects.filter(offering=offering).update(draft=None)
    batch = Batch.objects.create(
        offering=offering,
        version=version,
        owner_id=offering.owner_id,
        is_national=version.is_national,
        is_default=True,
    )
    BatchPlaces.objects.create(batch=batch)
    list_offering(offering=offering, version=version)

    audit.record(
        actor, "courses.version.published", version, at, organisation_id=offering.owner_id, number=version.number
    )
    outbox.publish(
        CoursePublished(
            at=at,
            organisation_id=offering.owner_id,
            offering_id=offering.pk,
            offering_uuid=str(offering.uuid),
            version_id=version.pk,
            number=version.number,
        )
    )
    return version


def _parts(version: CourseVersion, resources: list[Resource]) -> list[rules.Part]:
    papers = {
        paper.resource_id: paper
        for paper in Paper.objects.filter(resource__version=version).annotate(size=Count("pool"))
    }
    parts = []
    for resource in resources:
        paper = papers.get(resource.pk)
        parts.append(
            rules.Part(
                kind=resource.kind,
                is_required=resource.is_required,
                has_content=bool(resource.body.strip() or resource.file_uuid),
                pick=paper.pick if paper else 0,
                pool=paper.size if paper else 0,  # type: ignore[attr-defined]
            )
        )
    return parts


def _freeze_parts(version: CourseVersion, offering: Offering, resources: list[Resource]) -> None:
    """Texts are cleaned once more at the last gate, whatever door they came through."""
    for resource in resources:
        if resource.kind == ResourceKind.TEXT:
            resource.body, resource.body_hi = rules.clean_html(resource.body), rules.clean_html(resource.body_hi)
    Resource.objects.bulk_update(resources, ["body", "body_hi"])
    frozen = {"is_published": True, "is_national": offering.visibility == Visibility.NATIONAL}
    Paper.objects.filter(resource__version=version).update(**frozen)
    for part in (Resource, Module, VersionCompetency):
        part.objects.filter(version=version).update(**frozen)
