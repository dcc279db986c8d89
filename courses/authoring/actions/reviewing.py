"""The way to publication: sending for review, remarks at the place, returning."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.audit import entries as audit
from core.audit.actor import Actor
from core.outbox import events as outbox
from core.refusals import Refusal
from courses.authoring import rules
from courses.authoring.actions.drafts import lock_draft
from courses.authoring.models import Decision, ReviewComment, ReviewDecision, WorkingCopy
from courses.authoring.queries import version_facts
from courses.catalogue.models import CourseVersion, Module, Resource, VersionState
from courses.events import VersionReturned, VersionSubmitted

LONGEST_REMARK = 4000


class ReviewRefused(Refusal):
    SENTENCES = {
        "INCOMPLETE": _("%(count)s things are missing before this course can be sent for review."),
        "NOT_IN_REVIEW": _("This version is not in review."),
        "NO_REASON": _("Say what has to change before you return the course."),
        "EMPTY_REMARK": _("Write a remark."),
        "REMARK_TOO_LONG": _("A remark holds at most %(most)s letters."),
        "OWN_WORK": _("You created, changed or submitted this version. A second person has to publish it."),
        "COMMENTS_OPEN": _("Some remarks are open. Settle them or return the course."),
    }


def decide(
    version: CourseVersion, decision: Decision, *, reason: str = "", actor: Actor, at: datetime
) -> ReviewDecision:
    """The row of a step. Its uuid is ours and it is not read back, so that nobody needs to see it to write it."""
    row = ReviewDecision(
        version=version,
        owner_id=version.owner_id,
        decision=decision,
        reason=reason,
        person_id=actor.person_id,
        person_name=actor.name[:200],
        at=at,
    )
    row.save(force_insert=True)
    return row


@transaction.atomic
def submit(*, version: CourseVersion, actor: Actor, at: datetime) -> CourseVersion:
    """Send a complete draft for review. It cannot be changed until it comes back."""
    copy = lock_draft(version, actor=actor, at=at)
    if absent := rules.missing(version_facts(version)):
        raise ReviewRefused("INCOMPLETE", count=len(absent), missing=absent)
    version.state = VersionState.IN_REVIEW
    version.submitted_by_id, version.submitted_at = actor.person_id, at
    version.save(update_fields=["state", "submitted_by", "submitted_at", "changed_at"])
    copy.is_returned = False
    copy.save(update_fields=["is_returned"])
    decide(version, Decision.SUBMITTED, actor=actor, at=at)
    audit.record(actor, "courses.version.submitted", version, at, organisation_id=version.owner_id)
    outbox.publish(
        VersionSubmitted(at=at, organisation_id=version.owner_id, version_id=version.pk, by_person_id=actor.person_id)
    )
    return version


def lock_review(version: CourseVersion) -> CourseVersion:
    """One decision on a version at a time."""
    version = CourseVersion.objects.select_for_update(of=("self",)).select_related("offering").get(pk=version.pk)
    if version.state != VersionState.IN_REVIEW:
        raise ReviewRefused("NOT_IN_REVIEW")
    return version


@transaction.atomic
def return_to_author(*, version: CourseVersion, reason: str, actor: Actor, at: datetime) -> CourseVersion:
    """Give the version back as a draft, saying why."""
    version = lock_review(version)
    if not reason.strip():
        raise ReviewRefused("NO_REASON")
    version.state = VersionState.DRAFT
    version.save(update_fields=["state", "changed_at"])
    WorkingCopy.objects.filter(version=version).update(is_returned=True)
    decide(version, Decision.RETURNED, reason=reason.strip()[:LONGEST_REMARK], actor=actor, at=at)
    audit.record(actor, "courses.version.returned", version, at, organisation_id=version.owner_id, reason=reason[:500])
    outbox.publish(
        VersionReturned(at=at, organisation_id=version.owner_id, version_id=version.pk, by_person_id=actor.person_id)
    )
    return version


@transaction.atomic
def remark(
    *, version: CourseVersion, body: str, module: Module | None = None, resource: Resource | None = None,
    actor: Actor, at: datetime,
) -> ReviewComment:  # fmt: skip
    """Say something about the version in review, or about one place in it."""
    version = lock_review(version)
    if not body.strip():
        raise ReviewRefused("EMPTY_REMARK")
    if len(body) > LONGEST_REMARK:
        raise ReviewRefused("REMARK_TOO_LONG", most=LONGEST_REMARK)
    place = resource or module
    comment = ReviewComment.objects.create(
        version=version,
        owner_id=version.owner_id,
        module=module,
        resource=resource,
        place=place.title if place else "",
        body=body.strip(),
        person_id=actor.person_id,
        person_name=actor.name[:200],
        at=at,
    )
    audit.record(actor, "courses.version.remarked", comment, at, organisation_id=version.owner_id)
    return comment


@transaction.atomic
def settle(*, comment: ReviewComment, actor: Actor, at: datetime) -> ReviewComment:
    """Mark a remark as dealt with. Twice is the same as once."""
    comment = ReviewComment.objects.select_for_update().get(pk=comment.pk)
    if comment.settled_at is None:
        comment.settled_at, comment.settled_by_name = at, actor.name[:200]
        comment.save(update_fields=["settled_at", "settled_by_name"])
        audit.record(actor, "courses.version.remark_settled", comment, at, organisation_id=comment.owner_id)
    return comment
