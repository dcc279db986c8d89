"""Giving a draft up. A course never published goes with it; of a published one only the version in work."""

from datetime import datetime

from django.db import transaction

from core.audit import entries as audit
from core.audit.actor import Actor
from courses.authoring.actions.drafts import DraftRefused, lock_draft
from courses.authoring.queries import draft_mark
from courses.catalogue.models import Course, CourseVersion, VersionState


@transaction.atomic
def discard(*, version: CourseVersion, seen: str | None, actor: Actor, at: datetime) -> CourseVersion:
    """Drop a draft; twice is the same as once. `seen`: the mark of the draft that the person saw (draft_mark).

    Nothing is deleted: who had a hand in it, and what reviewers said, stay readable for whoever looks into the trail.
    """
    course = Course.objects.select_for_update().get(pk=version.offering_id)
    version.refresh_from_db()
    if version.state == VersionState.DISCARDED:
        return version
    mark = draft_mark(version)
    lock_draft(version, actor=actor, at=at)
    if seen is not None and seen != mark:
        raise DraftRefused("OVERTAKEN")
    version.state = VersionState.DISCARDED
    version.save(update_fields=["state", "changed_at"])
    course.draft = None
    course.save(update_fields=["draft"])
    audit.record(
        actor, "courses.version.discarded", version, at, organisation_id=version.owner_id, number=version.number
    )
    return version
