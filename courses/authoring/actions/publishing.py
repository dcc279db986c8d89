"""Publishing by a second person, and retiring."""

from datetime import datetime

from django.db import transaction

from core.audit import entries as audit
from core.audit.actor import Actor
from core.outbox import events as outbox
from courses.authoring import rules
from courses.authoring.actions.reviewing import ReviewRefused, decide, lock_review
from courses.authoring.models import Contribution, Decision, ReviewComment
from courses.catalogue.actions import list_offering, unlist_offering
from courses.catalogue.models import (
    Captions,
    Chapters,
    Course,
    CourseVersion,
    Module,
    Offering,
    OfferingState,
    Rendition,
    Resource,
    VersionCompetency,
    VersionState,
    Visibility,
)  # fmt: skip
from courses.enrolment.models import Batch
from courses.events import CoursePublished
from courses.packages.models import Package
from courses.questions.models import Paper, PaperSection


def hands_in(version: CourseVersion) -> set[int]:
    """Who created, changed or submitted the version."""
    contributors = Contribution.objects.filter(version=version).values_list("person_id", flat=True)
    return {person for person in (version.created_by_id, version.submitted_by_id, *contributors) if person is not None}


@transaction.atomic
def publish(*, version: CourseVersion, actor: Actor, at: datetime) -> CourseVersion:
    """Make a reviewed version what learners get from now on. It never changes again; the enrolled stay on theirs."""
    course = Course.objects.select_for_update().get(pk=version.offering_id)
    version = lock_review(version)
    open_comments = ReviewComment.objects.filter(version=version, settled_at=None).count()
    if reason := rules.publish_refusal(
        state=version.state, person_id=actor.person_id, hands=hands_in(version), open_comments=open_comments
    ):
        raise ReviewRefused(reason)
    release(version=version, course=course, person_id=actor.person_id, at=at)
    decide(version, Decision.PUBLISHED, actor=actor, at=at)
    audit.record(
        actor, "courses.version.published", version, at, organisation_id=version.owner_id, number=version.number
    )
    outbox.publish(
        CoursePublished(
            at=at,
            organisation_id=version.owner_id,
            offering_id=version.offering_id,
            offering_uuid=str(version.offering.uuid),
            version_id=version.pk,
            number=version.number,
        )
    )
    return version


def release(*, version: CourseVersion, course: Course, person_id: int | None, at: datetime) -> None:
    """The parts first, then the version: the database refuses to add a part to a published one."""
    offering = Offering.objects.select_for_update(of=("self",)).select_related("owner").get(pk=version.offering_id)
    flags = {"is_published": True, "is_national": offering.visibility == Visibility.NATIONAL}
    PaperSection.objects.filter(paper__resource__version=version).update(**flags)
    Paper.objects.filter(resource__version=version).update(**flags)
    minutes = sum(Resource.objects.filter(version=version).values_list("minutes", flat=True))
    for parts in (Module, Resource, Rendition, Captions, Chapters, Package, VersionCompetency):
        parts._default_manager.filter(version=version).update(**flags)
    if (old_id := offering.published_version_id) is not None:
        CourseVersion.objects.filter(pk=old_id).update(state=VersionState.SUPERSEDED)
        Batch.objects.filter(version_id=old_id, is_default=True, closes_at=None).update(closes_at=at)
    version.state, version.minutes = VersionState.PUBLISHED, minutes
    version.is_published, version.is_national = flags["is_published"], flags["is_national"]
    version.published_by_id, version.published_at = person_id, at
    version.save()
    offering.published_version, offering.state = version, OfferingState.LIVE
    offering.title, offering.title_hi = version.title, version.title_hi
    offering.save()
    course.draft = None
    course.save(update_fields=["draft"])
    Batch.objects.create(
        offering=offering, version=version, owner_id=version.owner_id, is_national=version.is_national, is_default=True
    )
    list_offering(offering=offering)


@transaction.atomic
def retire(*, course: Course, actor: Actor, at: datetime) -> Offering:
    """Take a course out of the catalogue. Whoever is inside may finish."""
    offering = Offering.objects.select_for_update(of=("self",)).get(pk=course.pk)
    if offering.state == OfferingState.LIVE:
        offering.state = OfferingState.RETIRED
        offering.save(update_fields=["state"])
        unlist_offering(offering=offering)
        audit.record(actor, "courses.offering.retired", offering, at, organisation_id=offering.owner_id)
    return offering
